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

// The same for grooves, and for marks of a tool, whose slopes turn the reflection but take nothing from it.
TEST_F(MetalStill, PerfectReflectorIsInvisibleHoweverItIsWorked) {
    using Kind = metal::ToolMarks::Kind;
    for (const Kind kind :
         {Kind::none, Kind::streaks, Kind::grain, Kind::hammered, Kind::florentine, Kind::bark, Kind::scratches}) {
        scene::Piece piece;
        addMetal(piece, sphere(5.0), perfectMirror(), 0.0);
        std::get<scene::MetalSurface>(piece.surfaces[0].model).finish = metal::Finish{
            .alpha = {0.06, 0.3}, .marks = {.kind = kind, .scale_mm = 0.8, .depth_mm = 0.04, .stretch = 5.0}};
        const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(),
                                         {.width = 48, .height = 48, .samples = 128, .bounceLimit = 60});
        const double mean = meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y;
        EXPECT_NEAR(mean, 1.0, kind == Kind::none ? 0.01 : 0.04) << static_cast<int>(kind);
    }
}

TEST_F(MetalStill, PerfectReflectorIsInvisibleWithHairlines) {
    scene::Piece piece;
    addMetal(piece, sphere(5.0), perfectMirror(), 0.0);
    std::get<scene::MetalSurface>(piece.surfaces[0].model).finish =
        metal::Finish{.alpha = glm::dvec2(0.01), .hairlines = metal::HairlineMarks{.perMm2 = 4.0, .width_mm = 0.05}};
    const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(),
                                     {.width = 48, .height = 48, .samples = 128, .bounceLimit = 60});
    EXPECT_NEAR(meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y, 1.0, 0.02);
}

// Patina holds light back where it lies, in the recesses, and nowhere else.
TEST_F(MetalStill, PatinaDarkensRecesses) {
    const auto brightness = [&](double patina) {
        scene::Piece piece;
        addMetal(piece, sphere(5.0), perfectMirror(), 0.0);
        std::get<scene::MetalSurface>(piece.surfaces[0].model).finish =
            metal::Finish{.alpha = glm::dvec2(0.1),
                          .marks = {.kind = metal::ToolMarks::Kind::bark,
                                    .scale_mm = 0.8,
                                    .depth_mm = 0.0,
                                    .stretch = 3.0,
                                    .patina = patina}};
        const Rendered rendered =
            render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(), {.width = 48, .height = 48, .samples = 64});
        return meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y;
    };
    EXPECT_NEAR(brightness(0.0), 1.0, 0.01);
    EXPECT_LT(brightness(0.9), 0.95);
    EXPECT_GT(brightness(0.9), 0.3);
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
