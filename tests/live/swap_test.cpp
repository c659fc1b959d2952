// A swap of metal, finish or species shows in the next frame and asks for no memory: all that the palette names was
// tabulated when the view was made.
#include "allocations.h"
#include "gpu/recorder.h"
#include "live_fixture.h"

#include <algorithm>
#include <cmath>

namespace vitrine::render {
namespace {

constexpr int kWidth = 96, kHeight = 72;

/// What the ring was, and what is put on it.
struct Swap {
    const char* name;
    LiveCase (*from)();
    LiveCase (*to)();
};

class Swaps : public ::testing::TestWithParam<Swap> {};

TEST_P(Swaps, AskForNoMemory) {
    // Without the validation layer, which allocates for every call by the same operator new.
    const gpu::Device device({.validation = gpu::Validation::off, .cacheFolder = ""});
    const LiveCase first = GetParam().from(), second = GetParam().to();
    LiveRun run(device, first, kWidth, kHeight);
    run.frame(first.camera);
    gpu::CommandSlot slot(device, "swap");
    scene::Camera camera = first.camera;
    double time_s = 100.0; // no fade goes on
    const auto frame = [&] {
        camera.azimuth += radians(0.25);
        gpu::Recorder recorder(device, slot, {.name = "swap"});
        run.view().record(recorder, {.camera = camera, .time_s = time_s += 0.02});
        std::move(recorder).start();
        slot.wait();
    };
    for (int i = 0; i < 3; ++i) frame();
    const FloatImage before = run.radiance();

    const scene::Dressing dressing = scene::dressingOf(second.piece);
    camera.azimuth -= radians(0.25); // the frame after the swap has the camera of the one before it
    const std::uint64_t allocated = cli::allocationsOfThisThread();
    run.view().dress(dressing);
    frame();
    EXPECT_EQ(cli::allocationsOfThisThread() - allocated, 0u);

    double most = 0.0;
    const FloatImage after = run.radiance();
    for (std::size_t i = 0; i < after.data.size(); ++i)
        most = std::max<double>(most, std::abs(after.data[i] - before.data[i]));
    EXPECT_GT(most, 0.05) << "the next frame shows it";
}

const auto yellow = [] { return solitaire("18k-yellow", "diamond", "side"); };
INSTANTIATE_TEST_SUITE_P(
    Of, Swaps,
    ::testing::Values(Swap{"Metal", yellow, [] { return solitaire("platinum-950", "diamond", "side"); }},
                      Swap{"Species", yellow, [] { return solitaire("18k-yellow", "ruby", "side"); }},
                      Swap{"Finish", [] { return workedSolitaire("mirror", "side"); },
                           [] { return workedSolitaire("brushed", "side"); }},
                      Swap{"FinishBack", [] { return workedSolitaire("hammered", "side"); },
                           [] { return workedSolitaire("satin", "side"); }}),
    [](const auto& swap) { return std::string(swap.param.name); });

} // namespace
} // namespace vitrine::render
