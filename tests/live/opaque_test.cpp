// Stones without facets in the moving view: onyx, which is all polish, a pearl, which is all body, and cabochons that
// light goes through.
#include "live_fixture.h"

#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace vitrine::render {
namespace {

constexpr glm::ivec2 kSize{320, 240};
constexpr int kSamples = 96, kCell = 4;
constexpr double kMovingMean = 0.04; // of mean luminance and chromaticity

class OpaqueMoving : public LiveTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(OpaqueMoving, IsNearlyTheStillInItsFirstFrame) {
    const LiveCase shown = solitaire("platinum-950", GetParam(), "close");
    const FloatImage still = stillOf(shown, kSize.x, kSize.y, kSamples);
    LiveRun run(device(), shown, kSize.x, kSize.y);
    run.frame(shown.camera);
    report(shown.name + "-still", still);
    report(shown.name + "-moving", run.radiance());
    // The stone's is the last of the surfaces, behind the metals of the parts.
    const int surface = static_cast<int>(shown.piece.surfaces.size());
    const Mask mask = maskWithin(run.identities(), kSize.x, [&](int id) { return id == -1 - surface; });
    const Difference moving = differenceOf(run.radiance(), still, mask, kCell);
    report(fmt::format("{} moving: {}", shown.name, moving.summary()));
    SCOPED_TRACE(moving.summary());
    ASSERT_GT(moving.cells, 100u);
    EXPECT_LT(std::abs(moving.luminance), kMovingMean);
    EXPECT_LT(moving.chromaticity, kMovingMean);
}

class DomeMoving : public LiveTest, public ::testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(DomeMoving, IsNearlyTheStillInItsFirstFrame) {
    const auto [stone, view] = GetParam();
    const LiveCase shown = solitaire("platinum-950", std::string(stone) + ":round-cabochon", view);
    const FloatImage still = stillOf(shown, kSize.x, kSize.y, kSamples);
    LiveRun run(device(), shown, kSize.x, kSize.y);
    run.frame(shown.camera);
    report(shown.name + "-still", still);
    report(shown.name + "-moving", run.radiance());
    const Mask mask = maskWithin(run.identities(), kSize.x, [](int id) { return id > 0; });
    const Difference moving = differenceOf(run.radiance(), still, mask, kCell);
    report(fmt::format("{} moving: {}", shown.name, moving.summary()));
    SCOPED_TRACE(moving.summary());
    ASSERT_GT(moving.cells, 100u);
    EXPECT_LT(std::abs(moving.luminance), kMovingMean);
    EXPECT_LT(moving.chromaticity, kMovingMean);
}

INSTANTIATE_TEST_SUITE_P(Stones, DomeMoving,
                         ::testing::Values(std::pair("rhodolite", "side"), std::pair("amethyst", "close"),
                                           std::pair("ruby", "close"), std::pair("white-topaz", "close")),
                         [](const auto& shown) {
                             return std::string(shown.param.first).substr(0, 5) + shown.param.second;
                         });

INSTANTIATE_TEST_SUITE_P(Stones, OpaqueMoving, ::testing::Values("onyx", "white-pearl", "black-opal"),
                         [](const auto& stone) { return std::string(stone.param).substr(0, 4); });

} // namespace
} // namespace vitrine::render
