#include "shared/cpp.h"

#include <gtest/gtest.h>

#include <cmath>

// What lies inside a stone and scatters light.

namespace vitrine::physics {
namespace {

constexpr double kDiamond = 2.4175;

TEST(Inclusion, AGapMirrorsWithBothItsWalls) {
    for (const double cosine : {1.0, 0.97, 0.93}) {
        const double F = shared64::fresnelDielectric(cosine, 1.0 / kDiamond);
        ASSERT_LT(F, 1.0);
        // The light between them, bounce by bounce.
        double reflected = F, inside = 1.0 - F; // on its way to the far wall
        for (int bounce = 0; bounce < 1000; ++bounce) {
            const double back = inside * F; // from the far wall to the near one
            reflected += back * (1.0 - F);
            inside = back * F;
        }
        EXPECT_NEAR(shared64::gapReflectance(cosine, 1.0 / kDiamond), reflected, 1e-12) << cosine;
    }
    // ((n - 1) / (n + 1))^2 = 0.1721 of each wall.
    EXPECT_NEAR(shared64::gapReflectance(1.0, 1.0 / kDiamond), 2.0 * 0.1721 / 1.1721, 1e-4);
}

// Beyond diamond's critical angle of 24.4 degrees a crack is a mirror: why feathers are bright.
TEST(Inclusion, AGapMirrorsAllBeyondTheCriticalAngle) {
    EXPECT_EQ(shared64::gapReflectance(std::cos(24.5 * kPi / 180.0), 1.0 / kDiamond), 1.0);
    EXPECT_LT(shared64::gapReflectance(std::cos(24.3 * kPi / 180.0), 1.0 / kDiamond), 0.95);
}

TEST(Inclusion, AFeatherEndsWithinItsDisc) {
    for (double phase = 0.0; phase < 1.0; phase += 0.07)
        for (int i = 0; i < 360; ++i) {
            const double x = std::cos(i * kPi / 180.0), y = std::sin(i * kPi / 180.0);
            EXPECT_EQ(shared64::featherOpen(x, y, phase), 0.0) << phase << " at " << i;
            double open = 0.0;
            for (double radius = 0.0; radius < 1.0; radius += 0.05) {
                const double here = shared64::featherOpen(radius * x, radius * y, phase);
                EXPECT_GE(here, 0.0);
                EXPECT_LE(here, 1.0);
                open += here;
            }
            EXPECT_GT(open, 0.0);
        }
}

} // namespace
} // namespace vitrine::physics
