#include "catalogue.h"
#include "gem/body_optics.h"
#include "gem/nacre.h"
#include "hemisphere.h"

#include <gtest/gtest.h>

#include <cmath>

// Opaque stones: a surface over a diffuse body (shaders/shared/body.glsl).

namespace vitrine::physics {
namespace {

// Between a pearl's nodes as the shaders do it.
template <class Node>
double at(double cosine, Node node) {
    const double place = shared64::bodyTableCoordinate(cosine);
    const int low = std::min(static_cast<int>(place), shared64::kBodyNodes - 2);
    return std::lerp(node(low), node(low + 1), place - low);
}

double bodyAlbedoTowards(double albedoO, double coupling, const auto& albedoOf) {
    constexpr int kSteps = 2000;
    double sum = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const double cosine = (i + 0.5) / kSteps;
        sum += 2.0 * kPi * cosine * shared64::bodyScattering(coupling, albedoO, albedoOf(cosine)) / kSteps;
    }
    return sum;
}

TEST(Body, InTheWhiteFurnaceWhatAbsorbsNothingIsWhiteUnderAnyPolish) {
    for (const double index : {1.3, 1.54, 1.68, 2.4}) {
        const double coupling = shared64::bodyCoupling(1.0, index, gem::diffuseReflectance(index));
        const auto polish = [&](double cosine) { return shared64::fresnelDielectric(cosine, index); };
        for (const double cosine : {0.05, 0.2, 0.5, 0.8, 1.0})
            EXPECT_NEAR(polish(cosine) + bodyAlbedoTowards(polish(cosine), coupling, polish), 1.0, 1e-4)
                << index << " " << cosine;
    }
}

TEST(Body, ReturnsEveryRoundOfLightBetweenItAndThePolish) {
    // Each round of light between body and polish summed one after the other, against the closed form.
    for (const double albedo : {0.01, 0.3, 0.95}) {
        const double index = 1.54, out = 1.0 - gem::diffuseReflectance(index), within = 1.0 - out / (index * index);
        double expected = 0.0, held = albedo;
        for (int round = 0; round < 400; ++round, held *= albedo * within) expected += held * (1.0 - within);
        const double coupling = shared64::bodyCoupling(albedo, index, 1.0 - out);
        EXPECT_NEAR(coupling * out, expected, 1e-9); // of what got in
        EXPECT_LT(coupling * out, 1.0);
    }
}

TEST(Body, ShowsTheReflectanceThatTheCatalogueStates) {
    for (const char* id : {"onyx", "turquoise", "lapis-lazuli", "white-opal"}) {
        gem::Species stone = species(id);
        stone.body->play.reset(); // the entry states what is beneath
        const gem::BodyOptics optics(stone);
        for (const double nm : {430.0, 550.0, 650.0}) {
            const double out = 1.0 - gem::diffuseReflectance(stone.ordinary.index(nm));
            EXPECT_NEAR(optics.coupling(nm) * out * out, stone.body->reflectance.at(nm), 1e-3) << id << " " << nm;
        }
    }
}

TEST(Body, LooksTheSameWithLightAndEyeExchanged) { // Helmholtz
    EXPECT_DOUBLE_EQ(shared64::bodyScattering(0.7, 0.1, 0.6), shared64::bodyScattering(0.7, 0.6, 0.1));
}

// The microfacets' share.
double lobeAlbedo(const gem::BodyOptics& pearl, double cosine, double nm) {
    const double alpha = pearl.roughness() * pearl.roughness();
    const glm::dvec3 o = towards(cosine, 0.7);
    return integrateReflections(o, alpha, [&](const glm::dvec3& in, const glm::dvec3& h) {
        const double facet = at(glm::dot(o, h), [&](int node) { return pearl.facetReflectance(node, nm); });
        return facet * shared64::ggxDistribution(h, alpha) * shared64::ggxVisibility(o.z, in.z, alpha) * in.z;
    });
}

TEST(Pearl, InTheWhiteFurnaceGivesBackAllThatItsBodyDoesNotAbsorb) {
    gem::Species stone = species("white-pearl");
    const std::vector<double> ends{380.0, 780.0}, white{1.0, 1.0};
    stone.body->reflectance = optics::Spectrum(ends, white);
    const gem::BodyOptics pearl(stone);
    for (const double nm : {440.0, 550.0, 640.0}) {
        const auto albedo = [&](double cosine) {
            return at(cosine, [&](int node) { return pearl.surfaceAlbedo(node, nm); });
        };
        for (const double cosine : {0.1, 0.3, 0.6, 1.0})
            EXPECT_NEAR(lobeAlbedo(pearl, cosine, nm) + bodyAlbedoTowards(albedo(cosine), pearl.coupling(nm), albedo),
                        1.0, 0.01)
                << nm << " " << cosine;
    }
}

TEST(Nacre, OfEvenLaminaeReflectsInBraggsBandsAlone) {
    // Where the optical thickness of lamina and sheet is a whole number of half-waves.
    const gem::Nacre even{.lamina_nm = 360.0, .laminaIndex = 1.6834, .sheetIndex = 1.53, .sheet_nm = 20.0};
    const double period_nm = 2.0 * (360.0 * 1.6834 + 20.0 * 1.53);
    EXPECT_GT(gem::layersReflectance(even, 1.0, period_nm / 2.0), 0.5);
    EXPECT_GT(gem::layersReflectance(even, 1.0, period_nm / 3.0), 0.5);
    EXPECT_LT(gem::layersReflectance(even, 1.0, period_nm / 2.5), 0.1);
    // Without a step there is nothing to reflect.
    EXPECT_NEAR(gem::layersReflectance({.lamina_nm = 360.0, .laminaIndex = 1.6, .sheetIndex = 1.6, .sheet_nm = 20.0},
                                       0.7, 550.0),
                0.0, 1e-12);
}

TEST(Nacre, TurnsItsColourTowardsTheBlueAtARim) {
    const gem::Nacre even{.lamina_nm = 360.0, .laminaIndex = 1.6834, .sheetIndex = 1.53, .sheet_nm = 20.0};
    const auto brightest = [&](double cosine) {
        double best_nm = 0.0, best = 0.0;
        for (double nm = 480.0; nm <= 720.0; nm += 1.0)
            if (const double r = gem::layersReflectance(even, cosine, nm); r > best) best_nm = nm, best = r;
        return best_nm;
    };
    EXPECT_LT(brightest(0.5), brightest(1.0) - 40.0);
}

TEST(Nacre, ReflectsNoMoreThanAllThatFallsOnIt) {
    for (const char* id : {"white-pearl", "black-pearl", "golden-pearl"}) {
        const gem::Species stone = species(id);
        for (const double cosine : {0.05, 0.4, 1.0})
            for (double nm = 400.0; nm <= 700.0; nm += 20.0) {
                const double r = gem::nacreReflectance(*stone.body->nacre, stone.ordinary.index(nm), cosine, nm);
                EXPECT_GT(r, 0.0);
                EXPECT_LT(r, 1.0);
            }
    }
}

} // namespace
} // namespace vitrine::physics
