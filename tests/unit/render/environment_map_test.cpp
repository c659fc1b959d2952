#include "render/surroundings.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace vitrine::render {
namespace {

FloatImage equirectangular(int width, float value) {
    FloatImage image(width, width / 2, 3);
    std::fill(image.data.begin(), image.data.end(), value);
    return image;
}

void paint(FloatImage& image, int x, int y, const glm::vec3& colour) {
    for (int c = 0; c < 3; ++c) image.pixel(x, y)[c] = colour[c];
}

double luminanceOf(const glm::dvec3& rgb) {
    return glm::dot(rgb, glm::dvec3(0.2126, 0.7152, 0.0722));
}

// The direction at the middle of a texel, by the definition: u = atan2(z, x) / 2 pi + 0.5, v = acos(y) / pi.
glm::dvec3 directionOf(const FloatImage& image, int x, int y) {
    const double longitude = ((x + 0.5) / image.width - 0.5) * 2.0 * kPi, polar = (y + 0.5) / image.height * kPi;
    return {std::sin(polar) * std::cos(longitude), std::cos(polar), std::sin(polar) * std::sin(longitude)};
}

glm::dvec3 brightest(const OctahedralMap& map) {
    glm::dvec3 direction(0.0);
    double most = -1.0;
    for (int i = 0; i < 180; ++i)
        for (int j = 0; j < 360; ++j) {
            const double polar = radians(i + 0.5), longitude = radians(j + 0.5);
            const glm::dvec3 d(std::sin(polar) * std::cos(longitude), std::cos(polar),
                               std::sin(polar) * std::sin(longitude));
            const double light = map.at(d).y;
            if (light > most) {
                most = light;
                direction = d;
            }
        }
    return direction;
}

TEST(EnvironmentMap, HasPlusXInTheMiddleMinusZAtAQuarterAndRowZeroUp) {
    constexpr int kWidth = 128, kHeight = 64;
    FloatImage image = equirectangular(kWidth, 0.1f);
    for (int y = 28; y < 36; ++y)
        for (int x = -4; x < 4; ++x) {
            paint(image, kWidth / 2 + x, y, {1, 0, 0});        // u = 0.5
            paint(image, kWidth / 4 + x, y, {0, 1, 0});        // u = 0.25
            paint(image, kWidth * 3 / 4 + x, y, {0, 0, 1});    // u = 0.75
            paint(image, (kWidth + x) % kWidth, y, {1, 1, 0}); // u = 0
        }
    for (int x = 0; x < kWidth; ++x)
        for (int y = 0; y < 4; ++y) {
            paint(image, x, y, {0, 1, 1});
            paint(image, x, kHeight - 1 - y, {1, 0, 1});
        }
    const OctahedralMap map = octahedralFrom(image);
    const auto expectColour = [&](const glm::dvec3& d, const glm::dvec3& colour) {
        EXPECT_NEAR(glm::distance(map.at(d), colour), 0.0, 1e-6) << d.x << " " << d.y << " " << d.z;
    };
    expectColour({1, 0, 0}, {1, 0, 0});
    expectColour({0, 0, -1}, {0, 1, 0});
    expectColour({0, 0, 1}, {0, 0, 1});
    expectColour({-1, 0, 0}, {1, 1, 0});
    expectColour({0, 1, 0}, {0, 1, 1});
    expectColour({0, -1, 0}, {1, 0, 1});
}

TEST(EnvironmentMap, KeepsOneBrightTexelAQuadrantInItsPlace) {
    for (const auto& [x, y] : {std::pair{21, 17}, {85, 13}, {140, 70}, {230, 100}}) {
        FloatImage image = equirectangular(256, 0.0f);
        paint(image, x, y, {50, 50, 50});
        const glm::dvec3 found = brightest(octahedralFrom(image)), placed = directionOf(image, x, y);
        EXPECT_LT(degrees(std::acos(glm::dot(found, placed))), 1.5) << x << "," << y; // texels of 1.4 degrees
    }
}

TEST(EnvironmentMap, TurnsWithGrowingAzimuth) {
    FloatImage image = equirectangular(128, 0.0f);
    for (int y = 28; y < 36; ++y)
        for (int x = 92; x < 100; ++x) paint(image, x, y, {1, 1, 1}); // +Z, azimuth 0
    const Surroundings turned{.map = octahedralFrom(image), .mapRotation = radians(90.0)};
    EXPECT_NEAR(farRadiance(turned, {1, 0, 0}).y, 1.0, 1e-6); // azimuth 90 degrees is +X
    EXPECT_NEAR(farRadiance(turned, {0, 0, 1}).y, 0.0, 1e-6);
}

FloatImage skyWithSun() {
    FloatImage image = equirectangular(128, 0.2f);
    for (int y = 32; y < 64; ++y)
        for (int x = 0; x < 128; ++x) paint(image, x, y, glm::vec3(0.02f));
    for (int y = 12; y < 15; ++y)
        for (int x = 30; x < 34; ++x) paint(image, x, y, {300, 280, 240});
    return image;
}

TEST(EnvironmentMap, AliasTableDrawsItsDistribution) {
    const OctahedralMap map = octahedralFrom(skyWithSun());
    const std::size_t n = map.alias.size();
    ASSERT_EQ(n, static_cast<std::size_t>(map.aliasSize) * static_cast<std::size_t>(map.aliasSize));
    std::vector<double> drawn(n, 0.0);
    double total = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double kept = map.alias[i].x;
        ASSERT_GE(kept, 0.0);
        ASSERT_LE(kept, 1.0 + 1e-6);
        drawn[i] += kept / static_cast<double>(n);
        drawn[static_cast<std::size_t>(map.alias[i].y)] += (1.0 - kept) / static_cast<double>(n);
        total += map.alias[i].z;
    }
    EXPECT_NEAR(total, 1.0, 1e-4);
    double worst = 0.0;
    for (std::size_t i = 0; i < n; ++i) worst = std::max(worst, std::abs(drawn[i] - map.alias[i].z));
    EXPECT_LT(worst, 1e-6);
    for (std::size_t i = 0; i < n; ++i) ASSERT_GT(drawn[i], 0.0); // no direction is impossible
}

// The mean radiance over the sphere from directions that the table draws, weighed by what it says of their probability:
// cell probability over the cell's solid angle, as shaders/still/light.glsl computes it.
TEST(EnvironmentMap, ProbabilitiesAreThoseOfTheMapsLight) {
    const OctahedralMap map = octahedralFrom(skyWithSun());
    std::mt19937 random(5);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    double byTable = 0.0;
    constexpr int kDraws = 40000;
    for (int i = 0; i < kDraws; ++i) {
        const auto slot = static_cast<std::size_t>(uniform(random) * static_cast<double>(map.alias.size()));
        const std::size_t cell =
            uniform(random) < map.alias[slot].x ? slot : static_cast<std::size_t>(map.alias[slot].y);
        const auto edge = static_cast<std::size_t>(map.aliasSize);
        const double u = (static_cast<double>(cell % edge) + uniform(random)) / map.aliasSize;
        const double v = (static_cast<double>(cell / edge) + uniform(random)) / map.aliasSize;
        glm::dvec2 p(2.0 * u - 1.0, 2.0 * v - 1.0);
        const double y = 1.0 - std::abs(p.x) - std::abs(p.y);
        if (y < 0.0)
            p = {(1.0 - std::abs(p.y)) * (p.x >= 0.0 ? 1.0 : -1.0), (1.0 - std::abs(p.x)) * (p.y >= 0.0 ? 1.0 : -1.0)};
        const glm::dvec3 onOctahedron(p.x, y, p.y);
        const double length = glm::length(onOctahedron);
        const double solidAngle = 4.0 / (length * length * length) / static_cast<double>(map.alias.size());
        byTable += luminanceOf(map.at(onOctahedron / length)) * solidAngle / map.alias[cell].z / kDraws;
    }
    double byGrid = 0.0;
    constexpr int kPolar = 1024, kAround = 512;
    for (int i = 0; i < kPolar; ++i)
        for (int j = 0; j < kAround; ++j) {
            const double y = 1.0 - 2.0 * (i + 0.5) / kPolar, r = std::sqrt(1.0 - y * y), phi = 2.0 * kPi * j / kAround;
            byGrid += luminanceOf(map.at({r * std::cos(phi), y, r * std::sin(phi)})) * 4.0 * kPi / (kPolar * kAround);
        }
    EXPECT_NEAR(byTable / byGrid, 1.0, 0.01);
}

} // namespace
} // namespace vitrine::render
