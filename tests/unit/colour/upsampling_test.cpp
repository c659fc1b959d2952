#include "optics/cie.h"
#include "optics/colour.h"
#include "optics/upsampling.h"

#include <gtest/gtest.h>

namespace vitrine::optics {
namespace {

TEST(Rec709Basis, StaysWithinNoughtAndOneAndSumsToOne) {
    for (double nm = 370.0; nm <= 790.0; nm += 0.5) {
        const auto basis = rec709Basis(nm);
        for (const double b : basis) {
            EXPECT_GE(b, -1e-11);
            EXPECT_LE(b, 1.0 + 1e-11);
        }
        EXPECT_NEAR(basis[0] + basis[1] + basis[2], 1.0, 1e-15);
    }
}

TEST(Rec709Basis, GivesBackEveryColourUnderD65) {
    const glm::dmat3 rgb = rgbFromXyz(kRec709);
    for (const glm::dvec3& colour : {glm::dvec3(1, 0, 0), glm::dvec3(0, 1, 0), glm::dvec3(0, 0, 1),
                                     glm::dvec3(0.8, 0.3, 0.05), glm::dvec3(0.02, 0.7, 0.9)}) {
        const glm::dvec3 back = rgb * xyzUnderD65([&](double nm) { return rec709Spectrum(colour, nm); });
        for (int i = 0; i < 3; ++i) EXPECT_NEAR(back[i], colour[i], 1e-9);
    }
}

TEST(Rec709Basis, KeepsNeutralsExactly) {
    for (double nm = 380.0; nm <= 780.0; nm += 1.0) EXPECT_EQ(rec709Spectrum(glm::dvec3(0.18), nm), 0.18);
}

TEST(Rec709Basis, IsSmooth) {
    // A step of a primary's reflectance between neighbouring nodes would ring through thin absorption: the steepest
    // edge, from blue to green, is under 7 % of full scale a nanometre.
    for (double nm = 380.0; nm < 780.0; nm += 1.0)
        for (std::size_t i = 0; i < 3; ++i) EXPECT_LT(std::abs(rec709Basis(nm + 1.0)[i] - rec709Basis(nm)[i]), 0.07);
}

TEST(Attenuation, ReachesItsColourAtItsDistance) {
    const glm::dvec3 colour(0.7, 0.1, 0.2);
    const Spectrum alpha = absorptionOfAttenuation(colour, 2.5);
    for (double nm = 400.0; nm <= 700.0; nm += 5.0)
        EXPECT_NEAR(std::exp(-alpha.at(nm) * 2.5), rec709Spectrum(colour, nm), 1e-12);
    EXPECT_TRUE(absorptionOfAttenuation(colour, 0.0).isZero());
    EXPECT_NEAR(absorptionOfAttenuation(glm::dvec3(0.0), 1.0).at(550.0), -std::log(1e-4), 1e-12);
}

} // namespace
} // namespace vitrine::optics
