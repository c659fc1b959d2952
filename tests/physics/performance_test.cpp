#include "catalogue.h"
#include "gem/crystal.h"
#include "gem/trace.h"
#include "performance/crystal.h"
#include "performance/face_up.h"
#include "performance/isotropic.h"
#include "performance/laboratory_picture.h"
#include "performance/light_return.h"
#include "performance/sampling.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

// Light performance. Sources: the definitions of `vitrine gem --help`; published findings stand with their tests.

namespace vitrine::physics {
namespace {

using performance::Estimate;
using performance::LightOfRay;

const performance::RaySets kFew{.rays = 1 << 11, .repetitions = 8};

gem::Solid brilliant(const gem::RoundBrilliant& proportions = {}) {
    return gem::roundBrilliant(proportions).scaled(6.5);
}

// Three standard errors of the difference.
double threeErrors(const Estimate& a, const Estimate& b) {
    return 3.0 * std::hypot(a.standardError, b.standardError);
}

double sum(const performance::LightReturn& l) {
    return l.glare.value + l.lightReturn.value + l.leakage.value + l.absorbed.value + l.residue.value;
}

TEST(LightReturn, GlareReturnAndLeakageAddUpToOneWhenLossless) {
    for (const gem::Solid& solid : {brilliant(), cut("emerald-cut").body.solid.scaled(5.0)}) {
        const auto light =
            performance::lightReturn(solid, performance::isotropicLight(solid, species("diamond")), kFew);
        EXPECT_NEAR(light.glare.value + light.lightReturn.value + light.leakage.value, 1.0, 0.001);
        EXPECT_LT(light.residue.value, 1e-5);
        EXPECT_NEAR(sum(light), 1.0, 1e-12);
    }
}

TEST(LightReturn, CountsWhatIsAbsorbed) {
    const gem::Solid solid = brilliant();
    const auto light = performance::lightReturn(solid, performance::isotropicLight(solid, species("ruby")), kFew);
    EXPECT_GT(light.absorbed.value, 0.1);
    EXPECT_LT(light.residue.value, 1e-5);
    EXPECT_NEAR(sum(light), 1.0, 1e-12);
}

TEST(LightReturn, IsThatOfTheStoneWhateverItsSizeWhenLossless) {
    const gem::Species diamond = species("diamond");
    const gem::Solid small = brilliant(), large = small.scaled(3.0);
    const auto a = performance::lightReturn(small, performance::isotropicLight(small, diamond), kFew);
    const auto b = performance::lightReturn(large, performance::isotropicLight(large, diamond), kFew);
    EXPECT_NEAR(a.lightReturn.value, b.lightReturn.value, 1e-6);
    EXPECT_NEAR(a.weightedLightReturn.value, b.weightedLightReturn.value, 1e-6);
}

// The stone turned about its axis.
gem::Solid turned(const gem::Solid& solid, double angle_deg) {
    const double c = std::cos(radians(angle_deg)), s = std::sin(radians(angle_deg));
    std::vector<gem::Facet> facets = solid.facets();
    for (gem::Facet& facet : facets) {
        glm::dvec3& n = facet.plane.normal;
        n = {c * n.x + s * n.z, n.y, c * n.z - s * n.x};
    }
    return gem::Solid(std::move(facets));
}

TEST(LightReturn, IsThatOfTheStoneTurnedByItsSymmetry) {
    const gem::Species diamond = species("diamond");
    const gem::Solid solid = brilliant();
    const performance::RaySets sets{.rays = 1 << 12, .repetitions = 8};
    const auto before = performance::lightReturn(solid, performance::isotropicLight(solid, diamond), sets);
    const gem::Solid other = turned(solid, 45.0);
    const auto after = performance::lightReturn(other, performance::isotropicLight(other, diamond), sets);
    EXPECT_NEAR(before.lightReturn.value, after.lightReturn.value, threeErrors(before.lightReturn, after.lightReturn));
    EXPECT_NEAR(before.weightedLightReturn.value, after.weightedLightReturn.value,
                threeErrors(before.weightedLightReturn, after.weightedLightReturn));
    EXPECT_LT(before.lightReturn.standardError, 0.002);
}

// GIA's study of 1998 (Hemphill, Reinitz, Johnson & Shigley, Gems & Gemology 34, 158) took this stone, and crowns of
// all angles on it: table 56, pavilion 40.5, star 50, lower half 75, girdle 3, culet 0.5.
double weightedReturn(double crown_deg) {
    const gem::Solid solid = brilliant({.table = 0.56,
                                        .crown_deg = crown_deg,
                                        .pavilion_deg = 40.5,
                                        .star = 0.5,
                                        .lowerHalf = 0.75,
                                        .girdle = 0.03,
                                        .culet = 0.005});
    const LightOfRay light = performance::isotropicLight(solid, species("diamond"), {.residue = 1e-4});
    return performance::lightReturn(solid, light, {.rays = 1 << 13, .repetitions = 8}).weightedLightReturn.value;
}

struct Parabola {
    double a = 0.0, b = 0.0, c = 0.0; // a x^2 + b x + c
    double vertex() const { return -0.5 * b / a; }
    double at(double x) const { return (a * x + b) * x + c; }
};

// Least squares through points with x measured from 23, so that the sums stay small.
Parabola fitted(const std::vector<glm::dvec2>& points) {
    glm::dmat3 sums(0.0);
    glm::dvec3 right(0.0);
    for (const glm::dvec2& p : points) {
        const glm::dvec3 powers(p.x * p.x, p.x, 1.0);
        sums += glm::outerProduct(powers, powers);
        right += powers * p.y;
    }
    const glm::dvec3 solution = glm::inverse(sums) * right;
    return {solution.x, solution.y, solution.z};
}

TEST(WeightedLightReturn, IsGreatestAtACrownOfAbout23Degrees) {
    constexpr double kOrigin_deg = 23.0;
    std::vector<glm::dvec2> points;
    for (double crown = 18.0; crown <= 28.0; crown += 1.0)
        points.push_back({crown - kOrigin_deg, weightedReturn(crown)});
    const Parabola parabola = fitted(points);
    EXPECT_LT(parabola.a, 0.0);
    EXPECT_NEAR(parabola.vertex() + kOrigin_deg, 22.5, 1.0);
    // Among crowns of ten degrees or more none is better still, and those over 34.5 never come near it.
    const double best = parabola.at(parabola.vertex());
    for (const double crown : {10.0, 12.0, 14.0, 16.0, 30.0, 32.0, 34.0})
        EXPECT_LT(weightedReturn(crown), best) << crown;
    for (const double crown : {35.0, 37.0, 40.0, 45.0, 50.0}) EXPECT_LT(weightedReturn(crown), 0.95 * best) << crown;
}

TEST(FaceUp, RadianceIsThatOfTheFinelyStratifiedView) {
    // stone_test.cpp: 0.741 at 550 nm, without the tail, by another program and by the tracer of engine/gem.
    const gem::Solid solid = brilliant();
    const auto face = performance::faceUp(solid, performance::isotropicLight(solid, species("diamond")), kFew);
    EXPECT_NEAR(face.radiance.value, 0.741, 0.005);
    EXPECT_NEAR(face.green.value + face.red.value + face.blue.value, face.radiance.value, 1e-12);
    EXPECT_LT(face.residue.value, 1e-5);
}

TEST(FaceUp, GrowsFieryWithDispersionOnly) {
    const gem::Solid solid = brilliant();
    gem::Species flat = species("diamond");
    flat.ordinary = flat.ordinary.scaled(0.0);
    const auto none = performance::faceUp(solid, performance::isotropicLight(solid, flat), kFew);
    EXPECT_NEAR(none.fire_deg.value, 0.0, 1e-6);
    gem::Species half = species("diamond");
    half.ordinary = half.ordinary.scaled(0.5);
    const auto some = performance::faceUp(solid, performance::isotropicLight(solid, half), kFew);
    const auto whole = performance::faceUp(solid, performance::isotropicLight(solid, species("diamond")), kFew);
    EXPECT_GT(some.fire_deg.value, 0.3 * whole.fire_deg.value);
    EXPECT_LT(some.fire_deg.value, 0.7 * whole.fire_deg.value);
}

TEST(Aset, ZonesChangeAt45And75Degrees) {
    const auto zone = [](double elevation_deg) {
        return performance::asetZone({std::cos(radians(elevation_deg)), std::sin(radians(elevation_deg)), 0.0});
    };
    EXPECT_EQ(zone(-1.0), performance::AsetZone::leak);
    EXPECT_EQ(zone(1.0), performance::AsetZone::green);
    EXPECT_EQ(zone(44.0), performance::AsetZone::green);
    EXPECT_EQ(zone(46.0), performance::AsetZone::red);
    EXPECT_EQ(zone(74.0), performance::AsetZone::red);
    EXPECT_EQ(zone(76.0), performance::AsetZone::blue);
}

// The zone that the middle of the table shows: by way of a main, the main opposite and the table again.
performance::AsetZone tableReflection(double pavilion_deg) {
    const gem::Solid solid = gem::roundBrilliant({.pavilion_deg = pavilion_deg});
    const glm::dvec3 point(0.0, solid.polyhedron().greatest().y, 0.03);
    performance::RayLight light;
    performance::isotropicLight(solid, species("diamond"))({point, {0, -1, 0}, 0, 550.0}, light);
    for (const performance::Meeting& meeting : light.meetings)
        if (meeting.leaving > 0.0) return performance::asetZone(meeting.direction);
    return performance::AsetZone::leak;
}

TEST(Aset, TableReflectionTurnsFromGreenToRedAtAPavilionOf40p76Degrees) { // ASET practice (whiteflash.com): +- 0.02
    EXPECT_EQ(tableReflection(40.74), performance::AsetZone::green);
    EXPECT_EQ(tableReflection(40.78), performance::AsetZone::red);
}

// The colour, 0 to 255, beside the middle of the table in the instrument's picture.
glm::ivec3 middleOfPicture(double pavilion_deg, const performance::Viewer& viewer) {
    const gem::Solid solid = brilliant({.pavilion_deg = pavilion_deg});
    const ByteImage picture = performance::drawLaboratoryPicture(
        solid, performance::isotropicLight(solid, species("diamond"), {.residue = 1e-3}), viewer,
        {.side = 24, .samples = 4}, [](double) {});
    const std::uint8_t* pixel = picture.pixel(12, 12);
    return {pixel[0], pixel[1], pixel[2]};
}

TEST(LaboratoryPicture, ShowsTheTableReflectionInItsColour) {
    const glm::ivec3 shallow = middleOfPicture(40.5, performance::asetViewer());
    EXPECT_GT(shallow.y, shallow.x + 40);
    const glm::ivec3 steep = middleOfPicture(41.0, performance::asetViewer());
    EXPECT_GT(steep.x, steep.y + 40);
    const glm::ivec3 scope = middleOfPicture(41.0, performance::idealScopeViewer());
    EXPECT_GT(scope.x, scope.y + 40);
}

TEST(Tilt, CurveIsSymmetricAndHighestFaceUp) {
    const gem::Solid solid = brilliant();
    const auto curve =
        performance::tiltCurve(solid, performance::isotropicLight(solid, species("diamond")),
                               std::vector<double>{-30.0, -15.0, 0.0, 15.0, 30.0}, {.rays = 1 << 11, .repetitions = 8});
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        const Estimate &left = curve[i].radiance, &right = curve[4 - i].radiance;
        EXPECT_NEAR(left.value, right.value, threeErrors(left, right));
        EXPECT_LT(left.standardError, 0.004);
        EXPECT_LT(left.value, curve[2].radiance.value);
    }
}

TEST(IsotropicLight, IsThatOfTheTracerOfEngineGem) {
    std::mt19937 random(12);
    std::normal_distribution<double> normal;
    const auto vector = [&] { return glm::dvec3(normal(random), normal(random), normal(random)); };
    for (const char* id : {"diamond", "ruby"})
        for (const gem::Solid& solid : {brilliant(), cut("asscher-cut").body.solid.scaled(5.0)}) {
            const gem::Species stone = species(id);
            const LightOfRay light = performance::isotropicLight(solid, stone, {.residue = 0.0, .meetings = 40});
            performance::RayLight found;
            for (int i = 0; i < 300; ++i) {
                const glm::dvec3 origin = 30.0 * glm::normalize(vector());
                const gem::Ray ray{origin, glm::normalize(vector() - origin)};
                const auto entry = gem::findEntry(solid, ray);
                if (!entry) continue;
                light({origin + entry->distance_mm * ray.direction, ray.direction, entry->facet, 500.0}, found);
                const gem::Surroundings dark{.radiance = [](const gem::Ray&) { return 0.0; }};
                const gem::StoneLight expected =
                    gem::traceStone(solid, gem::mediumAt(stone, 500.0), ray, dark, {.hits = 40, .leastWeight = 0.0});
                std::vector<int> sequence{entry->facet};
                double escaped = 0.0;
                for (const performance::Meeting& meeting : found.meetings) {
                    sequence.push_back(meeting.facet);
                    escaped += meeting.leaving;
                }
                EXPECT_EQ(sequence, expected.sequence);
                EXPECT_NEAR(found.reflected, expected.shares.reflected, 1e-12);
                EXPECT_NEAR(escaped, expected.shares.escaped, 1e-9);
            }
        }
}

// Over many draws at one place the mean is the light of the tracer of engine/gem, which draws on its own.
TEST(CrystalLight, IsThatOfTheTracerOfEngineGem) {
    const gem::Species zircon = species("blue-zircon");
    const gem::Solid solid = brilliant();
    const LightOfRay light = performance::crystalLight(solid, zircon, {.residue = 0.0, .meetings = 40});
    const gem::Ray ray{{1.1, 20.0, 0.4}, {0.0, -1.0, 0.0}};
    const auto entry = gem::findEntry(solid, ray);
    ASSERT_TRUE(entry);
    std::mt19937 random(8);
    std::uniform_real_distribution<double> unit;
    const gem::Surroundings sky{.radiance = [](const gem::Ray& seen) { return std::max(seen.direction.y, 0.0); }};
    constexpr int draws = 20000;
    double sums[2] = {}, squares[2] = {};
    performance::RayLight found;
    for (int i = 0; i < draws; ++i) {
        light({ray.origin + entry->distance_mm * ray.direction, ray.direction, entry->facet, 500.0,
               static_cast<std::uint32_t>(i)},
              found);
        double seen[2] = {found.reflected * std::max(found.mirrored.y, 0.0), 0.0};
        for (const performance::Meeting& m : found.meetings) seen[0] += m.leaving * std::max(m.direction.y, 0.0);
        seen[1] = gem::traceCrystal(solid, gem::crystalMediumAt(zircon, 500.0), ray, sky, [&] { return unit(random); },
                                    {.hits = 40, .leastWeight = 0.0})
                      .radiance;
        for (const int k : {0, 1}) {
            sums[k] += seen[k];
            squares[k] += seen[k] * seen[k];
        }
    }
    const auto error2 = [&](int k) { return (squares[k] / draws - std::pow(sums[k] / draws, 2)) / draws; };
    EXPECT_GT(error2(0), 0.0);
    EXPECT_NEAR(sums[0] / draws, sums[1] / draws, 3.0 * std::sqrt(error2(0) + error2(1)));
}

TEST(CrystalLight, OfACrystalOfEqualIndicesIsThatOfAnIsotropicStone) {
    gem::Species stone = species("cubic-zirconia");
    const gem::Solid solid = brilliant();
    const auto simply = performance::faceUp(solid, performance::isotropicLight(solid, stone), kFew);
    stone.extraordinary = stone.ordinary;
    stone.absorptionExtraordinary = stone.absorptionOrdinary;
    stone.opticAxis = glm::normalize(glm::dvec3(0.3, 0.5, 0.8));
    const auto doubly = performance::faceUp(solid, performance::crystalLight(solid, stone), kFew);
    // Polarisation, which only the crystal follows, changes little: under a quarter of a percent in a diamond.
    EXPECT_NEAR(doubly.radiance.value, simply.radiance.value, 0.0025 + threeErrors(doubly.radiance, simply.radiance));
    EXPECT_NEAR(doubly.fire_deg.value, simply.fire_deg.value,
                0.01 * simply.fire_deg.value + threeErrors(doubly.fire_deg, simply.fire_deg));
    EXPECT_NEAR(doubly.contrast.value, simply.contrast.value,
                0.01 * simply.contrast.value + threeErrors(doubly.contrast, simply.contrast));
}

TEST(CrystalLight, AddsUpToOneWhetherItIsAbsorbedOrNot) {
    const gem::Solid solid = brilliant();
    for (const char* id : {"white-sapphire", "ruby"}) {
        const auto light = performance::lightReturn(solid, performance::crystalLight(solid, species(id)), kFew);
        EXPECT_NEAR(sum(light), 1.0, 1e-9) << id;
        EXPECT_LT(light.residue.value, 1e-5) << id;
    }
}

TEST(EvenPoints, FillEveryInterval) { // a net: of the first 2^k, one in each 2^k-th of every axis
    const performance::EvenPoints points(3);
    for (std::size_t axis = 0; axis < performance::EvenPoints::kDimensions; ++axis) {
        std::vector<int> count(64, 0);
        for (int i = 0; i < 64; ++i) ++count[static_cast<std::size_t>(points.at(i)[axis] * 64.0)];
        EXPECT_EQ(count, std::vector<int>(64, 1)) << axis;
    }
}

} // namespace
} // namespace vitrine::physics
