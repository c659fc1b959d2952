#include "catalogue.h"
#include "metal/energy.h"
#include "optics/cie.h"
#include "optics/colour.h"

#include <gtest/gtest.h>

// Polished metals at normal incidence under D65, 2 degrees. Source of the figures: measured n and k of the works named
// (refractiveindex.info, CC0), integrated by another program with an approximation of the colour matching functions;
// docs/physics.md lists them.

namespace vitrine::physics {
namespace {

struct Colour {
    glm::dvec3 rgb; // linear Rec.709
    glm::dvec3 lab;
};

Colour polished(const metal::Alloy& alloy) {
    const glm::dvec3 xyz =
        optics::xyzUnderD65([&](double wavelength_nm) { return metal::reflectance(alloy, 1.0, wavelength_nm); });
    return {.rgb = optics::rgbFromXyz(optics::kRec709) * xyz, .lab = optics::labFromXyz(xyz, optics::d65White())};
}

void expectColour(const metal::Alloy& alloy, const glm::dvec3& rgb, const glm::dvec3& lab) {
    const Colour colour = polished(alloy);
    for (int i = 0; i < 3; ++i) {
        EXPECT_NEAR(colour.rgb[i], rgb[i], 0.012) << "channel " << i;
        EXPECT_NEAR(colour.lab[i], lab[i], 0.6) << "coordinate " << i;
    }
}

TEST(PolishedMetal, GoldIsGold) { // Johnson & Christy 1972
    expectColour(element("Au"), {1.035, 0.730, 0.364}, {90.2, 4.8, 33.8});
}

TEST(PolishedMetal, SilverIsNearlyWhite) { // Johnson & Christy 1972
    expectColour(element("Ag"), {0.989, 0.984, 0.978}, {99.4, 0.1, 0.4});
}

TEST(PolishedMetal, CopperIsRed) { // Johnson & Christy 1972
    expectColour(element("Cu"), {0.929, 0.624, 0.522}, {86.1, 11.7, 13.1});
}

TEST(PolishedMetal, PlatinumIsGreyAndAThirdDarkerThanSilver) { // Tselin 2024
    expectColour(alloy("platinum-950"), {0.761, 0.730, 0.683}, {88.6, 0.2, 3.7});
}

TEST(PolishedMetal, AlloysComeOutAsTheirModelPredicts) { // permittivities mixed by atomic fraction
    const auto expectLab = [](const char* id, const glm::dvec3& lab) {
        const glm::dvec3 found = polished(alloy(id)).lab;
        EXPECT_LT(glm::length(found - lab), 0.6) << id << ": " << found.x << " " << found.y << " " << found.z;
    };
    expectLab("18k-yellow", {91.4, 3.9, 24.2});
    expectLab("18k-rose", {89.0, 7.6, 22.9});
    expectLab("silver-925", {98.4, 0.3, 3.2});
}

TEST(PolishedMetal, RoseIsRedderThanYellowAndPlatinumDarkensTowardsItsEdge) {
    EXPECT_GT(polished(alloy("18k-rose")).lab.y, polished(alloy("18k-yellow")).lab.y + 3.0);
    // F82: the reflectance at cos 1/7 over Schlick's, 0.82 for platinum's green, 0.99 for silver's.
    const auto f82 = [](const metal::Alloy& metal) {
        const double f0 = metal::reflectance(metal, 1.0, 550.0), mu = 1.0 / 7.0;
        return metal::reflectance(metal, mu, 550.0) / (f0 + (1.0 - f0) * std::pow(1.0 - mu, 5.0));
    };
    EXPECT_NEAR(f82(alloy("platinum-950")), 0.82, 0.01);
    EXPECT_NEAR(f82(element("Ag")), 1.00, 0.01);
}

} // namespace
} // namespace vitrine::physics
