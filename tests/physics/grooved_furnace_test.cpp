#include "hemisphere.h"
#include "metal/grooved_albedo.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

// Brushed metal, rougher across than along: the same laws as furnace_test.cpp has for metal that is equally rough in
// every direction.

namespace vitrine::physics {
namespace {

const std::vector<glm::dvec2> kGrooves{{0.05, 0.2}, {0.09, 0.35}, {0.12, 0.6}, {0.3, 1.0}};

double singleScatteringAlbedo(const glm::dvec3& o, const glm::dvec2& alpha) {
    return integrateReflections(o, alpha, [&](const glm::dvec3& in, const glm::dvec3& h) {
        return shared64::ggxDistribution(h, alpha) * shared64::ggxVisibility(o, in, alpha) * in.z;
    });
}

double multipleScatteringAlbedo(const glm::dvec3& o, const metal::GroovedAlbedo& table) {
    constexpr int kSteps = 96;
    double sum = 0.0;
    for (int i = 0; i < kSteps; ++i)
        for (int j = 0; j < kSteps; ++j) {
            const double cosine = (i + 0.5) / kSteps;
            const glm::dvec3 in = towards(cosine, 2.0 * kPi * (j + 0.5) / kSteps);
            sum += cosine * shared64::multipleScattering(table.directionalAt(o), table.directionalAt(in),
                                                         static_cast<double>(table.average), 1.0);
        }
    return 2.0 * kPi * sum / (kSteps * kSteps);
}

TEST(WhiteFurnace, IsUniformForGroovesOfEveryDepthAngleAndAzimuth) {
    for (const glm::dvec2& alpha : kGrooves) {
        const metal::GroovedAlbedo table = metal::makeGroovedAlbedo(alpha);
        for (const double cosine : {0.05, 0.2, 0.5, 0.8, 1.0})
            for (const double azimuth : {0.0, 0.3, 0.9, 1.57}) {
                const glm::dvec3 o = towards(cosine, azimuth);
                EXPECT_NEAR(singleScatteringAlbedo(o, alpha) + multipleScatteringAlbedo(o, table), 1.0, 0.01)
                    << alpha.x << " " << alpha.y << ", cosine " << cosine << ", azimuth " << azimuth;
            }
    }
}

TEST(Grooves, ThatAreAsRoughAlongAsAcrossAreNone) {
    const double alpha = 0.4;
    const glm::dvec3 o = towards(0.6, 0.7), i = towards(0.3, 2.9), h = glm::normalize(o + i);
    const glm::dvec2 both(alpha);
    EXPECT_NEAR(shared64::ggxDistribution(h, both), shared64::ggxDistribution(h, alpha), 1e-12);
    EXPECT_NEAR(shared64::ggxVisibility(o, i, both), shared64::ggxVisibility(o.z, i.z, alpha), 1e-12);
    EXPECT_NEAR(shared64::ggxReflectionPdf(o, h, both), shared64::ggxReflectionPdf(o.z, h, alpha), 1e-12);
    EXPECT_NEAR(shared64::ggxSampleWeight(o, i, both), shared64::ggxSampleWeight(o.z, i.z, alpha), 1e-12);
}

TEST(Grooves, SpreadLightAcrossThemselves) {
    const glm::dvec2 alpha(0.09, 0.35);
    const double along = shared64::ggxDistribution(towards(0.95, 0.0), alpha);
    EXPECT_GT(shared64::ggxDistribution(towards(0.95, 0.5 * kPi), alpha), 10.0 * along);
}

TEST(Grooves, LookTheSameWithLightAndEyeExchanged) { // Helmholtz
    for (const glm::dvec2& alpha : kGrooves) {
        const metal::GroovedAlbedo table = metal::makeGroovedAlbedo(alpha);
        const auto reflection = [&](const glm::dvec3& o, const glm::dvec3& i) {
            return shared64::ggxDistribution(glm::normalize(o + i), alpha) * shared64::ggxVisibility(o, i, alpha) +
                   shared64::multipleScattering(table.directionalAt(o), table.directionalAt(i),
                                                static_cast<double>(table.average), 0.8);
        };
        const glm::dvec3 o = towards(0.2, 0.4), i = towards(0.9, 4.0);
        EXPECT_NEAR(reflection(o, i), reflection(i, o), 1e-12);
    }
}

} // namespace
} // namespace vitrine::physics
