#include "catalogue.h"
#include "shared/cpp.h"

#include <gtest/gtest.h>

#include <cmath>

// Source of the figures: the dispersion formulae of refractiveindex.info (CC0), evaluated at the Fraunhofer lines;
// docs/physics.md lists them.

namespace vitrine::physics {
namespace {

constexpr double kLineB_nm = 686.7, kLineC_nm = 656.3, kLineD_nm = 589.3, kLineF_nm = 486.1, kLineG_nm = 430.8;

void expectLines(const optics::Dispersion& dispersion, double b, double c, double d, double f, double g) {
    EXPECT_NEAR(dispersion.index(kLineB_nm), b, 1e-4);
    EXPECT_NEAR(dispersion.index(kLineC_nm), c, 1e-4);
    EXPECT_NEAR(dispersion.index(kLineD_nm), d, 1e-4);
    EXPECT_NEAR(dispersion.index(kLineF_nm), f, 1e-4);
    EXPECT_NEAR(dispersion.index(kLineG_nm), g, 1e-4);
}

TEST(FraunhoferLines, OfDiamond) { // Peter 1923
    expectLines(species("diamond").ordinary, 2.40728, 2.40991, 2.41726, 2.43554, 2.45172);
    EXPECT_TRUE(species("diamond").isotropic());
}

TEST(FraunhoferLines, OfCorundum) { // Malitson & Dodge 1972, Dodge 1986
    for (const char* id : {"ruby", "blue-sapphire"}) {
        expectLines(species(id).ordinary, 1.76369, 1.76488, 1.76808, 1.77551, 1.78180);
        expectLines(species(id).extraordinary, 1.75570, 1.75687, 1.76000, 1.76728, 1.77345);
        EXPECT_FALSE(species(id).isotropic());
    }
}

TEST(FraunhoferLines, OfEmeraldKeepTheTradesIndexAndDispersion) { // n_D 1.577-1.583, B-G 0.014 (Schumann 2009)
    const gem::Species emerald = species("emerald");
    EXPECT_NEAR(emerald.ordinary.index(kLineD_nm), 1.583, 1e-4);
    EXPECT_NEAR(emerald.extraordinary.index(kLineD_nm), 1.577, 1e-4);
    EXPECT_NEAR(emerald.ordinary.index(kLineG_nm) - emerald.ordinary.index(kLineB_nm), 0.014, 1e-4);
}

// The angle in degrees beyond which the shared Fresnel text reflects everything, found by bisection.
double criticalAngle_deg(double index) {
    double least = 0.0, most = 90.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (least + most);
        (shared64::fresnelDielectric(std::cos(radians(middle)), 1.0 / index) < 1.0 ? least : most) = middle;
    }
    return least;
}

TEST(CriticalAngle, IsWhereTheSineIsTheReciprocalIndex) {
    EXPECT_NEAR(criticalAngle_deg(species("diamond").ordinary.index(kLineD_nm)), 24.44, 0.005);
    EXPECT_NEAR(criticalAngle_deg(species("ruby").ordinary.index(kLineD_nm)), 34.44, 0.005);
    EXPECT_NEAR(criticalAngle_deg(species("ruby").extraordinary.index(kLineD_nm)), 34.62, 0.005);
}

TEST(NormalIncidence, ReflectsWhatTheIndexSays) { // ((n - 1) / (n + 1))^2, percent
    const auto percent = [](double index) { return 100.0 * shared64::fresnelDielectric(1.0, index); };
    EXPECT_NEAR(percent(species("diamond").ordinary.index(kLineD_nm)), 17.20, 0.005);
    EXPECT_NEAR(percent(species("ruby").ordinary.index(kLineD_nm)), 7.70, 0.005);
    EXPECT_NEAR(percent(species("ruby").extraordinary.index(kLineD_nm)), 7.58, 0.005);
}

} // namespace
} // namespace vitrine::physics
