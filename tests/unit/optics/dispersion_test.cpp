#include "base/error.h"
#include "optics/dispersion.h"

#include <gtest/gtest.h>

namespace vitrine::optics {
namespace {

Dispersion diamond() {
    return Dispersion::sellmeier(0.0, {0.3306, 4.3356}, {0.1750 * 0.1750, 0.1060 * 0.1060});
}

TEST(Dispersion, ScaledKeepsTheSodiumIndexAndScalesTheRest) {
    const double d = diamond().index(kSodiumD_nm);
    const Dispersion halved = diamond().scaled(0.5);
    EXPECT_DOUBLE_EQ(halved.index(kSodiumD_nm), d);
    EXPECT_NEAR(halved.index(430.8) - d, 0.5 * (diamond().index(430.8) - d), 1e-15);
    EXPECT_DOUBLE_EQ(diamond().scaled(0.0).index(400.0), d);
}

TEST(Dispersion, ShiftedAddsTheOffsetEverywhereInAnyOrderWithScaling) {
    EXPECT_NEAR(diamond().shifted(0.01).index(450.0), diamond().index(450.0) + 0.01, 1e-15);
    EXPECT_NEAR(diamond().shifted(0.01).scaled(0.5).index(450.0), diamond().scaled(0.5).shifted(0.01).index(450.0),
                1e-15);
}

TEST(Dispersion, CauchyTakesMicrometres) {
    EXPECT_NEAR(Dispersion::cauchy(1.5677, 0.00428).index(500.0), 1.5677 + 0.00428 / 0.25, 1e-15);
    EXPECT_DOUBLE_EQ(Dispersion::constant(1.5).index(400.0), 1.5);
}

TEST(Dispersion, RefusesTermsWithoutTheirResonance) {
    EXPECT_THROW(Dispersion::sellmeier(0.0, {1.0, 2.0}, {0.1}), Error);
}

} // namespace
} // namespace vitrine::optics
