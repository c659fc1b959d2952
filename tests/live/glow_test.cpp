// A fluorescing stone in the moving view shines as in the still.
#include "live_fixture.h"

#include <cmath>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

constexpr int kWidth = 160, kHeight = 120, kCell = 4, kSamples = 768;
constexpr double kMost = 0.04; // of mean luminance and chromaticity

class Glow : public LiveTest, public ::testing::WithParamInterface<const char*> {};
class GlowSwap : public LiveTest {};

TEST_P(Glow, MovesAsInTheStill) {
    LiveCase shown = solitaire("platinum-950", GetParam(), "close");
    shown.studio = "ultraviolet";
    const FloatImage still = stillOf(shown, kWidth, kHeight, kSamples);
    LiveRun run(device(), shown, kWidth, kHeight);
    run.frame(shown.camera);
    const Mask stones = maskWithin(run.identities(), kWidth, [](int id) { return id > 0; });
    const Difference moving = differenceOf(run.radiance(), still, stones, kCell);
    report(fmt::format("{} glowing: {}", shown.name, moving.summary()));
    report(shown.name + "-glow-still", still);
    report(shown.name + "-glow-live", run.radiance());
    SCOPED_TRACE(moving.summary());
    EXPECT_LT(std::abs(moving.luminance), kMost);
    EXPECT_LT(moving.chromaticity, kMost);
}

INSTANTIATE_TEST_SUITE_P(Of, Glow, ::testing::Values("ruby"),
                         [](const auto& stone) { return std::string(stone.param); });

// The stone's light is not a thing of the light that is mirrored: with it a diamond is bluer.
TEST_F(GlowSwap, IsSeenWhenItIsPutOn) {
    LiveCase plain = solitaire("platinum-950", "diamond", "close");
    plain.studio = "ultraviolet";
    const LiveCase strong = fluorescing(plain, "very-strong");
    LiveRun run(device(), plain, kWidth, kHeight);
    run.frame(plain.camera);
    const FloatImage before = run.radiance();
    const Mask stones = maskWithin(run.identities(), kWidth, [](int id) { return id > 0; });
    run.view().dress(scene::dressingOf(strong.piece));
    run.frame(plain.camera);
    run.frame(plain.camera);
    EXPECT_GT(differenceOf(run.radiance(), before, stones, kCell).channels.z, 0.5);
}

} // namespace
} // namespace vitrine::render
