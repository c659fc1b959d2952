#include "foreign_fixture.h"
#include "optics/upsampling.h"
#include "optics/wavelengths.h"

#include <cmath>

namespace vitrine::render {
namespace {

class ForeignGlass : public StillTest {
  protected:
    Mean sphereOf(const part::Material& material, int samples) const {
        scene::Piece piece;
        addForeign(piece, sphere(5.0), material);
        const Rendered rendered = render(piece, cameraOnto({0, 0, 0}, 11.0), uniformLight(),
                                         {.width = 32, .height = 32, .samples = samples, .bounceLimit = 40});
        return meanWithin(rendered.picture, whollyCovered(rendered.picture));
    }

    Rendered slabOf(const part::Material& material, float thickness_mm) const {
        scene::Piece piece;
        addForeign(piece, box({-10.0f, -10.0f, -thickness_mm}, {10.0f, 10.0f, 0.0f}), material);
        return render(piece, ahead(2.0), uniformLight(), {.width = 32, .height = 32, .samples = 64, .bounceLimit = 40});
    }
};

// A lossless body in uniform light shows that light: R + T = 1 at every angle, total reflection included.
TEST_F(ForeignGlass, LosslessSphereReturnsUniformLight) {
    for (const double ior : {1.33, 1.5, 2.4}) EXPECT_NEAR(sphereOf(glass(ior), 64).xyz.y, 1.0, 0.01) << ior;
}

// The same where each refracted path carries one wavelength: none is favoured, so white stays white.
TEST_F(ForeignGlass, DispersiveSphereReturnsUniformLight) {
    part::Material flint = glass(1.6);
    flint.dispersion = 20.0 / 36.0; // Abbe number of a flint
    const glm::dvec3 xyz = sphereOf(flint, 256).xyz;
    EXPECT_NEAR(xyz.x, 0.9505, 0.015); // D65, IEC 61966-2-1
    EXPECT_NEAR(xyz.y, 1.0, 0.01);
    EXPECT_NEAR(xyz.z, 1.0891, 0.015);
}

TEST_F(ForeignGlass, ThinWallPassesStraightThroughTinted) {
    part::Material wall = glass(1.5, 0.0);
    wall.baseColor = {0.9, 0.6, 0.3, 1.0};
    scene::Piece piece;
    addForeign(piece, square(), wall);
    const Rendered rendered =
        render(piece, ahead(2.0), uniformLight(), {.width = 32, .height = 32, .samples = 64, .bounceLimit = 8});
    const glm::dvec3 colour = meanColour(rendered.picture);
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(colour[c], 0.04 + 0.96 * wall.baseColor[c], 0.01) << c;
}

// Beer and Lambert: exp(-alpha s) with alpha = -ln(spectrum of the colour) / distance, wavelength by wavelength.
TEST_F(ForeignGlass, SlabWithoutReflectionAbsorbsByItsThickness) {
    part::Material ruby = glass(1.0);
    ruby.attenuationColor = {0.8, 0.2, 0.3};
    ruby.attenuationDistance_mm = 1.5;
    const float thickness_mm = 2.0f;
    const optics::Spectrum alpha = optics::absorptionOfAttenuation(ruby.attenuationColor, ruby.attenuationDistance_mm);
    glm::dvec3 expected(0.0);
    for (const auto& wave : optics::WavelengthSampling().comb(256, 0.5))
        expected += wave.weightXyz * std::exp(-alpha.at(wave.wavelength_nm) * thickness_mm);
    const Rendered rendered = slabOf(ruby, thickness_mm);
    const glm::dvec3 xyz = meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz;
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(xyz[c], expected[c], 0.005) << c;
}

// A plate seen straight on in uniform light shows R + (1 - R)^2 T / (1 - R T), the sum of its inner reflections; R by
// Fresnel at normal incidence.
TEST_F(ForeignGlass, PlateAddsUpItsInnerReflections) {
    part::Material smoke = glass(1.5);
    smoke.attenuationColor = glm::dvec3(0.5);
    smoke.attenuationDistance_mm = 1.0;
    const double R = 0.04, T = 0.25;
    const Rendered rendered = slabOf(smoke, 2.0f);
    EXPECT_NEAR(meanWithin(rendered.picture, whollyCovered(rendered.picture)).xyz.y,
                R + (1.0 - R) * (1.0 - R) * T / (1.0 - R * T), 0.004);
}

} // namespace
} // namespace vitrine::render
