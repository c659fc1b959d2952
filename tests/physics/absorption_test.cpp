#include "catalogue.h"
#include "optics/cie.h"
#include "optics/colour.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vitrine::physics {
namespace {

glm::dvec3 slabLab(const optics::Spectrum& absorption, double thickness_mm) {
    const glm::dvec3 xyz = optics::xyzUnderD65(
        [&](double wavelength_nm) { return std::exp(-absorption.at(wavelength_nm) * thickness_mm); });
    return optics::labFromXyz(xyz, optics::d65White());
}

TEST(Absorption, FollowsBeerAndLambert) {
    const optics::Spectrum ruby = species("ruby").absorptionOrdinary;
    for (const double wavelength_nm : {420.0, 550.0, 690.0}) {
        const auto transmittance = [&](double mm) { return std::exp(-ruby.at(wavelength_nm) * mm); };
        EXPECT_NEAR(transmittance(2.0) * transmittance(3.0), transmittance(5.0), 1e-12);
        EXPECT_LT(transmittance(5.0), 1.0);
    }
}

TEST(Absorption, OfASlabMeetsTheTargetThatTheEntryStates) {
    for (const char* id : {"ruby", "blue-sapphire", "emerald"}) {
        const Json target = catalogueEntry("gems", id)["absorption"]["target"];
        const glm::dvec3 stated(target["L"], target["a"], target["b"]);
        const glm::dvec3 lab = slabLab(species(id).absorptionOrdinary, target["slab_mm"]);
        EXPECT_LT(glm::length(lab - stated), 0.05) << id << ": L* a* b* " << lab.x << " " << lab.y << " " << lab.z;
    }
}

TEST(Absorption, GivesEverySpeciesItsHue) {
    const auto hue_deg = [](const glm::dvec3& lab) { return degrees(std::atan2(lab.z, lab.y)); };
    EXPECT_NEAR(hue_deg(slabLab(species("ruby").absorptionOrdinary, 5.0)), 0.0, 20.0);            // red
    EXPECT_NEAR(hue_deg(slabLab(species("blue-sapphire").absorptionOrdinary, 5.0)), -90.0, 20.0); // blue
    EXPECT_NEAR(hue_deg(slabLab(species("emerald").absorptionOrdinary, 5.0)), 165.0, 20.0);       // green
}

TEST(Absorption, OfColourlessDiamondIsNone) {
    EXPECT_TRUE(species("diamond").absorptionOrdinary.isZero());
    EXPECT_NEAR(slabLab(species("diamond").absorptionOrdinary, 5.0).x, 100.0, 1e-9);
}

} // namespace
} // namespace vitrine::physics
