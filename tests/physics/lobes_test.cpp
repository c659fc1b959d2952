#include "chi_square.h"
#include "hemisphere.h"

#include <gtest/gtest.h>

// Every lobe from which a renderer draws directions, against the density that it states for them: a wrong one makes
// pictures that converge, to something else.

namespace vitrine::physics {
namespace {

constexpr double kLeast = 1e-3; // of chance alone, in one test of a thousand

const std::vector<glm::dvec3> kEyes{towards(0.95, 0.3), towards(0.6, 1.0), towards(0.25, 2.5)};

TEST(Lobes, OfMicrofacetsAreDrawnWithTheirDensity) {
    for (const double alpha : {0.2, 0.5, 1.0})
        for (const glm::dvec3& o : kEyes)
            EXPECT_GT(chiSquareProbability(
                          [&](const Dice& dice) { return mirrored(o, alpha, dice.place); },
                          [&](const glm::dvec3& w) { return reflectionPdf(o, glm::normalize(o + w), alpha); }),
                      kLeast)
                << alpha << ", cosine " << o.z;
}

TEST(Lobes, OfGroovedMicrofacetsAreDrawnWithTheirDensity) {
    for (const glm::dvec2& alpha : {glm::dvec2(0.3, 0.3), glm::dvec2(0.2, 0.6), glm::dvec2(0.3, 1.0)})
        for (const glm::dvec3& o : kEyes)
            EXPECT_GT(chiSquareProbability(
                          [&](const Dice& dice) { return mirrored(o, alpha, dice.place); },
                          [&](const glm::dvec3& w) { return reflectionPdf(o, glm::normalize(o + w), alpha); }),
                      kLeast)
                << alpha.x << " " << alpha.y << ", cosine " << o.z;
}

TEST(Lobes, OfADiffuseBodyAreDrawnWithTheirDensity) {
    EXPECT_GT(chiSquareProbability([](const Dice& dice) { return shared64::cosineHemisphere(dice.place); },
                                   [](const glm::dvec3& w) { return shared64::cosineHemispherePdf(w.z); }),
              kLeast);
}

// Light that rough glass lets through (still_foreign.comp): a microfacet by what the eye sees of it, and Snell's law
// there. Its density is that of the microfacet times the solid angle that refraction makes of it (Walter et al. 2007,
// eq. 17); what is drawn below the surface is turned up for the count. From within, facets that reflect everything draw
// nothing.
TEST(Lobes, ThroughRoughGlassAreDrawnWithTheirDensity) {
    for (const double index : {1.5, 1.0 / 1.5})
        for (const double alpha : {0.2, 0.5})
            for (const glm::dvec3& o : kEyes) {
                const auto draw = [&](const Dice& dice) -> glm::dvec3 {
                    const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, dice.place);
                    const double cosine = glm::dot(o, h);
                    const bool mirrors = cosine <= 0.0 || shared64::fresnelDielectric(cosine, index) >= 1.0;
                    return mirrors ? glm::dvec3(0, 0, -1) : -shared64::refractDirection(-o, h, 1.0 / index);
                };
                const auto density = [&](double roughness) {
                    return [&o, index, roughness](const glm::dvec3& turned) {
                        const glm::dvec3 i = -turned;
                        glm::dvec3 h = glm::normalize(o + index * i);
                        h = h.z < 0.0 ? -h : h;
                        const double oh = glm::dot(o, h), ih = glm::dot(i, h);
                        if (oh <= 0.0 || ih >= 0.0) return 0.0;
                        const double seen = 4.0 * oh * reflectionPdf(o, h, roughness), bend = oh + index * ih;
                        return seen * index * index * -ih / (bend * bend);
                    };
                };
                EXPECT_GT(chiSquareProbability(draw, density(alpha)), kLeast)
                    << index << ", " << alpha << ", cosine " << o.z;
                EXPECT_LT(chiSquareProbability(draw, density(1.1 * alpha)), 1e-6)
                    << index << ", " << alpha << ", cosine " << o.z;
            }
}

// What an inclusion scatters, and how an even dome is drawn.
TEST(Lobes, OverTheWholeSphereAreDrawnEvenly) {
    EXPECT_GT(chiSquareProbabilityOverSphere([](const Dice& dice) { return shared64::evenDirection(dice.place); },
                                             [](const glm::dvec3&) { return 0.25 / kPi; }),
              kLeast);
}

// An opaque stone draws from its polish or its body, and weighs by the sum of both (still_body.comp).
TEST(Lobes, OfAPolishedBodyAreDrawnWithTheSumOfTheirDensities) {
    const double alpha = 0.3, facetShare = 0.35;
    for (const glm::dvec3& o : kEyes) {
        const auto draw = [&](const Dice& dice) {
            return dice.way < facetShare ? mirrored(o, alpha, dice.place) : shared64::cosineHemisphere(dice.place);
        };
        const auto density = [&](double share) {
            return [&o, alpha, share](const glm::dvec3& w) {
                return share * reflectionPdf(o, glm::normalize(o + w), alpha) +
                       (1.0 - share) * shared64::cosineHemispherePdf(w.z);
            };
        };
        EXPECT_GT(chiSquareProbability(draw, density(facetShare)), kLeast) << o.z;
        EXPECT_LT(chiSquareProbability(draw, density(facetShare + 0.05)), 1e-6) << o.z;
    }
}

TEST(Lobes, WithAnotherDensityThanTheirOwnAreFound) {
    EXPECT_LT(chiSquareProbability([](const Dice& dice) { return shared64::cosineHemisphere(dice.place); },
                                   [](const glm::dvec3&) { return 0.5 / kPi; }),
              1e-6);
    const glm::dvec3 o = kEyes[1];
    EXPECT_LT(chiSquareProbability([&](const Dice& dice) { return mirrored(o, 0.5, dice.place); },
                                   [&](const glm::dvec3& w) { return reflectionPdf(o, glm::normalize(o + w), 0.52); }),
              1e-6);
}

} // namespace
} // namespace vitrine::physics
