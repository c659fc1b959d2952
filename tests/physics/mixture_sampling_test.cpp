#include "chi_square.h"
#include "hemisphere.h"
#include "light_samples.h"

#include <gtest/gtest.h>

// The mixtures from which the still's surfaces draw one direction (shared/mixture.glsl): lights, an even lobe,
// microfacets and an opal's layers. Whichever was chosen, the sample is weighed by the density of all.

namespace vitrine::physics {
namespace {

constexpr double kLeast = 1e-3; // of chance alone, in one test of a thousand

const std::vector<glm::dvec3> kEyes{towards(0.9, 0.3), towards(0.35, 2.5)};
const glm::dvec3 kPlace(0.0), kUnder(0.0, 0.0, -1.0);
const LightSamples kLights = cardsOfEveryShape();

glm::dvec3 halfway(const glm::dvec3& o, const glm::dvec3& w) {
    return glm::normalize(o + w);
}

// By microfacets over the whole sphere: some of what they mirror goes under the surface.
template <typename Alpha>
double facetPdf(const glm::dvec3& o, const glm::dvec3& w, const Alpha& alpha) {
    const glm::dvec3 h = halfway(o, w);
    return h.z > 0.0 ? reflectionPdf(o, h, alpha) : 0.0;
}

double cosinePdf(const glm::dvec3& w) {
    return shared64::cosineHemispherePdf(std::max(w.z, 0.0));
}

// The lights and the even lobe as all kernels choose them; otherwise what the surface's own lobes draw.
template <typename Own>
glm::dvec3 drawn(const shared64::LobeShares& share, const Dice& dice, Own own) {
    if (shared64::drawsLight(share, dice.way))
        return kLights.draw(kPlace, shared64::lightChoice(share, dice.way), dice.place);
    return shared64::drawsCosine(share, dice.way) ? shared64::cosineHemisphere(dice.place) : own();
}

shared64::LobeShares withMoreLight(shared64::LobeShares share) { // at the facets' cost
    share.light += 0.03;
    share.facets -= 0.03;
    return share;
}

template <typename Alpha>
void expectMetalToBeDrawnWithItsDensity(const Alpha& alpha, const glm::dvec3& o, bool lit) {
    const shared64::LobeShares share = shared64::metalShares(false, lit);
    const auto draw = [&](const Dice& dice) {
        return drawn(share, dice, [&] { return mirrored(o, alpha, dice.place); });
    };
    const auto density = [&](const shared64::LobeShares& stated, double scale) {
        return [&, stated, scale](const glm::dvec3& w) {
            return scale * shared64::mixturePdf(stated, kLights.pdf(kPlace, w), cosinePdf(w), facetPdf(o, w, alpha));
        };
    };
    EXPECT_GT(chiSquareProbability(draw, density(share, 1.0)), kLeast) << "cosine " << o.z << ", lit " << lit;
    EXPECT_LT(chiSquareProbability(draw, density(share, 1.05)), 1e-6) << "cosine " << o.z;
    EXPECT_LT(chiSquareProbability(draw, density(withMoreLight(share), 1.0)), 1e-6) << "cosine " << o.z;
    EXPECT_NEAR(integrateSphere(density(share, 1.0)), 1.0, 1e-3) << "cosine " << o.z;
}

TEST(Mixtures, OfMetalAreDrawnWithTheSumOfTheirDensities) {
    for (const glm::dvec3& o : kEyes)
        for (const bool lit : {true, false}) expectMetalToBeDrawnWithItsDensity(0.4, o, lit);
}

TEST(Mixtures, OfGroovedMetalAreDrawnWithTheSumOfTheirDensities) {
    for (const glm::dvec3& o : kEyes) expectMetalToBeDrawnWithItsDensity(glm::dvec2(0.25, 0.6), o, true);
}

// The number that chose the lights goes on to choose between them; unstretched it would find the dome too often.
TEST(Mixtures, ThatDoNotStretchTheNumberForTheLightsAreFound) {
    const glm::dvec3 o = kEyes[0];
    const shared64::LobeShares share = shared64::metalShares(false, true);
    const auto draw = [&](const Dice& dice) {
        return shared64::drawsLight(share, dice.way) ? kLights.draw(kPlace, dice.way, dice.place)
                                                     : drawn(share, dice, [&] { return mirrored(o, 0.4, dice.place); });
    };
    const auto density = [&](const glm::dvec3& w) {
        return shared64::mixturePdf(share, kLights.pdf(kPlace, w), cosinePdf(w), facetPdf(o, w, 0.4));
    };
    EXPECT_LT(chiSquareProbability(draw, density), 1e-6);
}

// Of reflectances from those of a dark stone to those of a pearl.
TEST(Mixtures, OfAnOpaqueStoneAreDrawnWithTheSumOfTheirDensities) {
    for (const glm::dvec3& o : kEyes)
        for (const double surface : {0.05, 0.5}) {
            const shared64::BodyShares share = shared64::bodyShares(surface, 0.4, true, false);
            const auto draw = [&](const Dice& dice) {
                return drawn(share.lobes, dice, [&] { return mirrored(o, 0.3, dice.place); });
            };
            const auto density = [&](const shared64::LobeShares& stated) {
                return [&, stated](const glm::dvec3& w) {
                    return shared64::mixturePdf(stated, kLights.pdf(kPlace, w), cosinePdf(w), facetPdf(o, w, 0.3));
                };
            };
            EXPECT_GT(chiSquareProbability(draw, density(share.lobes)), kLeast) << surface << ", cosine " << o.z;
            EXPECT_LT(chiSquareProbability(draw, density(withMoreLight(share.lobes))), 1e-6) << surface;
            EXPECT_NEAR(integrateSphere(density(share.lobes)), 1.0, 1e-3) << surface << ", cosine " << o.z;
        }
}

TEST(Mixtures, OfAnOpalAreDrawnWithTheSumOfTheirDensities) {
    const shared64::Opal opal{.index = 1.45,
                              .least_nm = 230.0,
                              .most_nm = 230.0,
                              .grain_mm = 1.0,
                              .strength = 0.5,
                              .spread = 0.3, // wide enough to fill the bins
                              .band = 0.03,
                              .seed = 5};
    const shared64::OpalGrain grain = shared64::opalGrainAt(glm::dvec3(2.3, 0.1, 0.7), opal);
    for (const glm::dvec3& eye : kEyes) {
        const glm::dvec3 o = shared64::intoEnamel(eye, opal.index);
        const shared64::BodyShares share = shared64::bodyShares(0.05, 0.4, true, true);
        const auto draw = [&](const Dice& dice) {
            return drawn(share.lobes, dice, [&] {
                return shared64::drawsPlay(share, dice.way)
                           ? shared64::opalSampleDirection(opal, grain, o, shared64::playChoice(share, dice.way),
                                                           dice.place)
                           : mirrored(eye, 0.3, dice.place);
            });
        };
        const auto density = [&](const shared64::BodyShares& stated) {
            return [&, stated](const glm::dvec3& w) {
                return shared64::mixturePdf(stated.lobes, kLights.pdf(kPlace, w), cosinePdf(w), facetPdf(eye, w, 0.3)) +
                       stated.play * shared64::opalDirectionPdf(opal, grain, o, w);
            };
        };
        EXPECT_GT(chiSquareProbability(draw, density(share)), kLeast) << eye.z;
        shared64::BodyShares other = share;
        other.play += 0.03;
        other.lobes.cosine -= 0.03;
        EXPECT_LT(chiSquareProbability(draw, density(other)), 1e-6) << eye.z;
    }
}

// A glTF material: a microfacet reflects or lets through, by its own reflectance.
struct Foreign {
    double metallic, transmits, diffuse;

    double reflectance(double cosine) const {
        return (1.0 - metallic) * shared64::fresnelDielectric(cosine, 1.5) + metallic * 0.8;
    }
    double reflects(double cosine) const { return shared64::reflectChance(reflectance(cosine), transmits); }
    shared64::LobeShares shares(double cosine) const {
        const double F = reflectance(cosine);
        shared64::Guess guess;
        guess.diffuse = diffuse;
        guess.reflected = F;
        guess.letThrough = (1.0 - F) * transmits;
        return shared64::foreignShares(guess, true, true, metallic);
    }
};

const Foreign kVarnish{0.0, 0.0, 0.6}, kMetal{1.0, 0.0, 0.0}, kGlass{0.0, 0.8, 0.15};

TEST(Mixtures, OfAModelsMaterialAreDrawnWithTheSumOfTheirDensities) {
    const double alpha = 0.35;
    for (const Foreign& material : {kVarnish, kMetal, kGlass})
        for (const glm::dvec3& o : kEyes) {
            const shared64::LobeShares share = material.shares(o.z);
            const auto draw = [&](const Dice& dice) {
                return drawn(share, dice, [&] {
                    const glm::dvec3 w = mirrored(o, alpha, dice.place);
                    return dice.event < material.reflects(glm::dot(o, halfway(o, w))) ? w : kUnder;
                });
            };
            const auto density = [&](shared64::LobeShares stated) {
                return [&, stated](const glm::dvec3& w) {
                    shared64::LobeShares above = stated;
                    above.facets *= material.reflects(glm::dot(o, halfway(o, w)));
                    return shared64::mixturePdf(above, kLights.pdf(kPlace, w), cosinePdf(w), facetPdf(o, w, alpha));
                };
            };
            EXPECT_GT(chiSquareProbability(draw, density(share)), kLeast) << material.transmits << ", cosine " << o.z;
            EXPECT_LT(chiSquareProbability(draw, density(withMoreLight(share))), 1e-6)
                << material.transmits << ", cosine " << o.z;
        }
}

// Glass that took the reflectance of its plane, not of its facets, for the choice.
TEST(Mixtures, OfGlassWithTheReflectanceOfItsPlaneAreFound) {
    const double alpha = 0.35;
    const glm::dvec3 o = kEyes[1];
    const shared64::LobeShares share = kGlass.shares(o.z);
    const auto draw = [&](const Dice& dice) {
        return drawn(share, dice, [&] {
            const glm::dvec3 w = mirrored(o, alpha, dice.place);
            return dice.event < kGlass.reflects(glm::dot(o, halfway(o, w))) ? w : kUnder;
        });
    };
    const auto density = [&](const glm::dvec3& w) {
        shared64::LobeShares above = share;
        above.facets *= kGlass.reflects(o.z);
        return shared64::mixturePdf(above, kLights.pdf(kPlace, w), cosinePdf(w), facetPdf(o, w, alpha));
    };
    EXPECT_LT(chiSquareProbability(draw, density), 1e-6);
}

void expectProbabilities(const shared64::LobeShares& share, double more = 0.0) {
    for (const double each : {share.light, share.cosine, share.facets, more}) EXPECT_GE(each, 0.0);
    EXPECT_NEAR(share.light + share.cosine + share.facets + more, 1.0, 1e-12);
}

TEST(Mixtures, AreChosenByProbabilitiesThatAddUpToOne) {
    for (const bool lit : {false, true})
        for (const bool also : {false, true}) {
            expectProbabilities(shared64::metalShares(also, lit));
            for (const double a : {0.0, 0.04, 0.6, 1.0})
                for (const double b : {0.0, 0.3, 1.0}) {
                    const shared64::BodyShares body = shared64::bodyShares(a, b, lit, also);
                    expectProbabilities(body.lobes, body.play);
                    shared64::Guess guess;
                    guess.diffuse = b;
                    guess.reflected = a;
                    guess.letThrough = (1.0 - a) * 0.7;
                    for (const double compensated : {0.0, 1.0})
                        expectProbabilities(shared64::foreignShares(guess, also, lit, compensated));
                    guess.letThrough = 0.0;
                    expectProbabilities(shared64::foreignShares(guess, also, lit, 0.0));
                }
        }
}

} // namespace
} // namespace vitrine::physics
