#include "chi_square.h"
#include "enamel/enamel.h"
#include "enamel/escape.h"
#include "gem/body_optics.h"
#include "hemisphere.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

// Enamel: a clear or coloured layer over metal (shaders/shared/enamel.glsl).

namespace vitrine::physics {
namespace {

using glm::dvec3;

constexpr double kIndex = 1.52, kLossless = 1.0;

// What the text has for a metal of even reflectance under a layer of that optical depth.
struct Layer {
    double alpha = 0.1;
    double metal = kLossless;
    double depth = 0.0;
    enamel::Escape escape = enamel::escapeOf(kIndex, alpha);

    double fresnel(double cosine) const { return shared64::fresnelDielectric(cosine, kIndex); }
    double pass(const dvec3& w) const { return shared64::enamelPass(depth, shared64::intoEnamel(w, kIndex).z); }

    // 1/sr, by the metal's facets.
    double facets(const dvec3& o, const dvec3& i) const {
        const dvec3 v = shared64::intoEnamel(o, kIndex), u = shared64::intoEnamel(i, kIndex), h = glm::normalize(u + v);
        return shared64::enamelThrough(metal, pass(o), pass(i), fresnel(o.z), fresnel(i.z)) *
               shared64::ggxDistribution(h, alpha) * shared64::ggxVisibility(v.z, u.z, alpha) / (kIndex * kIndex);
    }

    // 1/sr, by what went astray.
    double even(const dvec3& o, const dvec3& i) const {
        const double exit = (1.0 - gem::diffuseReflectance(kIndex)) / (kIndex * kIndex);
        return shared64::enamelTrapped(escape.shareAt(o.z), escape.shareAt(i.z), escape.trapped, fresnel(o.z),
                                       fresnel(i.z)) *
               shared64::enamelTrappedTint(metal, depth, pass(o), pass(i), exit);
    }

    // All that comes out towards o under uniform light of radiance 1.
    double shown(double cosine) const {
        const dvec3 o = towards(cosine, 0.4), v = shared64::intoEnamel(o, kIndex);
        const double beneath = integrateReflections(v, alpha, [&](const dvec3& in, const dvec3& h) {
            const dvec3 i = shared64::outOfEnamel(in, kIndex);
            if (i.z <= 0.0) return 0.0;
            return shared64::enamelThrough(metal, pass(o), pass(i), fresnel(o.z), fresnel(i.z)) *
                   shared64::ggxDistribution(h, alpha) * shared64::ggxVisibility(v.z, in.z, alpha) * in.z;
        });
        constexpr int kSteps = 400;
        double astray = 0.0;
        for (int s = 0; s < kSteps; ++s) {
            const double c = (s + 0.5) / kSteps;
            astray += 2.0 * kPi * c / kSteps * even(o, towards(c, 0.0));
        }
        return fresnel(cosine) + beneath + astray;
    }
};

TEST(Enamel, InTheWhiteFurnaceAClearLayerOverAPerfectMetalIsWhite) {
    for (const double alpha : {0.0025, 0.0081, 0.04, 0.15, 0.4, 0.9}) {
        const Layer layer{.alpha = alpha};
        for (const double cosine : {0.05, 0.2, 0.5, 0.8, 1.0})
            EXPECT_NEAR(layer.shown(cosine), 1.0, 0.01) << alpha << ", cosine " << cosine;
    }
}

TEST(Enamel, NeverSendsBackMoreThanItsMetalAndItsColourLeave) {
    for (const double alpha : {0.0081, 0.15, 0.6})
        for (const double metal : {0.3, 0.9})
            for (const double depth : {0.0, 0.05, 0.5, 3.0}) {
                const Layer layer{.alpha = alpha, .metal = metal, .depth = depth};
                for (const double cosine : {0.1, 0.5, 1.0}) {
                    const double F = layer.fresnel(cosine), shown = layer.shown(cosine);
                    // One meeting with the metal and two ways through are the least that light beneath the surface has.
                    EXPECT_LT(shown, F + (1.0 - F) * metal * std::exp(-2.0 * depth) + 0.01)
                        << alpha << " " << metal << " " << depth << " " << cosine;
                    EXPECT_GT(shown, F);
                }
            }
}

// Two parallel mirrors: every round summed one after the other.
TEST(Enamel, OverAMirrorReturnsEveryRound) {
    for (const double metal : {0.2, 0.9})
        for (const double depth : {0.0, 0.4})
            for (const double cosine : {0.2, 0.6, 1.0}) {
                const dvec3 w = towards(cosine, 0.0);
                const double F = shared64::fresnelDielectric(cosine, kIndex);
                const double pass = shared64::enamelPass(depth, shared64::intoEnamel(w, kIndex).z);
                double expected = 0.0, going = (1.0 - F) * pass * metal * pass;
                for (int round = 0; round < 200; ++round, going *= F * pass * metal * pass)
                    expected += going * (1.0 - F);
                EXPECT_NEAR(shared64::enamelThrough(metal, pass, pass, F, F), expected, 1e-12);
            }
}

TEST(Enamel, LooksTheSameWithLightAndEyeExchanged) { // Helmholtz
    for (const double alpha : {0.05, 0.3}) {
        const Layer layer{.alpha = alpha, .metal = 0.8, .depth = 0.6};
        const dvec3 a = towards(0.3, 0.2), b = towards(0.85, 2.0);
        EXPECT_NEAR(layer.facets(a, b), layer.facets(b, a), 1e-12);
        EXPECT_NEAR(layer.even(a, b), layer.even(b, a), 1e-12);
    }
}

// Snell's law from below, and the solid angle that it squeezes: the metal's facets as they are drawn through the
// surface, with the surface's own and an even lobe beside them (still_enamel.comp).
TEST(Lobes, OfEnamelAreDrawnWithTheSumOfTheirDensities) {
    const double metalAlpha = 0.3, alpha = 0.25, surface = 0.3, even = 0.2;
    for (const dvec3& o : {towards(0.95, 0.3), towards(0.5, 1.0)}) {
        const dvec3 v = shared64::intoEnamel(o, kIndex);
        const auto draw = [&](const Dice& dice) -> dvec3 {
            if (dice.way < even) return shared64::cosineHemisphere(dice.place);
            const bool polish = dice.way < even + surface;
            const dvec3 eye = polish ? o : v;
            const dvec3 h = shared64::ggxSampleVisibleNormal(eye, polish ? alpha : metalAlpha, dice.place);
            const dvec3 in = 2.0 * glm::dot(eye, h) * h - eye;
            if (polish) return in;
            const dvec3 w = shared64::outOfEnamel(in, kIndex);
            return in.z > 0.0 && w.z > 0.0 ? w : dvec3(0.0, 0.0, -1.0);
        };
        const auto density = [&](double bent) {
            return [=](const dvec3& w) {
                const dvec3 in = shared64::intoEnamel(w, bent);
                return even * shared64::cosineHemispherePdf(w.z) +
                       surface * shared64::ggxReflectionPdf(o.z, glm::normalize(o + w), alpha) +
                       (1.0 - even - surface) * shared64::ggxReflectionPdf(v.z, glm::normalize(v + in), metalAlpha) *
                           shared64::enamelSqueeze(w.z, in.z, bent);
            };
        };
        EXPECT_GT(chiSquareProbability(draw, density(kIndex)), 1e-3) << o.z;
        EXPECT_LT(chiSquareProbability(draw, density(kIndex + 0.05)), 1e-6) << o.z;
    }
}

// Every entry that ships meets the colour that it states (readEnamel refuses it otherwise), and says that it is
// modelled.
TEST(Enamel, ThatShipsReadsAndIsNamedAsItsFile) {
    int fired = 0, cold = 0;
    for (const auto& file : std::filesystem::directory_iterator(VITRINE_SOURCE_DIR "/assets/catalogue/enamels")) {
        const Json document = readJson(file.path());
        const enamel::Enamel entry = enamel::readEnamel(JsonPlace(document, file.path().string()));
        EXPECT_EQ(entry.id, file.path().stem().string());
        EXPECT_EQ(document["colour"]["status"], "modelled");
        EXPECT_DOUBLE_EQ(entry.index, entry.making == enamel::Making::fired ? 1.52 : 1.55);
        ++(entry.making == enamel::Making::fired ? fired : cold);
    }
    EXPECT_GE(fired, 6);
    EXPECT_GE(cold, 4);
}

} // namespace
} // namespace vitrine::physics
