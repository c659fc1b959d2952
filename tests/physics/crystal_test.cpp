// Double refraction: laws of the boundary between air and a uniaxial crystal, and what a doubly refracting stone does.
#include "catalogue.h"
#include "gem/crystal.h"
#include "reference/boundary.h"
#include "shared/cpp.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vitrine::physics {
namespace {

using shared64::Crystal;
using shared64::CrystalSplit;

// Calcite at the sodium D line (Ghosh 1999): the strongest double refraction of the trade.
constexpr double kCalciteO = 1.6584, kCalciteE = 1.4864;

class Directions {
  public:
    // Into a face of this outward normal.
    glm::dvec3 into(const glm::dvec3& n) {
        const glm::dvec3 d = next();
        return glm::dot(d, n) > 0.0 ? -d : d;
    }
    glm::dvec3 next() { return glm::normalize(glm::dvec3(normal_(random_), normal_(random_), normal_(random_))); }

  private:
    std::mt19937 random_{11};
    std::normal_distribution<double> normal_;
};

Crystal crystal(double ordinary, double extraordinary, const glm::dvec3& axis) {
    return {.no2 = ordinary * ordinary, .ne2 = extraordinary * extraordinary, .axis = axis};
}

TEST(CrystalBoundary, LosesNothingOnTheWayInOrOut) {
    Directions directions;
    int total = 0;
    for (int i = 0; i < 2000; ++i) {
        const Crystal c = crystal(i % 2 ? kCalciteO : 1.92, i % 2 ? kCalciteE : 1.98, directions.next());
        const glm::dvec3 n = directions.next(), d = directions.into(n);
        const CrystalSplit in = shared64::enterCrystal(c, n, d);
        EXPECT_GE(in.outside, -1e-12);
        EXPECT_GE(in.ordinary, 0.0);
        EXPECT_GE(in.extraordinary, 0.0);
        // Each of the two waves, to another facet.
        for (const bool ordinary : {true, false}) {
            const glm::dvec3 k = ordinary ? in.kOrdinary : in.kExtraordinary;
            const glm::dvec3 field = ordinary ? in.fieldOrdinary : in.fieldExtraordinary;
            const glm::dvec3 ray = shared64::crystalRay(c, k, ordinary);
            glm::dvec3 m = directions.next();
            m = glm::dot(m, ray) < 0.0 ? -m : m;
            if (glm::dot(m, ray) < 0.01) continue;
            const CrystalSplit out = shared64::leaveCrystal(c, m, k, field);
            EXPECT_NEAR(out.ordinary + out.extraordinary + out.outside, 1.0, 1e-9);
            total += out.outside == 0.0;
        }
    }
    EXPECT_GT(total, 100); // total reflection was among them
}

// Field and power of what the split gives are those of waves of the crystal: k on its surface, ray across the field.
TEST(CrystalBoundary, SendsOnWavesThatTheCrystalHas) {
    Directions directions;
    for (int i = 0; i < 500; ++i) {
        const Crystal c = crystal(kCalciteO, kCalciteE, directions.next());
        const glm::dvec3 n = directions.next(), d = directions.into(n);
        const CrystalSplit in = shared64::enterCrystal(c, n, d);
        EXPECT_NEAR(glm::length(in.kOrdinary), kCalciteO, 1e-9);
        const double along = glm::dot(in.kExtraordinary, c.axis);
        const double across2 = glm::dot(in.kExtraordinary, in.kExtraordinary) - along * along;
        EXPECT_NEAR(across2 / c.ne2 + along * along / c.no2, 1.0, 1e-9);
        for (const bool ordinary : {true, false}) {
            const glm::dvec3 k = ordinary ? in.kOrdinary : in.kExtraordinary;
            const glm::dvec3 ray = shared64::crystalRay(c, k, ordinary);
            EXPECT_NEAR(glm::dot(ray, ordinary ? in.fieldOrdinary : in.fieldExtraordinary), 0.0, 1e-5);
            EXPECT_LT(glm::dot(ray, n), 0.0);
            // Snell's law for waves: the part along the boundary stays.
            EXPECT_NEAR(glm::length(glm::cross(k, n)), glm::length(glm::cross(d, n)), 1e-9);
        }
    }
}

TEST(CrystalBoundary, OfACrystalWithoutDoubleRefractionIsThatOfGlass) {
    Directions directions;
    for (int i = 0; i < 500; ++i) {
        const Crystal c = crystal(1.77, 1.77, directions.next());
        const glm::dvec3 n = directions.next(), d = directions.into(n);
        const auto glass = reference::meet(1.0, 1.77, {d.x, d.y, d.z}, {-n.x, -n.y, -n.z});
        EXPECT_NEAR(shared64::enterCrystal(c, n, d).outside, glass.reflectance, 1e-6);
    }
}

// A wave that enters and leaves again the way it came has the same share of power both ways (Helmholtz).
TEST(CrystalBoundary, IsTheSameBothWays) {
    Directions directions;
    for (int i = 0; i < 500; ++i) {
        const Crystal c = crystal(kCalciteO, kCalciteE, directions.next());
        const glm::dvec3 n = directions.next(), d = directions.into(n);
        const CrystalSplit in = shared64::enterCrystal(c, n, d);
        const CrystalSplit o = shared64::leaveCrystal(c, n, -in.kOrdinary, in.fieldOrdinary);
        const CrystalSplit e = shared64::leaveCrystal(c, n, -in.kExtraordinary, in.fieldExtraordinary);
        // Unpolarised light is half of what one wave can become.
        EXPECT_NEAR(0.5 * o.outside, in.ordinary, 1e-9);
        EXPECT_NEAR(0.5 * e.outside, in.extraordinary, 1e-9);
        EXPECT_NEAR(glm::dot(o.kOutside, -d), 1.0, 1e-9);
    }
}

TEST(CrystalBoundary, HasOrdinaryAndExtraordinaryWavesAlikeAlongTheAxis) {
    const glm::dvec3 up(0.0, 1.0, 0.0);
    const CrystalSplit in = shared64::enterCrystal(crystal(kCalciteO, kCalciteE, up), up, -up);
    EXPECT_NEAR(glm::length(in.kExtraordinary), kCalciteO, 1e-5);
    const double glass = std::pow((kCalciteO - 1.0) / (kCalciteO + 1.0), 2);
    EXPECT_NEAR(in.outside, glass, 1e-5);
    EXPECT_NEAR(in.ordinary, in.extraordinary, 1e-5);
}

// The walk-off of a calcite rhomb: light straight through the cleavage face, whose normal makes 44.6 degrees with the
// axis, parts by 6.2 degrees (Hecht, Optics, 8.4.1).
TEST(CrystalBoundary, PartsRaysInACalciteRhombAsIsPublished) {
    const double tilt = radians(44.6);
    const glm::dvec3 up(0.0, 1.0, 0.0), axis(std::sin(tilt), std::cos(tilt), 0.0);
    const Crystal c = crystal(kCalciteO, kCalciteE, axis);
    const CrystalSplit in = shared64::enterCrystal(c, up, -up);
    const glm::dvec3 o = shared64::crystalRay(c, in.kOrdinary, true);
    const glm::dvec3 e = shared64::crystalRay(c, in.kExtraordinary, false);
    EXPECT_NEAR(degrees(std::acos(glm::dot(o, -up))), 0.0, 1e-6);
    EXPECT_NEAR(degrees(std::acos(glm::dot(o, e))), 6.2, 0.05);
}

TEST(CrystalBoundary, AbsorbsBySquaresOfTheFieldsCosines) {
    const glm::dvec3 axis(0.0, 1.0, 0.0);
    const Crystal c = crystal(1.77, 1.76, axis);
    EXPECT_NEAR(shared64::crystalAbsorption(c, 0.2, 0.8, {0.0, 1.0, 0.0}), 0.8, 1e-12);
    EXPECT_NEAR(shared64::crystalAbsorption(c, 0.2, 0.8, {1.0, 0.0, 0.0}), 0.2, 1e-12);
    EXPECT_NEAR(shared64::crystalAbsorption(c, 0.2, 0.8, {std::sqrt(0.5), std::sqrt(0.5), 0.0}), 0.5, 1e-12);
}

class CrystalStone : public ::testing::Test {
  protected:
    const gem::Solid solid_ = cut("round-brilliant").body.solid.scaled(6.5);

    struct Mean {
        double radiance = 0.0, standardError = 0.0;
    };
    // Over a grid of rays from above, tilted a little, the table and the crown.
    template <class Trace>
    Mean over(int rays, const Trace& trace) const {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> place(-2.6, 2.6);
        double sum = 0.0, squares = 0.0;
        for (int i = 0; i < rays; ++i) {
            const glm::dvec3 direction = glm::normalize(glm::dvec3(0.1, -1.0, 0.05));
            const double radiance =
                trace(gem::Ray{glm::dvec3(place(random), 0.0, place(random)) - 30.0 * direction, direction});
            sum += radiance;
            squares += radiance * radiance;
        }
        const double mean = sum / rays;
        return {mean, std::sqrt(std::max(squares / rays - mean * mean, 0.0) / rays)};
    }
    gem::Dice dice() {
        return [this] { return unit_(random_); };
    }

  private:
    std::mt19937 random_{17};
    std::uniform_real_distribution<double> unit_;
};

gem::Surroundings uniformLight() {
    return {.radiance = [](const gem::Ray&) { return 1.0; }, .meanRadiance = 1.0};
}

gem::Surroundings skyLight() {
    return {.radiance = [](const gem::Ray& ray) { return 1.0 + 0.8 * ray.direction.y; }, .meanRadiance = 1.0};
}

TEST_F(CrystalStone, ReturnsUniformLightUnchangedWhenLossless) {
    const gem::CrystalMedium zircon{.ordinary = 1.925, .extraordinary = 1.984, .opticAxis = {0.0, 0.0, 1.0}};
    for (const int hits : {3, 24}) {
        const Mean mean = over(300, [&](const gem::Ray& ray) {
            return gem::traceCrystal(solid_, zircon, ray, uniformLight(), dice(), {.hits = hits}).radiance;
        });
        EXPECT_NEAR(mean.radiance, 1.0, 1e-9);
    }
}

TEST_F(CrystalStone, AddsUpToOne) {
    const gem::CrystalMedium ruby{.ordinary = 1.768,
                                  .extraordinary = 1.760,
                                  .absorptionOrdinary_mm = 0.3,
                                  .absorptionExtraordinary_mm = 0.1,
                                  .opticAxis = glm::normalize(glm::dvec3(0.2, 1.0, 0.3))};
    over(300, [&](const gem::Ray& ray) {
        const gem::Shares s = gem::traceCrystal(solid_, ruby, ray, skyLight(), dice()).shares;
        EXPECT_NEAR(s.missed + s.reflected + s.escaped + s.absorbed + s.tail, 1.0, 1e-9);
        return 0.0;
    });
}

TEST_F(CrystalStone, IsTheIsotropicOneWhereTheIndicesAgree) {
    const gem::CrystalMedium crystal{.ordinary = 1.9,
                                     .extraordinary = 1.9,
                                     .absorptionOrdinary_mm = 0.05,
                                     .absorptionExtraordinary_mm = 0.05,
                                     .opticAxis = {0.6, 0.8, 0.0}};
    const Mean doubly = over(6000, [&](const gem::Ray& ray) {
        return gem::traceCrystal(solid_, crystal, ray, skyLight(), dice()).radiance;
    });
    const Mean simply = over(6000, [&](const gem::Ray& ray) {
        return gem::traceStone(solid_, {.index = 1.9, .absorption_mm = 0.05}, ray, skyLight()).radiance;
    });
    // Polarisation, which only the crystal follows, changes little: under a quarter of a percent in a diamond.
    EXPECT_NEAR(doubly.radiance, simply.radiance, 0.005 * simply.radiance);
}

// Two isotropic stones, of the ordinary index and of the extraordinary one for the first wave, are what the moving view
// shows: for zircon close to the exact light, for calcite less so.
TEST_F(CrystalStone, IsNearlyTwoIsotropicStones) {
    struct Case {
        double ordinary, extraordinary, within;
    };
    for (const Case& c : {Case{1.925, 1.984, 0.05}, Case{kCalciteO, kCalciteE, 0.10}}) {
        const gem::CrystalMedium medium{
            .ordinary = c.ordinary, .extraordinary = c.extraordinary, .opticAxis = {0.0, 0.0, 1.0}};
        const Mean exact = over(6000, [&](const gem::Ray& ray) {
            return gem::traceCrystal(solid_, medium, ray, skyLight(), dice()).radiance;
        });
        const Mean two = over(6000, [&](const gem::Ray& ray) {
            return 0.5 * (gem::traceStone(solid_, {.index = c.ordinary}, ray, skyLight()).radiance +
                          gem::traceStone(solid_, {.index = c.extraordinary}, ray, skyLight()).radiance);
        });
        EXPECT_NEAR(two.radiance, exact.radiance, c.within * exact.radiance);
    }
}

} // namespace
} // namespace vitrine::physics
