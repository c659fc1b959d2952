#include "still_fixture.h"

#include "optics/cie.h"
#include "shared/cpp.h"

#include <cmath>

namespace vitrine::render {
namespace {

class EnamelStill : public StillTest {};

std::shared_ptr<const enamel::Enamel> layerOf(enamel::Kind kind, double value) {
    return std::make_shared<const enamel::Enamel>(enamel::Enamel{.id = "layer",
                                                                 .kind = kind,
                                                                 .index = 1.52,
                                                                 .absorption_mm = optics::Spectrum::constant(value),
                                                                 .body = optics::Spectrum::constant(value)});
}

void coat(scene::Piece& piece, std::shared_ptr<const enamel::Enamel> enamel, double depth_mm = 0.3) {
    std::get<scene::MetalSurface>(piece.surfaces.back().model).coat =
        enamel::Coat{.enamel = std::move(enamel), .depth_mm = depth_mm};
}

// White furnace: a clear layer over a metal that reflects everything, and an opaque one that absorbs nothing.
TEST_F(EnamelStill, ThatAbsorbsNothingIsInvisibleInUniformLight) {
    const auto shown = [&](enamel::Kind kind, double roughness) {
        scene::Piece piece;
        addMetal(piece, sphere(5.0), perfectMirror(), roughness);
        coat(piece, layerOf(kind, kind == enamel::Kind::opaque ? 1.0 : 0.0));
        const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(),
                                         {.width = 48, .height = 48, .samples = 128, .bounceLimit = 60});
        return meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y;
    };
    for (const double roughness : {0.09, 0.3, 0.6})
        EXPECT_NEAR(shown(enamel::Kind::transparent, roughness), 1.0, 0.01) << roughness;
    EXPECT_NEAR(shown(enamel::Kind::opaque, 0.3), 1.0, 0.01);
}

// What a face of polished gold under a coloured layer shows is what the series of two parallel mirrors gives.
TEST_F(EnamelStill, OverPolishedGoldShowsTheSeriesOfTwoMirrors) {
    constexpr double kAbsorption_mm = 0.8, kDepth_mm = 0.4;
    const auto gold = catalogueAlloy("18k-yellow");
    for (const double elevation_deg : {90.0, 40.0}) {
        scene::Piece piece;
        addMetal(piece, box({-6.0f, -1.0f, -6.0f}, {6.0f, 0.0f, 6.0f}), gold, 0.03);
        coat(piece, layerOf(enamel::Kind::transparent, kAbsorption_mm), kDepth_mm);
        scene::Camera camera = cameraOnto({0, 0, 0}, 2.0, elevation_deg);
        camera.projection = scene::Projection::orthographic;
        const Rendered rendered =
            render(piece, camera, uniformLight(), {.width = 24, .height = 24, .samples = 256, .bounceLimit = 8});
        const double cosine = std::sin(radians(elevation_deg)), F = shared64::fresnelDielectric(cosine, 1.52);
        const double inside = shared64::intoEnamel({std::sqrt(1.0 - cosine * cosine), 0.0, cosine}, 1.52).z;
        const double pass = std::exp(-kAbsorption_mm * kDepth_mm / inside);
        const glm::dvec3 expected = optics::xyzUnderD65([&](double nm) {
            const double R = shared64::fresnelConductor(inside, gold->n.at(nm) / 1.52, gold->k.at(nm) / 1.52);
            return F + (1.0 - F) * (1.0 - F) * pass * pass * R / (1.0 - R * pass * pass * F);
        });
        const Mean mean = meanWithin(rendered.picture, whollyCovered(rendered.picture));
        EXPECT_NEAR(mean.xyz.y, expected.y, 0.006) << elevation_deg;
        EXPECT_NEAR(mean.xyz.z, expected.z, 0.006) << elevation_deg;
    }
}

// Basse-taille: over engraving the layer is deeper in the recesses, and darker.
TEST_F(EnamelStill, IsDarkerOverRecesses) {
    const auto shown = [&](double depth_mm) {
        scene::Piece piece;
        addMetal(piece, sphere(5.0), perfectMirror(), 0.0);
        std::get<scene::MetalSurface>(piece.surfaces[0].model).finish =
            metal::Finish{.alpha = glm::dvec2(0.05),
                          .marks = {.kind = metal::ToolMarks::Kind::grain, .scale_mm = 6.0, .depth_mm = depth_mm}};
        coat(piece, layerOf(enamel::Kind::transparent, 1.0), 0.1);
        const Rendered rendered =
            render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(), {.width = 48, .height = 48, .samples = 64});
        return meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y;
    };
    const double flat = shown(0.0), engraved = shown(0.3);
    EXPECT_LT(engraved, flat - 0.1);
    EXPECT_GT(engraved, 0.3);
}

} // namespace
} // namespace vitrine::render
