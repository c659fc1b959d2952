#include "catalogue.h"
#include "gem/fluorescence.h"
#include "gem/round_brilliant.h"
#include "gem/trace.h"
#include "optics/cie.h"
#include "optics/colour.h"
#include "shared/cpp.h"

#include <gtest/gtest.h>

#include <random>

// Fluorescence of stones: no more light comes out than went in, and in the colours of the centres that emit it.

namespace vitrine::physics {
namespace {

std::vector<std::shared_ptr<const gem::Species>> fluorescing() {
    std::vector<std::shared_ptr<const gem::Species>> all;
    for (const std::string& id : gemIds()) {
        const auto stone = std::make_shared<const gem::Species>(species(id));
        if (!stone->fluorescence) continue;
        all.push_back(stone);
        for (const auto& [grade, graded] : gem::fluorescenceGrades(stone)) all.push_back(graded);
    }
    return all;
}

glm::dvec2 colourOf(const gem::Fluorescence& f) {
    return optics::chromaticity(optics::xyzOfPower([&](double nm) { return f.emission.at(nm); }));
}

// What a ray gathers of a stone that emits everywhere alike, in its unit of length: the shared walk over the planes of
// engine/gem.
double gatheredAlong(const gem::Solid& solid, gem::Ray ray, double index, double absorption, int hits) {
    const auto entry = gem::findEntry(solid, ray);
    if (!entry) return 0.0;
    const glm::dvec3 n = solid.facets()[static_cast<std::size_t>(entry->facet)].plane.normal;
    const double cosine = std::min(-glm::dot(ray.direction, n), 1.0);
    shared64::GlowWalk walk{0.0, 1.0 - shared64::fresnelDielectric(cosine, index)};
    ray = {ray.origin + ray.direction * entry->distance_mm, shared64::refractDirection(ray.direction, n, 1.0 / index)};
    int facet = entry->facet;
    for (int i = 0; i < hits && walk.kept > 1e-6; ++i) {
        const gem::FacetHit hit = gem::findExit(solid, ray, facet);
        facet = hit.facet;
        const glm::dvec3 m = solid.facets()[static_cast<std::size_t>(facet)].plane.normal;
        const double along = glm::dot(ray.direction, m);
        walk = shared64::glowOfLeg(walk, hit.distance_mm, absorption,
                                   shared64::fresnelDielectric(std::min(along, 1.0), 1.0 / index));
        ray = {ray.origin + ray.direction * hit.distance_mm, glm::normalize(ray.direction - 2.0 * along * m)};
    }
    return shared64::gatheredInAll(walk, index, absorption, solid.meanChord());
}

// Some light is caught for hundreds of facets, so that means have a long tail.
struct Share {
    double mean = 0.0, standardError = 0.0;
};

// The power that leaves a stone over that which it emits inside: over all lines through a sphere about it.
Share shareThatLeaves(const gem::Solid& solid, double index, double absorption, int hits) {
    constexpr int kLines = 30000;
    constexpr double kRadius = 0.8; // widths
    std::mt19937 random(4);
    std::uniform_real_distribution<double> unit;
    double sum = 0.0, squares = 0.0;
    for (int i = 0; i < kLines; ++i) {
        const double y = 2.0 * unit(random) - 1.0, turn = 2.0 * kPi * unit(random), r = std::sqrt(1.0 - y * y);
        const glm::dvec3 d(r * std::cos(turn), y, r * std::sin(turn));
        const glm::dvec3 u =
            glm::normalize(glm::cross(d, std::abs(y) < 0.9 ? glm::dvec3(0, 1, 0) : glm::dvec3(1, 0, 0)));
        const glm::dvec3 v = glm::cross(d, u);
        const double out = kRadius * std::sqrt(unit(random)), phi = 2.0 * kPi * unit(random);
        const glm::dvec3 origin = out * (std::cos(phi) * u + std::sin(phi) * v) - 2.0 * d;
        const double gathered = gatheredAlong(solid, {origin, d}, index, absorption, hits);
        sum += gathered;
        squares += gathered * gathered;
    }
    // Radiance outside is emission x gathered / n^2; 4 pi directions, a disc of lines each.
    const double unitOfShare = kPi * kRadius * kRadius / (index * index * solid.polyhedron().volume());
    const double mean = sum / kLines;
    return {.mean = unitOfShare * mean,
            .standardError = unitOfShare * std::sqrt((squares / kLines - mean * mean) / kLines)};
}

TEST(Fluorescence, EmitsLessThanWhatFallsOntoTheStone) {
    const auto all = fluorescing();
    ASSERT_GE(all.size(), 7u); // ruby, diamond and its five grades
    for (const auto& stone : all) {
        const gem::Fluorescence& f = *stone->fluorescence;
        EXPECT_GT(f.emission_nm(), f.excitation_nm) << stone->id << ": Stokes";
        EXPECT_LE(f.emittedShare(), f.absorbedShare * f.excitation_nm / f.emission_nm()) << stone->id;
        EXPECT_LT(f.emittedShare(), 1.0) << stone->id;
        EXPECT_FALSE(stone->sources.at("fluorescence").empty()) << stone->id;
    }
}

TEST(Fluorescence, GrowsWithTheGradesOfADiamondFromNone) {
    const auto diamond = std::make_shared<const gem::Species>(species("diamond"));
    EXPECT_EQ(diamond->fluorescence->grade, "none");
    EXPECT_FALSE(diamond->fluorescence->shines());
    const auto grades = gem::fluorescenceGrades(diamond);
    double last = -1.0;
    for (const char* grade : {"none", "faint", "medium", "strong", "very-strong"}) {
        const gem::Fluorescence& f = *grades.at(grade)->fluorescence;
        EXPECT_GT(f.emittedShare(), last) << grade;
        EXPECT_EQ(gem::opticsOf(grades.at(grade)), diamond) << grade;
        last = f.emittedShare();
    }
    EXPECT_EQ(grades.at("none"), diamond);
}

// N3 is seen as blue (Luo and Breeding 2013); the R lines of ruby are the red of 693 nm, x 0.734, y 0.266 (CIE 015).
TEST(Fluorescence, HasTheColourOfItsCentre) {
    const glm::dvec2 diamond = colourOf(*species("diamond").fluorescence),
                     ruby = colourOf(*species("ruby").fluorescence);
    EXPECT_NEAR(diamond.x, 0.15, 0.02);
    EXPECT_LT(diamond.y, 0.10);
    EXPECT_NEAR(ruby.x, 0.734, 0.003);
    EXPECT_NEAR(ruby.y, 0.266, 0.003);
}

TEST(Fluorescence, KnowsTheAreaBehindACrown) {
    const gem::Solid stone = gem::roundBrilliant({}).scaled(6.5);
    // A circle of facets over 0.2041 of the cube of the width (stone_test.cpp).
    EXPECT_NEAR(gem::crownOverVolume(stone) * 6.5, 0.25 * kPi / 0.2041, 0.02 * 3.85);
}

TEST(Fluorescence, LeavesTheStoneWholeWhereNothingIsAbsorbedAgain) {
    const gem::Solid stone = gem::roundBrilliant({});
    for (const double index : {1.77, 2.45}) {
        const Share all = shareThatLeaves(stone, index, 0.0, 4000);
        EXPECT_LT(all.mean, 1.0 + 3.0 * all.standardError) << index;
        EXPECT_GT(all.mean, 0.9) << index << " +- " << all.standardError;
        EXPECT_LT(all.standardError, 0.03) << index;
        // The still's limit, and the moving view's.
        for (const int hits : {256, 100})
            EXPECT_NEAR(shareThatLeaves(stone, index, 0.0, hits).mean / all.mean, 1.0, 0.04)
                << index << ", " << hits << " facets";
    }
}

TEST(Fluorescence, LosesWhatTheStoneAbsorbsAgain) {
    const gem::Solid stone = gem::roundBrilliant({});
    double last = shareThatLeaves(stone, 1.77, 0.0, 256).mean;
    for (const double absorption : {0.2, 1.0, 5.0}) {
        const double left = shareThatLeaves(stone, 1.77, absorption, 256).mean;
        EXPECT_LT(left, 0.95 * last) << absorption;
        EXPECT_NEAR(shareThatLeaves(stone, 1.77, absorption, 100).mean / left, 1.0, 0.04) << absorption;
        last = left;
    }
}

} // namespace
} // namespace vitrine::physics
