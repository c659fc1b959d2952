#include "metal/energy.h"
#include "shared/cpp.h"

#include <gtest/gtest.h>

namespace vitrine::metal {
namespace {

const AlbedoTable& table() {
    static const AlbedoTable made = makeAlbedoTable();
    return made;
}

TEST(AlbedoTable, HoldsSharesAndAMirrorLosesNothing) {
    ASSERT_EQ(table().directional.size(), static_cast<std::size_t>(table().size * table().size));
    ASSERT_EQ(table().average.size(), static_cast<std::size_t>(table().size));
    for (const float albedo : table().directional) {
        EXPECT_GT(albedo, 0.2f);
        EXPECT_LE(albedo, 1.0f);
    }
    EXPECT_EQ(table().directionalAt(0.3, 0.0), 1.0);
    EXPECT_EQ(table().averageAt(0.0), 1.0);
}

TEST(AlbedoTable, LosesMoreTheRougher) {
    for (int y = 1; y < table().size; ++y) EXPECT_LE(table().average[y], table().average[y - 1] + 1e-4f) << y;
}

TEST(AlbedoTable, IsAddressedByItsTexels) {
    const int size = table().size, x = 7, y = 20;
    const double cosine = std::pow(x / (size - 1.0), 2.0), roughness = y / (size - 1.0);
    EXPECT_NEAR(table().directionalAt(cosine, roughness), table().directional[y * size + x], 1e-9);
    EXPECT_NEAR(table().averageAt(roughness), table().average[y], 1e-9);
    EXPECT_NEAR(table().directionalAt(1.0, 1.0), table().directional.back(), 1e-9);
}

TEST(FresnelAverage, LiesBetweenNormalAndGrazingIncidence) {
    const Alloy metal{.n = optics::Spectrum::constant(0.3), .k = optics::Spectrum::constant(2.8)};
    const double normal = reflectance(metal, 1.0, 550.0), average = fresnelAverage(metal, 550.0);
    EXPECT_NEAR(normal, (0.7 * 0.7 + 2.8 * 2.8) / (1.3 * 1.3 + 2.8 * 2.8), 1e-12);
    EXPECT_NEAR(reflectance(metal, 0.0, 550.0), 1.0, 1e-12);
    EXPECT_GT(average, normal);
    EXPECT_LT(average, 1.0);
}

TEST(Ggx, SinglePrecisionAgreesWithDoubleDownToSharpHighlights) {
    for (const double roughness : {0.05, 0.2, 0.5, 1.0}) {
        const double alpha = roughness * roughness;
        const glm::dvec3 o = glm::normalize(glm::dvec3(0.5, 0.2, 0.8));
        for (const glm::dvec2 random : {glm::dvec2(0.1, 0.2), glm::dvec2(0.7, 0.9), glm::dvec2(0.4, 0.5)}) {
            const auto h = shared64::ggxSampleVisibleNormal(o, alpha, random);
            const double pdf = shared64::ggxReflectionPdf(o.z, h, alpha);
            const auto h32 = shared32::ggxSampleVisibleNormal(glm::vec3(o), float(alpha), glm::vec2(random));
            EXPECT_NEAR(shared32::ggxReflectionPdf(float(o.z), h32, float(alpha)) / pdf, 1.0, 2e-3) << roughness;
        }
    }
}

} // namespace
} // namespace vitrine::metal
