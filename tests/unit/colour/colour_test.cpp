#include "base/error.h"
#include "optics/cie.h"
#include "optics/colour.h"

#include <gtest/gtest.h>

namespace vitrine::optics {
namespace {

TEST(D65, HasThePublishedWhitePoint) {
    // CIE 015: 95.04, 100, 108.88 by summing its 5 nm table; the rule of integration moves the fourth place.
    EXPECT_NEAR(d65White().x, 0.9504, 1e-4);
    EXPECT_DOUBLE_EQ(d65White().y, 1.0);
    EXPECT_NEAR(d65White().z, 1.0888, 3e-4);
}

TEST(Rec709, HasThePublishedMatrix) {
    // IEC 61966-2-1, given to four places.
    const glm::dmat3 published =
        glm::transpose(glm::dmat3(0.4124, 0.3576, 0.1805, 0.2126, 0.7152, 0.0722, 0.0193, 0.1192, 0.9505));
    const glm::dmat3 ours = xyzFromRgb(kRec709);
    for (int column = 0; column < 3; ++column)
        for (int row = 0; row < 3; ++row) EXPECT_NEAR(ours[column][row], published[column][row], 5e-4);
}

TEST(RgbSpaces, AgreeOnWhite) {
    for (const RgbSpace& space : {kRec709, kRec2020, kDisplayP3}) {
        const glm::dvec3 rgb = rgbFromXyz(space) * d65White();
        for (int i = 0; i < 3; ++i) EXPECT_NEAR(rgb[i], 1.0, 1e-12);
    }
}

TEST(DeltaE2000, GivesThePublishedTestPairs) {
    // Sharma, Wu and Dalal 2005, table 1: pairs 1, 7, 11, 17, 20, 25 and 34.
    const struct {
        glm::dvec3 a, b;
        double expected;
    } pairs[] = {
        {{50.0, 2.6772, -79.7751}, {50.0, 0.0, -82.7485}, 2.0425},
        {{50.0, 0.0, 0.0}, {50.0, -1.0, 2.0}, 2.3669},
        {{50.0, 2.49, -0.001}, {50.0, -2.49, 0.0011}, 7.2195},
        {{50.0, 2.5, 0.0}, {73.0, 25.0, -18.0}, 27.1492},
        {{50.0, 2.5, 0.0}, {50.0, 3.2592, 0.3350}, 1.0000},
        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
    };
    for (const auto& pair : pairs) {
        EXPECT_NEAR(deltaE2000(pair.a, pair.b), pair.expected, 1e-4);
        EXPECT_NEAR(deltaE2000(pair.b, pair.a), pair.expected, 1e-4);
    }
}

TEST(Lab, PutsWhiteAtAHundredAndBlackAtNought) {
    const glm::dvec3 white = labFromXyz(d65White(), d65White());
    EXPECT_NEAR(deltaE76(white, {100.0, 0.0, 0.0}), 0.0, 1e-12);
    EXPECT_NEAR(labFromXyz(glm::dvec3(0.0), d65White()).x, 0.0, 1e-12);
}

TEST(Whites, ArePublishedChromaticities) {
    // CIE 015: illuminant A (2855.5 K with the present second radiation constant) and D50 (5003 K).
    const glm::dvec2 a = chromaticity(blackbodyWhite(2855.5));
    EXPECT_NEAR(a.x, 0.44757, 5e-5);
    EXPECT_NEAR(a.y, 0.40745, 5e-5);
    const glm::dvec2 d50 = chromaticity(daylightWhite(5003.0));
    EXPECT_NEAR(d50.x, 0.34567, 5e-5);
    EXPECT_NEAR(d50.y, 0.35850, 2e-4);
    EXPECT_THROW(whiteOfKelvin(0.0), Error);
    EXPECT_THROW(whiteOfKelvin(1e6), Error);
}

TEST(Adaptation, TakesOneWhiteToTheOther) {
    const glm::dvec3 lamp = blackbodyWhite(2000.0);
    EXPECT_NEAR(glm::length(adaptation(lamp, d65White()) * lamp - d65White()), 0.0, 1e-12);
    const glm::dmat3 none = adaptation(lamp, lamp);
    for (int i = 0; i < 3; ++i) EXPECT_NEAR(glm::length(none[i] - glm::dmat3(1.0)[i]), 0.0, 1e-12);
}

} // namespace
} // namespace vitrine::optics
