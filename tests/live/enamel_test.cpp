// Enamelled metals while the view moves: one seen through its enamel, one that is not seen, and back to the bare metal.
#include "live_fixture.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

constexpr glm::ivec2 kSize{320, 240};
constexpr int kSamples = 96, kCell = 4;
constexpr double kWithin = 0.04; // of mean luminance and chromaticity

class EnamelledView : public LiveTest {
  protected:
    void expectNearlyTheStill(const LiveCase& shown) const {
        const FloatImage still = stillOf(shown, kSize.x, kSize.y, kSamples);
        LiveRun run(device(), shown, kSize.x, kSize.y);
        run.frame(shown.camera);
        report(shown.name + "-still", still);
        report(shown.name + "-moving", run.radiance());
        const Mask metals = maskWithin(run.identities(), kSize.x, [](int id) { return id < 0; });
        const Difference moving = differenceOf(run.radiance(), still, metals, kCell);
        report(fmt::format("{} moving: {}", shown.name, moving.summary()));
        SCOPED_TRACE(moving.summary());
        ASSERT_GT(moving.cells, 100u);
        EXPECT_LT(std::abs(moving.luminance), kWithin);
        EXPECT_LT(moving.chromaticity, kWithin);
    }
};

class Enamelled : public EnamelledView, public ::testing::WithParamInterface<const char*> {};

TEST_P(Enamelled, IsNearlyTheStillInItsFirstFrame) {
    expectNearlyTheStill(enamelledSolitaire(GetParam(), "side"));
}

// The metal beneath has a blow's marks, and the layer is deeper in them.
TEST_F(EnamelledView, OverAHammeredMetalIsNearlyTheStill) {
    expectNearlyTheStill(enamelledSolitaire("fired-ruby", "side", "hammered"));
}

const auto nameOf = [](const auto& enamel) {
    std::string name = enamel.param;
    std::ranges::replace(name, '-', '_');
    return name;
};
INSTANTIATE_TEST_SUITE_P(OfTheCatalogue, Enamelled,
                         ::testing::Values("fired-cobalt-blue", "fired-green", "fired-white", "fired-red", "cold-red"),
                         nameOf);

// Enamel comes off in the next frame, and the metal is as if it had never had any.
TEST_F(EnamelledView, IsBareAgainInTheNextFrame) {
    const LiveCase enamelled = enamelledSolitaire("fired-clear", "side"), bare = workedSolitaire("mirror", "side");
    LiveRun swapped(device(), enamelled, kSize.x, kSize.y), made(device(), bare, kSize.x, kSize.y);
    swapped.frame(enamelled.camera);
    swapped.view().dress(scene::dressingOf(bare.piece));
    scene::Camera turned = bare.camera; // still moving: what rests is not drawn anew
    turned.azimuth += radians(0.5);
    swapped.frame(turned);
    made.frame(turned);
    const Mask metals = maskWithin(made.identities(), kSize.x, [](int id) { return id < 0; });
    const Difference difference = differenceOf(swapped.radiance(), made.radiance(), metals, kCell);
    EXPECT_LT(difference.mean, 0.01) << difference.summary();
}

} // namespace
} // namespace vitrine::render
