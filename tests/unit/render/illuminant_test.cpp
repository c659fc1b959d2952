#include "render/spectral_table.h"

#include <gtest/gtest.h>

namespace vitrine::render {
namespace {

// XYZ of a white light of radiance 1, as the wavelengths of all samples together carry it.
glm::dvec3 whiteOf(scene::Illuminant illuminant) {
    constexpr std::uint32_t kSamples = 256;
    const SpectralTable table = makeSpectralTable({}, {}, {.samples = kSamples, .illuminant = illuminant});
    glm::dvec3 xyz(0.0);
    for (std::uint32_t s = 0; s < kSamples; ++s)
        for (int l = 0; l < table.wavelengths; ++l) {
            const glm::vec4* texels = &table.texels[std::size_t{table.stride} * s];
            const glm::dvec4 basis(texels[table.wavelengths + l]);
            xyz += glm::dvec3(texels[l]) * (basis.x + basis.y + basis.z) / double{kSamples};
        }
    return xyz;
}

// CIE 015: of D65 x 0.31272, y 0.32903; of A x 0.44758, y 0.40745.
TEST(Illuminant, IsTheWhiteOfEveryLight) {
    const glm::dvec3 daylight = whiteOf(scene::Illuminant::d65), lamp = whiteOf(scene::Illuminant::a);
    const double day = daylight.x + daylight.y + daylight.z, dusk = lamp.x + lamp.y + lamp.z;
    EXPECT_NEAR(daylight.x / day, 0.31272, 1e-3);
    EXPECT_NEAR(daylight.y / day, 0.32903, 1e-3);
    EXPECT_NEAR(lamp.x / dusk, 0.44758, 1e-3);
    EXPECT_NEAR(lamp.y / dusk, 0.40745, 1e-3);
    EXPECT_NEAR(lamp.y, daylight.y, 2e-3) << "as bright as daylight";
}

} // namespace
} // namespace vitrine::render
