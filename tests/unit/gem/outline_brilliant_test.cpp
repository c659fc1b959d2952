#include "base/error.h"
#include "gem/cut.h"
#include "gem/outline_brilliant.h"
#include "gem/round_brilliant.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace vitrine::gem {
namespace {

struct Named {
    const char* name;
    OutlineBrilliant proportions;
};

const std::vector<Named> kStones{
    {"Oval", {.outline = {OutlineShape::oval, 1.4}}},
    {"LongOval", {.outline = {OutlineShape::oval, 1.7}, .keel = 1.0}},
    {"Cushion", {.outline = {OutlineShape::cushion, 1.0, 3.0}, .table = 0.6}},
    {"RectangularCushion", {.outline = {OutlineShape::cushion, 1.2, 3.0}, .table = 0.6}},
    {"Pear", {.outline = {OutlineShape::pear, 1.5}}},
    {"Marquise", {.outline = {OutlineShape::marquise, 2.0}}},
    {"Trillion", {.outline = {OutlineShape::trillion, 1.0, 0.11}, .table = 0.55, .keel = 0.6}},
};

double slope_deg(const Facet& facet) {
    return degrees(std::acos(std::abs(facet.plane.normal.y)));
}

std::vector<Facet> ofKind(const Solid& solid, FacetKind kind) {
    std::vector<Facet> found;
    std::ranges::copy_if(solid.facets(), std::back_inserter(found), [&](const Facet& f) { return f.kind == kind; });
    return found;
}

TEST(OutlineBrilliant, OverACircleIsTheRoundBrilliant) {
    const Solid round = roundBrilliant({.table = 0.6, .crown_deg = 33.0, .pavilion_deg = 41.0, .girdleFacets = 96});
    for (const double keel : {0.0, 1.0}) {
        const Solid outlined = outlineBrilliant({.outline = {OutlineShape::oval, 1.0},
                                                 .table = 0.6,
                                                 .crown_deg = 33.0,
                                                 .pavilion_deg = 41.0,
                                                 .keel = keel,
                                                 .girdle = 0.025});
        ASSERT_EQ(outlined.facets().size(), round.facets().size());
        for (std::size_t i = 0; i < round.facets().size(); ++i) {
            EXPECT_EQ(outlined.facets()[i].kind, round.facets()[i].kind) << i;
            EXPECT_NEAR(outlined.facets()[i].plane.distance, round.facets()[i].plane.distance, 1e-9) << i;
            EXPECT_LT(glm::length(outlined.facets()[i].plane.normal - round.facets()[i].plane.normal), 1e-9) << i;
        }
    }
}

class Stones : public ::testing::TestWithParam<Named> {};

TEST_P(Stones, HaveTheFacetsOfABrilliantAndTheWidthAndLengthAskedFor) {
    const OutlineBrilliant& made = GetParam().proportions;
    const Solid solid = outlineBrilliant(made); // whose facets all cover something, or it would have thrown
    const auto mains = static_cast<std::size_t>(mainsOf(made.outline));
    EXPECT_EQ(ofKind(solid, FacetKind::bezel).size(), mains);
    EXPECT_EQ(ofKind(solid, FacetKind::upperHalf).size(), 2 * mains);
    EXPECT_EQ(ofKind(solid, FacetKind::lowerHalf).size(), 2 * mains);
    EXPECT_EQ(solid.facets().size() - ofKind(solid, FacetKind::girdle).size(), 1 + 7 * mains);
    EXPECT_NEAR(solid.width(), 1.0, made.outline.shape == OutlineShape::trillion ? 1e-3 : 1e-12);
    const Proportions measured = measureProportions(solid);
    if (made.outline.shape != OutlineShape::trillion) {
        EXPECT_NEAR(measured.length, made.outline.length, 1e-12);
    }
    EXPECT_NEAR(measured.crownHeight, 0.5 * (1.0 - made.table) * std::tan(radians(made.crown_deg)), 1e-9);
}

// A stretched round's facets grow flatter towards its ends.
TEST_P(Stones, HaveEveryBezelAtItsAngleButThoseOfPoints) {
    const OutlineBrilliant& made = GetParam().proportions;
    const std::vector<Facet> bezels = ofKind(outlineBrilliant(made), FacetKind::bezel);
    for (std::size_t i = 0; i < bezels.size(); ++i) {
        const double lean = placeAt(made.outline, static_cast<double>(i) / static_cast<double>(bezels.size())).lean;
        EXPECT_NEAR(std::tan(radians(slope_deg(bezels[i]))), lean * std::tan(radians(made.crown_deg)), 1e-9) << i;
    }
}

TEST_P(Stones, HaveAllMainsAlikeInAKeelAndThroughOnePointWithoutOne) {
    OutlineBrilliant made = GetParam().proportions;
    made.keel = 1.0;
    const std::vector<Facet> alike = ofKind(outlineBrilliant(made), FacetKind::pavilionMain);
    for (std::size_t i = 0; i < alike.size(); ++i)
        if (placeAt(made.outline, static_cast<double>(i) / static_cast<double>(alike.size())).lean == 1.0) {
            EXPECT_NEAR(slope_deg(alike[i]), made.pavilion_deg, 1e-9) << i;
        }
    made.keel = 0.0;
    const glm::dvec2 centre = centreOf(made.outline);
    const Solid pointed = outlineBrilliant(made);
    const glm::dvec3 tip(centre.x, pointed.polyhedron().least().y, centre.y);
    for (const Facet& main : ofKind(pointed, FacetKind::pavilionMain))
        EXPECT_NEAR(glm::dot(main.plane.normal, tip), main.plane.distance, 1e-9);
}

TEST_P(Stones, AreTheirOwnMirrorImages) {
    const Solid solid = outlineBrilliant(GetParam().proportions);
    for (const Facet& facet : solid.facets()) {
        const glm::dvec3 mirrored = facet.plane.normal * glm::dvec3(-1.0, 1.0, 1.0);
        EXPECT_TRUE(std::ranges::any_of(solid.facets(), [&](const Facet& other) {
            return glm::length(other.plane.normal - mirrored) < 1e-9 &&
                   std::abs(other.plane.distance - facet.plane.distance) < 1e-9;
        }));
    }
}

TEST_P(Stones, HaveConvexOutlinesThatFaceTheirNormals) {
    const Outline& outline = GetParam().proportions.outline;
    constexpr int kPlaces = 960;
    for (int i = 0; i < kPlaces; ++i) {
        const double turn = (i + 0.5) / kPlaces, step = 1e-6;
        const OutlinePlace here = placeAt(outline, turn);
        const glm::dvec2 along = placeAt(outline, turn + step).at - placeAt(outline, turn - step).at;
        EXPECT_NEAR(glm::length(here.normal), 1.0, 1e-12);
        EXPECT_NEAR(glm::dot(glm::normalize(along), here.normal), 0.0, 1e-4) << turn;
        for (int j = 0; j < kPlaces; j += 7) // nothing lies beyond the tangent
            EXPECT_LT(glm::dot(placeAt(outline, static_cast<double>(j) / kPlaces).at - here.at, here.normal), 1e-9);
    }
}

TEST_P(Stones, NameTheProportionThatCannotBe) {
    OutlineBrilliant odd = GetParam().proportions;
    odd.keel = 1.2;
    EXPECT_THROW((void)outlineBrilliant(odd), Error);
    odd = GetParam().proportions;
    odd.girdleFacets = 100;
    EXPECT_THROW((void)outlineBrilliant(odd), Error);
    odd = GetParam().proportions;
    odd.table = std::nan("");
    EXPECT_THROW((void)outlineBrilliant(odd), Error);
}

INSTANTIATE_TEST_SUITE_P(Of, Stones, ::testing::ValuesIn(kStones), [](const auto& test) { return test.param.name; });

} // namespace
} // namespace vitrine::gem
