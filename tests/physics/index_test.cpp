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

TEST(FraunhoferLines, OfMoissanite) { // 6H silicon carbide, Wang 2013; below 436 nm continued
    const gem::Species moissanite = species("moissanite");
    expectLines(moissanite.ordinary, 2.62312, 2.62950, 2.64743, 2.69299, 2.73481);
    expectLines(moissanite.extraordinary, 2.66215, 2.66917, 2.68897, 2.73973, 2.78695);
}

TEST(FraunhoferLines, OfCubicZirconia) { // Wood & Nassau 1982
    expectLines(species("cubic-zirconia").ordinary, 2.14506, 2.14860, 2.15846, 2.18315, 2.20546);
}

TEST(FraunhoferLines, OfSpinel) { // Tropf & Thomas 1991
    expectLines(species("red-spinel").ordinary, 1.71130, 1.71260, 1.71610, 1.72440, 1.73149);
}

TEST(FraunhoferLines, OfQuartz) { // Ghosh 1999
    for (const char* id : {"amethyst", "citrine", "smoky-quartz", "rock-crystal"}) {
        expectLines(species(id).ordinary, 1.54097, 1.54185, 1.54421, 1.54966, 1.55428);
        expectLines(species(id).extraordinary, 1.54996, 1.55087, 1.55331, 1.55895, 1.56372);
    }
}

// n^2 = c0 + c1 l^2 / (l^2 - c3) - c5 l^2 by Walling 1980 and Loiko 2016, evaluated here; gives 1.7408, 1.7427, 1.7484.
TEST(FraunhoferLines, OfAlexandrite) {
    const double axes[3][4] = {{1.70690, 1.28477, 0.01169, 0.01760},  // c: alpha
                               {1.78522, 1.21202, 0.01262, 0.01681},  // a: beta
                               {1.58829, 1.42711, 0.01113, 0.01696}}; // b: gamma
    const double atD[3] = {1.7408, 1.7427, 1.7484};
    const gem::Species alexandrite = species("alexandrite");
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(alexandrite.principal[i].index(kLineD_nm), atD[i], 1e-4);
        for (const double nm : {kLineB_nm, kLineC_nm, kLineD_nm, kLineF_nm, kLineG_nm}) {
            const double l2 = 1e-6 * nm * nm;
            const double n2 = axes[i][0] + axes[i][1] * l2 / (l2 - axes[i][2]) - axes[i][3] * l2;
            EXPECT_NEAR(alexandrite.principal[i].index(nm), std::sqrt(n2), 1e-4);
        }
    }
}

// The two terms n = A + B / l^2 of the trade's index and dispersion, evaluated at all five lines.
TEST(FraunhoferLines, OfTheTwoTermFormulaeAreTheirs) {
    struct Trade {
        const char* id;
        double index, dispersionBG;
    };
    for (const auto& [id, index, bg] :
         {Trade{"tsavorite", 1.74, 0.020}, Trade{"demantoid", 1.887, 0.057}, Trade{"blue-zircon", 1.925, 0.039},
          Trade{"emerald", 1.583, 0.014}, Trade{"pink-tourmaline", 1.644, 0.017}}) {
        const double B = bg / 3.2675, A = index - B / 0.347275;
        const auto n = [&](double nm) { return A + B * 1e6 / (nm * nm); };
        expectLines(species(id).ordinary, n(kLineB_nm), n(kLineC_nm), n(kLineD_nm), n(kLineF_nm), n(kLineG_nm));
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

TEST(CriticalAngle, IsThatOfTheTablesForEverySpecies) {
    EXPECT_NEAR(criticalAngle_deg(species("moissanite").ordinary.index(kLineD_nm)), 22.19, 0.005);
    EXPECT_NEAR(criticalAngle_deg(species("cubic-zirconia").ordinary.index(kLineD_nm)), 27.60, 0.005);
    EXPECT_NEAR(criticalAngle_deg(species("red-spinel").ordinary.index(kLineD_nm)), 35.64, 0.005);
    EXPECT_NEAR(criticalAngle_deg(species("amethyst").ordinary.index(kLineD_nm)), 40.36, 0.005);
}

} // namespace
} // namespace vitrine::physics
