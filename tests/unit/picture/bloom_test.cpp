#include "render/bloom.h"

#include <gtest/gtest.h>
#include <numeric>

namespace vitrine::render {
namespace {

double total(const FloatImage& image) {
    return std::accumulate(image.data.begin(), image.data.end(), 0.0);
}

TEST(Bloom, KeepsTheEnergyOfHighlightsAnywhere) {
    FloatImage light(160, 90, 3);
    light.pixel(80, 45)[0] = 5000.0f;
    light.pixel(0, 0)[1] = 300.0f;
    light.pixel(159, 89)[2] = 20.0f;
    for (const double strength : {0.03, 0.5, 1.0})
        EXPECT_NEAR(total(bloomed(light, strength)) / total(light), 1.0, 1e-5) << strength;
}

TEST(Bloom, LeavesAnEvenFieldAlone) {
    FloatImage light(64, 36, 3);
    std::fill(light.data.begin(), light.data.end(), 0.7f);
    for (const float value : bloomed(light, 0.4).data) EXPECT_NEAR(value, 0.7f, 1e-5f);
}

TEST(Bloom, SpreadsAPointEvenlyAndFallsOff) {
    FloatImage light(201, 201, 3);
    light.pixel(100, 100)[0] = 1.0f;
    const FloatImage spread = bloomed(light, 0.1);
    EXPECT_GT(spread.pixel(100, 100)[0], 0.9f);
    for (int d = 1; d < 20; ++d) {
        EXPECT_NEAR(spread.pixel(100 + d, 100)[0], spread.pixel(100, 100 - d)[0], 1e-7f);
        EXPECT_LE(spread.pixel(100 + d, 100)[0], spread.pixel(99 + d, 100)[0]);
        EXPECT_GT(spread.pixel(100 + d, 100)[0], 0.0f);
    }
}

TEST(Bloom, LeavesNothingNegativeBehindAHighlight) {
    FloatImage light(200, 50, 3);
    light.pixel(3, 25)[0] = 1e6f;
    for (const float value : bloomed(light, 1.0).data) EXPECT_GE(value, 0.0f);
}

} // namespace
} // namespace vitrine::render
