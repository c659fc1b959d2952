#include "base/error.h"
#include "optics/spectrum.h"

#include <gtest/gtest.h>
#include <limits>

namespace vitrine::optics {
namespace {

TEST(Spectrum, IsLinearBetweenNodesAndHeldBeyondThem) {
    const Spectrum spectrum({400.0, 500.0, 520.0}, {1.0, 3.0, 2.0});
    EXPECT_DOUBLE_EQ(spectrum.at(400.0), 1.0);
    EXPECT_DOUBLE_EQ(spectrum.at(450.0), 2.0);
    EXPECT_DOUBLE_EQ(spectrum.at(500.0), 3.0);
    EXPECT_DOUBLE_EQ(spectrum.at(515.0), 2.25);
    EXPECT_DOUBLE_EQ(spectrum.at(380.0), 1.0);
    EXPECT_DOUBLE_EQ(spectrum.at(780.0), 2.0);
}

TEST(Spectrum, IsZeroOnlyWhenEveryValueIs) {
    EXPECT_TRUE(Spectrum().isZero());
    EXPECT_TRUE(Spectrum::constant(0.0).isZero());
    EXPECT_FALSE(Spectrum({400.0, 500.0}, {0.0, 1e-12}).isZero());
}

TEST(Spectrum, ScalesEveryValue) {
    EXPECT_DOUBLE_EQ(Spectrum({400.0, 500.0}, {1.0, 2.0}).scaled(3.0).at(450.0), 4.5);
}

TEST(Spectrum, RefusesWhatIsNoFunctionOfWavelength) {
    EXPECT_THROW(Spectrum({}, {}), Error);
    EXPECT_THROW(Spectrum({400.0, 500.0}, {1.0}), Error);
    EXPECT_THROW(Spectrum({500.0, 500.0}, {1.0, 1.0}), Error);
    EXPECT_THROW(Spectrum({500.0, 400.0}, {1.0, 1.0}), Error);
    EXPECT_THROW(Spectrum({400.0}, {std::numeric_limits<double>::quiet_NaN()}), Error);
}

} // namespace
} // namespace vitrine::optics
