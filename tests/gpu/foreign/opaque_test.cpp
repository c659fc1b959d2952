#include "foreign_fixture.h"

namespace vitrine::render {
namespace {

class ForeignOpaque : public StillTest {
  protected:
    glm::dvec3 colourOfSphere(const part::Material& material, int samples = 64) const {
        scene::Piece piece;
        addForeign(piece, sphere(5.0), material);
        const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(),
                                         {.width = 32, .height = 32, .samples = samples, .bounceLimit = 40});
        return meanColour(rendered.picture);
    }
};

void expectNear(const glm::dvec3& value, const glm::dvec3& expected, double tolerance, const std::string& what) {
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(value[c], expected[c], tolerance) << what << ", channel " << c;
}

// Lambert: a convex body sends back its albedo under uniform light.
TEST_F(ForeignOpaque, MattSurfaceShowsItsColour) {
    const glm::dvec3 colour(0.8, 0.5, 0.2);
    expectNear(colourOfSphere(matt(colour)), colour, 0.01, "matt");
}

TEST_F(ForeignOpaque, VarnishTakesNothingFromAWhiteBase) {
    part::Material varnished = matt();
    varnished.specular = 1.0;
    varnished.roughness = 0.1;
    expectNear(colourOfSphere(varnished), glm::dvec3(1.0), 0.01, "varnished");
}

// White furnace (Heitz 2014), with what meets several microfacets put back (Kulla & Conty 2017).
TEST_F(ForeignOpaque, WhiteMetalIsInvisibleInUniformLight) {
    for (const double roughness : {0.0, 0.1, 0.3, 0.6, 1.0}) {
        part::Material metal;
        metal.roughness = roughness;
        expectNear(colourOfSphere(metal, 128), glm::dvec3(1.0), 0.01, "roughness " + std::to_string(roughness));
    }
}

// Schlick 1994: F0 straight on, F0 + (1 - F0) (1 - cos)^5 at an angle.
TEST_F(ForeignOpaque, MetalReflectsItsBaseColourByAngle) {
    part::Material metal;
    metal.roughness = 0.0;
    metal.baseColor = {0.5, 0.5, 0.5, 1.0};
    scene::Piece piece;
    addForeign(piece, square(), metal);
    const Rendered straight =
        render(piece, ahead(4.0), uniformLight(), {.width = 16, .height = 16, .samples = 16, .bounceLimit = 4});
    expectNear(meanColour(straight.picture), glm::dvec3(0.5), 0.002, "straight on");
    const Rendered slanting = render(piece, cameraOnto({0, 0, 0}, 1.0, 60.0, 0.0), uniformLight(),
                                     {.width = 16, .height = 16, .samples = 16, .bounceLimit = 4});
    expectNear(meanColour(slanting.picture), glm::dvec3(0.5 + 0.5 * std::pow(0.5, 5.0)), 0.002, "at 60 degrees");
}

TEST_F(ForeignOpaque, UnlitShowsItsColourInTheDark) {
    part::Material unlit = matt({0.7, 0.1, 0.4});
    unlit.unlit = true;
    scene::Piece piece;
    addForeign(piece, square(), unlit);
    const Rendered rendered = render(piece, ahead(4.0), uniformLight(0.0), {.width = 16, .height = 16, .samples = 16});
    expectNear(meanColour(rendered.picture), {0.7, 0.1, 0.4}, 0.005, "unlit");
}

TEST_F(ForeignOpaque, EmissionAddsToWhatIsReflected) {
    part::Material glowing = matt(glm::dvec3(0.5));
    glowing.emissive = {2.0, 1.0, 0.0};
    scene::Piece piece;
    addForeign(piece, square(), glowing);
    const Rendered rendered = render(piece, ahead(4.0), uniformLight(), {.width = 32, .height = 32, .samples = 64});
    expectNear(meanColour(rendered.picture), {2.5, 1.5, 0.5}, 0.01, "glowing");
}

TEST_F(ForeignOpaque, BlendLetsItsShareThrough) {
    part::Material veil = matt();
    veil.unlit = true;
    veil.alpha = part::Material::Alpha::blend;
    veil.baseColor.w = 0.25;
    scene::Piece piece;
    addForeign(piece, square(), veil);
    const Rendered rendered = render(piece, ahead(4.0), uniformLight(3.0), {.width = 32, .height = 32, .samples = 64});
    double coverage = 0.0, y = 0.0;
    for (std::size_t i = 0; i < 32 * 32; ++i) {
        coverage += rendered.picture.coverage.data[i] / 1024.0;
        y += rendered.picture.xyz.data[3 * i + 1] / 1024.0;
    }
    EXPECT_NEAR(coverage, 0.25, 0.005);
    EXPECT_NEAR(y, 0.25 * 1.0 + 0.75 * 3.0, 0.02);
}

// glTF 2.0, 3.9.4: the back of a single-sided surface is not drawn.
TEST_F(ForeignOpaque, BackIsSeenOnlyOfADoubleSidedSurface) {
    for (const bool doubleSided : {false, true}) {
        part::Material material = matt({0.2, 0.2, 0.2});
        material.unlit = true;
        material.doubleSided = doubleSided;
        scene::Piece piece;
        addForeign(piece, square(), material);
        const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 4.0, 0.0, 180.0), uniformLight(),
                                         {.width = 16, .height = 16, .samples = 8});
        expectNear(pixelColour(rendered.picture, 8, 8), glm::dvec3(doubleSided ? 0.2 : 1.0), 0.005, "from behind");
        EXPECT_FLOAT_EQ(rendered.picture.coverage.pixel(8, 8)[0], doubleSided ? 1.0f : 0.0f);
    }
}

} // namespace
} // namespace vitrine::render
