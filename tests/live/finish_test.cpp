// Worked metals while the view moves: their marks where a pixel resolves them, a wider lobe where it does not. Judged
// by their light on the whole, as polished metals are.
#include "live_fixture.h"

#include <cmath>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

constexpr glm::ivec2 kSize{320, 240};
constexpr int kCell = 4;
constexpr int kSamples = 64; // of the still: its mean alone counts

constexpr double kWithin = 0.04; // of mean luminance and chromaticity

class Finishes : public LiveTest, public ::testing::WithParamInterface<const char*> {};
class ResolvedFinishes : public Finishes {};

TEST_P(ResolvedFinishes, AreNearlyTheStillsInTheFirstFrame) {
    const LiveCase shown = workedSolitaire(GetParam(), "side");
    const FloatImage still = stillOf(shown, kSize.x, kSize.y, kSamples);
    LiveRun run(device(), shown, kSize.x, kSize.y);
    run.frame(shown.camera);
    const Mask metals = maskWithin(run.identities(), kSize.x, [](int id) { return id < 0; });
    const Difference moving = differenceOf(run.radiance(), still, metals, kCell);
    report(shown.name + "-still", still);
    report(shown.name + "-moving", run.radiance());
    report(fmt::format("{} metals moving: {}", shown.name, moving.summary()));
    SCOPED_TRACE(moving.summary());
    EXPECT_LT(std::abs(moving.luminance), kWithin);
    EXPECT_LT(moving.chromaticity, kWithin);
}

// A swap puts on what a piece made with that finish has, but for the mean of what a stone sees, which is measured once.
TEST_P(Finishes, CanBePutOnInTheNextFrame) {
    const LiveCase polished = workedSolitaire("mirror", "side"), worked = workedSolitaire(GetParam(), "side");
    LiveRun swapped(device(), polished, kSize.x, kSize.y), made(device(), worked, kSize.x, kSize.y);
    swapped.frame(polished.camera);
    swapped.view().dress(scene::dressingOf(worked.piece));
    scene::Camera turned = polished.camera; // still moving: what rests is not drawn anew
    turned.azimuth += radians(0.5);
    swapped.frame(turned);
    made.frame(turned);
    const Mask metals = maskWithin(made.identities(), kSize.x, [](int id) { return id < 0; });
    const Difference difference = differenceOf(swapped.radiance(), made.radiance(), metals, kCell);
    EXPECT_LT(difference.mean, 0.01) << difference.summary();
}

const auto nameOf = [](const auto& finish) { return std::string(finish.param); };
INSTANTIATE_TEST_SUITE_P(OfTheCatalogue, Finishes, ::testing::Values("satin", "brushed", "hammered"), nameOf);
// Not those of wide lobes, which are followed through the piece by their middle alone: when last measured satin was 9.3
// % darker than the still, brushed 6.2 %.
INSTANTIATE_TEST_SUITE_P(OfTheCatalogue, ResolvedFinishes, ::testing::Values("hammered", "hairlines"), nameOf);

} // namespace
} // namespace vitrine::render
