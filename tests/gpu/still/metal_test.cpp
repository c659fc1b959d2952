#include "still_fixture.h"

#include <cmath>

namespace vitrine::render {
namespace {

class MetalStill : public StillTest {};

// White furnace: a metal that reflects everything cannot be told from uniform light, however rough (Heitz 2014).
TEST_F(MetalStill, PerfectReflectorIsInvisibleInUniformLight) {
    for (const double roughness : {0.05, 0.2, 0.4, 0.7, 1.0}) {
        scene::Piece piece;
        addMetal(piece, sphere(5.0), perfectMirror(), roughness);
        const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(),
                                         {.width = 48, .height = 48, .samples = 128, .bounceLimit = 60});
        const FloatImage mask = whollyCovered(rendered.picture);
        const Mean mean = meanWithin(rendered.picture, mask);
        EXPECT_NEAR(mean.xyz.y, 1.0, 0.01) << roughness;
        // And at the rim, where the view grazes.
        FloatImage rim = mask;
        for (int y = 0; y < 48; ++y)
            for (int x = 0; x < 48; ++x)
                if (std::hypot(x - 23.5, y - 23.5) < 19.0) *rim.pixel(x, y) = 0.0f;
        const Mean edge = meanWithin(rendered.picture, rim);
        EXPECT_GT(edge.pixels, 100);
        EXPECT_NEAR(edge.xyz.y, 1.0, 0.02) << roughness;
    }
}

TEST_F(MetalStill, OfTheIndexOfAirIsBlack) {
    scene::Piece piece;
    addMetal(piece, sphere(5.0), perfectBlack(), 0.4);
    const Rendered rendered =
        render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(), {.width = 32, .height = 32, .samples = 16});
    EXPECT_NEAR(meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y, 0.0, 1e-6);
}

// A stone pushed 0.2 mm into claws: nothing may be lost or gained where they meet. Neither stone nor metal absorbs, so
// under uniform light every pixel must show that light; a fringe would be the only thing to see.
TEST_F(MetalStill, StonePushedIntoItsClawsShowsNoFringe) {
    scene::Piece piece = bareStone(catalogueSpecies("diamond"));
    for (const float side : {-1.0f, 1.0f}) {
        const float near = 3.25f - 0.2f;
        addMetal(piece,
                 side > 0.0f ? box({near, -2.0f, -0.6f}, {near + 1.0f, 0.5f, 0.6f})
                             : box({-near - 1.0f, -2.0f, -0.6f}, {-near, 0.5f, 0.6f}),
                 perfectMirror(), 0.3);
    }
    const Rendered rendered = render(piece, cameraOnto({2.5, 0.2, 0}, 2.2, 70.0, 70.0), uniformLight(),
                                     {.width = 64, .height = 64, .samples = 384, .bounceLimit = 60});
    const FloatImage mask = whollyCovered(rendered.picture);
    const Mean mean = meanWithin(rendered.picture, mask);
    ASSERT_GT(mean.pixels, 2000);
    EXPECT_NEAR(mean.xyz.y, 1.0, 0.005);
    FloatImage ones(64, 64, 3);
    std::fill(ones.data.begin(), ones.data.end(), 1.0f);
    const GoldenVerdict verdict = compareGolden(noisy(rendered.picture), {ones, FloatImage(64, 64, 1)}, {});
    EXPECT_TRUE(verdict.sameMean) << verdict.summary();
}

} // namespace
} // namespace vitrine::render
