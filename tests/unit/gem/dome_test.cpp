#include "gem/dome.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vitrine::gem {
namespace {

constexpr Cabochon kSphere{.length = 1.0, .dome = 0.5, .girdle = 0.0, .base = 0.5};
constexpr Cabochon kFlat{.length = 1.3, .dome = 0.4, .girdle = 0.06, .base = 0.0};
constexpr Cabochon kDouble{.length = 1.3, .dome = 0.4, .girdle = 0.06, .base = 0.15};
constexpr double kWidth_mm = 6.0;

glm::dvec3 randomUnit(std::mt19937& random) {
    std::normal_distribution<double> normal;
    return glm::normalize(glm::dvec3(normal(random), normal(random), normal(random)));
}
// Towards a random point of a ball that holds the stone.
Ray randomRay(std::mt19937& random) {
    const glm::dvec3 direction = randomUnit(random);
    return {.origin = randomUnit(random) * 4.0 - direction * 20.0, .direction = direction};
}

// By the definition of the shape alone.
bool isInside(const Cabochon& c, const glm::dvec3& point_mm) {
    const glm::dvec3 p = point_mm / kWidth_mm;
    const double across = std::pow(p.x / 0.5, 2.0) + std::pow(p.z / (0.5 * c.length), 2.0);
    const double above = std::abs(p.y) - 0.5 * c.girdle, height = p.y > 0.0 ? c.dome : c.base;
    if (above <= 0.0) return across < 1.0;
    return height > 0.0 && across + std::pow(above / height, 2.0) < 1.0;
}

TEST(Dome, EntersAndLeavesWhereItsShapeDoes) {
    std::mt19937 random(7);
    for (const Cabochon& shape : {kSphere, kFlat, kDouble}) {
        const Dome dome(shape, kWidth_mm);
        int met = 0;
        for (int i = 0; i < 2000; ++i) {
            const Ray ray = randomRay(random);
            constexpr double kStep = 0.02, kTiny = 1e-7;
            bool sampled = false;
            for (double s = 10.0; s < 30.0 && !sampled; s += kStep)
                sampled = isInside(shape, ray.origin + s * ray.direction);
            const auto entry = dome.findEntry(ray);
            if (sampled) {
                ASSERT_TRUE(entry) << "a ray through the stone misses it";
            }
            if (!entry) continue;
            ++met;
            const auto at = [&](double s) { return ray.origin + s * ray.direction; };
            const FacetHit exit = dome.findExit({.origin = at(entry->distance_mm), .direction = ray.direction});
            const double leaves = entry->distance_mm + exit.distance_mm;
            if (exit.distance_mm < 1e-3) continue; // too short to ask inside
            EXPECT_FALSE(isInside(shape, at(entry->distance_mm - kTiny)));
            EXPECT_TRUE(isInside(shape, at(entry->distance_mm + kTiny)));
            EXPECT_TRUE(isInside(shape, at(leaves - kTiny)));
            EXPECT_FALSE(isInside(shape, at(leaves + kTiny)));
        }
        EXPECT_GT(met, 200);
    }
}

TEST(Dome, KeepsAllLightOfALosslessStone) {
    std::mt19937 random(11);
    const Surroundings white{.radiance = [](const Ray&) { return 1.0; }, .meanRadiance = 1.0};
    for (const Cabochon& shape : {kSphere, kFlat, kDouble}) {
        const Dome dome(shape, kWidth_mm);
        for (int hits : {3, 24, 256})
            for (int i = 0; i < 500; ++i) {
                const StoneLight light =
                    traceStone(dome, {.index = 1.77, .absorption_mm = 0.0}, randomRay(random), white, {.hits = hits});
                EXPECT_NEAR(light.radiance, 1.0, 1e-9);
                EXPECT_EQ(light.shares.absorbed, 0.0);
            }
    }
}

TEST(Dome, CountsEveryShareOfAnAbsorbingStone) {
    std::mt19937 random(13);
    const Surroundings white{.radiance = [](const Ray&) { return 1.0; }, .meanRadiance = 1.0};
    const Dome dome(kDouble, kWidth_mm);
    for (int i = 0; i < 500; ++i) {
        const Shares s = traceStone(dome, {.index = 1.77, .absorption_mm = 0.3}, randomRay(random), white).shares;
        EXPECT_NEAR(s.missed + s.reflected + s.escaped + s.absorbed + s.tail, 1.0, 1e-12);
    }
}

// A ball lens: f = n R / (2 (n - 1)) from its centre (Hecht, Optics, thick lens with R1 = -R2 = R and d = 2R).
TEST(Dome, ASphereFocusesAsABallLens) {
    const Dome ball(kSphere, kWidth_mm);
    constexpr double kRadius_mm = 0.5 * kWidth_mm, kOff_mm = 1e-3;
    for (double index : {1.544, 1.77}) {
        for (const glm::dvec3& axis : {glm::dvec3(0, -1, 0), glm::dvec3(1, 0, 0), glm::dvec3(0.6, -0.8, 0.0)}) {
            const glm::dvec3 across(0.0, 0.0, 1.0);
            std::vector<Ray> leaving;
            const Surroundings watch{.radiance =
                                         [&](const Ray& ray) {
                                             leaving.push_back(ray);
                                             return 0.0;
                                         },
                                     .meanRadiance = 0.0};
            (void)traceStone(ball, {.index = index}, {.origin = across * kOff_mm - axis * 10.0, .direction = axis},
                             watch, {.hits = 1});
            ASSERT_EQ(leaving.size(), 2U); // the reflection, and what goes through
            const Ray& through = leaving.back();
            const double s = -glm::dot(through.origin, across) / glm::dot(through.direction, across);
            const double focus_mm = glm::dot(through.origin + s * through.direction, axis);
            EXPECT_NEAR(focus_mm, index * kRadius_mm / (2.0 * (index - 1.0)), 1e-5 * kRadius_mm) << "index " << index;
        }
    }
}

TEST(Dome, HasTheMeanChordOfASphere) { // 4/3 of the radius
    EXPECT_NEAR(Dome(kSphere, kWidth_mm).meanChord(), 4.0 / 3.0 * 3.0, 1e-9);
}

} // namespace
} // namespace vitrine::gem
