#include "catalogue.h"
#include "hemisphere.h"
#include "metal/energy.h"

#include <gtest/gtest.h>

#include <cmath>

// The white furnace: under light of radiance 1 from everywhere, a rough reflector that absorbs nothing has radiance 1
// in every direction, whatever its roughness (energy conservation; Heitz 2014, Kulla & Conty 2017).

namespace vitrine::physics {
namespace {

const metal::AlbedoTable& table() {
    static const metal::AlbedoTable made = metal::makeAlbedoTable();
    return made;
}

double singleScatteringAlbedo(const glm::dvec3& o, double alpha, double n, double k) {
    return integrateReflections(o, alpha, [&](const glm::dvec3& in, const glm::dvec3& h) {
        const double fresnel = k > 0.0 ? shared64::fresnelConductor(glm::dot(o, h), n, k) : 1.0;
        return fresnel * shared64::ggxDistribution(h, alpha) * shared64::ggxVisibility(o.z, in.z, alpha) * in.z;
    });
}

double multipleScatteringAlbedo(double cosine, double roughness, double fresnelAverage) {
    constexpr int kSteps = 200;
    double sum = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const double in = (i + 0.5) / kSteps;
        sum +=
            2.0 * kPi * in *
            shared64::multipleScattering(table().directionalAt(cosine, roughness), table().directionalAt(in, roughness),
                                         table().averageAt(roughness), fresnelAverage);
    }
    return sum / kSteps;
}

TEST(WhiteFurnace, IsUniformForEveryRoughnessAndAngle) {
    for (const double roughness : {0.05, 0.1, 0.17, 0.25, 0.34, 0.45, 0.56, 0.7, 0.85, 1.0})
        for (const double cosine : {0.03, 0.1, 0.2, 0.37, 0.5, 0.75, 1.0}) {
            const double alpha = roughness * roughness;
            const double radiance = singleScatteringAlbedo(towards(cosine, 0.4), alpha, 0.0, 0.0) +
                                    multipleScatteringAlbedo(cosine, roughness, 1.0);
            EXPECT_NEAR(radiance, 1.0, 0.01) << "roughness " << roughness << ", cosine " << cosine;
        }
}

TEST(WhiteFurnace, FailsWithoutMultipleScattering) {
    EXPECT_LT(singleScatteringAlbedo(towards(0.5, 0.4), 1.0, 0.0, 0.0), 0.9);
}

TEST(WhiteFurnace, OfRealMetalGainsNothingAndDeepensWithRoughness) {
    const metal::Alloy gold = alloy("18k-yellow");
    const auto albedo = [&](double roughness, double wavelength_nm) {
        return singleScatteringAlbedo(towards(0.8, 0.4), roughness * roughness, gold.n.at(wavelength_nm),
                                      gold.k.at(wavelength_nm)) +
               multipleScatteringAlbedo(0.8, roughness, metal::fresnelAverage(gold, wavelength_nm));
    };
    for (const double wavelength_nm : {450.0, 550.0, 650.0}) EXPECT_LT(albedo(1.0, wavelength_nm), 1.0);
    // Light that bounces between facets is coloured again each time: rough gold is more saturated.
    EXPECT_GT(albedo(1.0, 650.0) / albedo(1.0, 450.0), 1.05 * albedo(0.1, 650.0) / albedo(0.1, 450.0));
}

TEST(MultipleScattering, ReturnsWhatEveryFurtherBounceLetsOut) {
    // On average a bounce reflects F and lets E of that out; the rest meets the surface again. The first bounce is
    // single scattering, all others are what the compensation adds under light from everywhere.
    const double roughness = 0.9, F = 0.7, E = table().averageAt(roughness);
    double expected = 0.0, inside = F * (1.0 - E);
    for (int bounce = 2; bounce < 200; ++bounce, inside *= F * (1.0 - E)) expected += inside * F * E;
    double found = 0.0;
    constexpr int kSteps = 200;
    for (int i = 0; i < kSteps; ++i) {
        const double cosine = (i + 0.5) / kSteps;
        found += 2.0 * cosine * multipleScatteringAlbedo(cosine, roughness, F) / kSteps;
    }
    EXPECT_NEAR(found, expected, 1e-3);
}

TEST(Ggx, NormalsCoverTheSurfaceOnce) { // the integral of D (n.h) over the hemisphere is 1
    for (const double alpha : {0.1, 0.3, 1.0}) {
        constexpr int kSteps = 4000;
        double sum = 0.0;
        for (int i = 0; i < kSteps; ++i) {
            const double cosine = (i + 0.5) / kSteps;
            sum += 2.0 * kPi * cosine * shared64::ggxDistribution(towards(cosine, 0.0), alpha) / kSteps;
        }
        EXPECT_NEAR(sum, 1.0, 1e-3) << alpha;
    }
}

TEST(Ggx, DrawnNormalsHaveTheDensityThatIsStated) {
    // Share of drawn normals in a band of heights against the integral of D masked by what o sees of it.
    const glm::dvec3 o = towards(0.4, 0.0);
    for (const double alpha : {0.2, 0.6, 1.0}) {
        double drawn = 0.0, stated = 0.0;
        constexpr int kGrid = 400;
        const auto inBand = [](double z) { return z > 0.6 && z < 0.95; };
        for (int i = 0; i < kGrid; ++i)
            for (int j = 0; j < kGrid; ++j) {
                const glm::dvec2 u((i + 0.5) / kGrid, (j + 0.5) / kGrid);
                drawn += inBand(shared64::ggxSampleVisibleNormal(o, alpha, u).z) ? 1.0 : 0.0;
                const glm::dvec3 h = towards(0.6 + 0.35 * u.x, 2.0 * kPi * u.y);
                stated += 0.35 * 2.0 * kPi * shared64::ggxMasking(o.z, alpha) * std::max(glm::dot(o, h), 0.0) *
                          shared64::ggxDistribution(h, alpha) / o.z;
            }
        EXPECT_NEAR(drawn / stated, 1.0, 0.005) << alpha;
    }
}

TEST(Ggx, SampleWeightIsReflectionOverDensity) {
    for (const double alpha : {0.01, 0.2, 1.0}) {
        const glm::dvec3 o = towards(0.6, 0.3);
        const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, {0.3, 0.6});
        const glm::dvec3 in = 2.0 * glm::dot(o, h) * h - o;
        ASSERT_GT(in.z, 0.0);
        const double reflection = shared64::ggxDistribution(h, alpha) * shared64::ggxVisibility(o.z, in.z, alpha);
        EXPECT_NEAR(shared64::ggxSampleWeight(o.z, in.z, alpha),
                    reflection * in.z / shared64::ggxReflectionPdf(o.z, h, alpha), 1e-9);
    }
}

TEST(Ggx, LooksTheSameWithLightAndEyeExchanged) { // Helmholtz
    for (const double roughness : {0.3, 1.0}) {
        const auto reflection = [&](double cosO, double cosI) {
            return shared64::ggxVisibility(cosO, cosI, roughness * roughness) +
                   shared64::multipleScattering(table().directionalAt(cosO, roughness),
                                                table().directionalAt(cosI, roughness), table().averageAt(roughness),
                                                0.8);
        };
        EXPECT_NEAR(reflection(0.2, 0.9), reflection(0.9, 0.2), 1e-12);
    }
}

} // namespace
} // namespace vitrine::physics
