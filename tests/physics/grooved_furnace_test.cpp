#include "metal/grooved_albedo.h"
#include "shared/cpp.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

// Brushed metal, rougher across than along: the same laws as furnace_test.cpp has for metal that is equally rough in
// every direction, and the directions that both kinds draw against the density that is stated for them.

namespace vitrine::physics {
namespace {

const std::vector<glm::dvec2> kGrooves{{0.05, 0.2}, {0.09, 0.35}, {0.12, 0.6}, {0.3, 1.0}};

glm::dvec3 towards(double cosine, double azimuth) {
    const double sine = std::sqrt(1.0 - cosine * cosine);
    return {sine * std::cos(azimuth), sine * std::sin(azimuth), cosine};
}

double singleScatteringAlbedo(const glm::dvec3& o, const glm::dvec2& alpha) {
    constexpr int kGrid = 96;
    double sum = 0.0;
    for (int i = 0; i < kGrid; ++i)
        for (int j = 0; j < kGrid; ++j) {
            const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, {(i + 0.5) / kGrid, (j + 0.5) / kGrid});
            const glm::dvec3 in = 2.0 * glm::dot(o, h) * h - o;
            if (in.z > 0.0)
                sum += shared64::ggxDistribution(h, alpha) * shared64::ggxVisibility(o, in, alpha) * in.z /
                       shared64::ggxReflectionPdf(o, h, alpha);
        }
    return sum / (kGrid * kGrid);
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

// Upper tail of chi-square, after Wilson & Hilferty 1931: its cube root is nearly normal.
double chiSquareTail(double chiSquare, int degrees) {
    const double spread = 2.0 / (9.0 * degrees);
    const double deviate = (std::cbrt(chiSquare / degrees) - (1.0 - spread)) / std::sqrt(spread);
    return 0.5 * std::erfc(deviate / std::sqrt(2.0));
}

constexpr int kHeights = 12, kTurns = 16;

int binOf(const glm::dvec3& w) { // 0 for what goes under the surface
    if (w.z <= 0.0) return 0;
    const double turn = std::atan2(w.y, w.x) / (2.0 * kPi) + 0.5;
    return 1 + std::min(static_cast<int>(w.z * kHeights), kHeights - 1) * kTurns +
           std::min(static_cast<int>(turn * kTurns), kTurns - 1);
}

// By bin, the integral of the density that is stated.
std::vector<double> statedShares(const glm::dvec3& o, const glm::dvec2& alpha) {
    constexpr int kFine = 24;
    std::vector<double> shares(1 + kHeights * kTurns, 0.0);
    const double cell = 2.0 * kPi / (kHeights * kTurns * kFine * kFine);
    double above = 0.0;
    for (int i = 0; i < kHeights * kFine; ++i)
        for (int j = 0; j < kTurns * kFine; ++j) {
            const glm::dvec3 w =
                towards((i + 0.5) / (kHeights * kFine), 2.0 * kPi * ((j + 0.5) / (kTurns * kFine) - 0.5));
            const double share = cell * shared64::ggxReflectionPdf(o, glm::normalize(o + w), alpha);
            shares[static_cast<std::size_t>(binOf(w))] += share;
            above += share;
        }
    shares[0] = std::max(1.0 - above, 0.0);
    return shares;
}

double chiSquareProbability(const glm::dvec3& o, const glm::dvec2& alpha) {
    constexpr int kDrawn = 200000;
    std::mt19937 generator(7);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    const std::vector<double> stated = statedShares(o, alpha);
    std::vector<double> drawn(stated.size(), 0.0);
    for (int i = 0; i < kDrawn; ++i) {
        const double first = uniform(generator), second = uniform(generator);
        const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, {first, second});
        drawn[static_cast<std::size_t>(binOf(2.0 * glm::dot(o, h) * h - o))] += 1.0;
    }
    double chiSquare = 0.0, rareStated = 0.0, rareDrawn = 0.0;
    int degrees = -1;
    const auto count = [&](double expected, double found) {
        if (expected <= 0.0) return;
        chiSquare += (found - expected) * (found - expected) / expected;
        ++degrees;
    };
    for (std::size_t i = 0; i < stated.size(); ++i) {
        const double expected = stated[i] * kDrawn;
        if (expected >= 20.0) {
            count(expected, drawn[i]);
        } else { // bins that hardly anything falls into are one
            rareStated += expected;
            rareDrawn += drawn[i];
        }
    }
    if (rareStated >= 5.0) count(rareStated, rareDrawn);
    return chiSquareTail(chiSquare, degrees);
}

TEST(Ggx, DrawnDirectionsPassTheChiSquareTestAgainstTheirDensity) {
    for (const glm::dvec2& alpha :
         {glm::dvec2(0.3, 0.3), glm::dvec2(1.0, 1.0), glm::dvec2(0.2, 0.6), glm::dvec2(0.3, 1.0)})
        for (const auto& [cosine, azimuth] : {std::pair{0.95, 0.3}, {0.6, 1.0}, {0.25, 2.5}})
            EXPECT_GT(chiSquareProbability(towards(cosine, azimuth), alpha), 1e-3)
                << alpha.x << " " << alpha.y << ", cosine " << cosine << ", azimuth " << azimuth;
}

} // namespace
} // namespace vitrine::physics
