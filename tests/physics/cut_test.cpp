#include "catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>

// The reference brilliant 57/34/40.7, star 50, lower half 80, girdle 2.5. Source of the figures: the closed form itself
// for the heights, the volume of the polyhedron built from it by another program; docs/physics.md lists them.

namespace vitrine::physics {
namespace {

TEST(ReferenceBrilliant, HasItsPublishedProportions) {
    const gem::Proportions proportions = cut("round-brilliant").body.proportions;
    EXPECT_NEAR(100.0 * proportions.depth, 60.0, 0.05);
    EXPECT_NEAR(100.0 * proportions.crownHeight, 14.5, 0.05);
    EXPECT_NEAR(100.0 * proportions.pavilionDepth, 43.0, 0.05);
    EXPECT_NEAR(100.0 * proportions.table, 57.0, 1e-9);
    EXPECT_NEAR(100.0 * proportions.girdle, 2.5, 1e-9);
}

TEST(ReferenceBrilliant, WeighsItsVolume) {
    const gem::Cut reference = cut("round-brilliant");
    EXPECT_NEAR(reference.body.solid.polyhedron().volume(), 0.2041, 1.5e-4);
    EXPECT_NEAR(gem::carat(reference.body.solid.scaled(6.5), species("diamond").density_g_cm3), 0.986, 5e-4);
}

TEST(ReferenceBrilliant, OfARoundGirdleHasThePublishedVolume) {
    // The catalogue's girdle is a polygon inside the circle; with many planes its volume is that of the published
    // figure.
    EXPECT_NEAR(gem::roundBrilliant({.girdleFacets = 256}).polyhedron().volume(), 0.2041, 5e-5);
    EXPECT_NEAR(gem::carat(gem::roundBrilliant({.girdleFacets = 256}).scaled(6.5), 3.52), 0.986, 5e-4);
}

int polishedFacets(const gem::Solid& solid) {
    int count = 0;
    for (const gem::Facet& facet : solid.facets()) count += facet.kind != gem::FacetKind::girdle;
    return count;
}

TEST(EmeraldCut, LiesWithinTheTradeRanges) { // mydiamondcuts.com (excellent): table 60-65, depth 58-65 %
    for (const char* id : {"emerald-cut", "asscher-cut"}) {
        const gem::Cut step = cut(id);
        EXPECT_GE(step.body.proportions.table, 0.60 - 1e-9) << id;
        EXPECT_LE(step.body.proportions.table, 0.65) << id;
        EXPECT_GE(step.body.proportions.depth, 0.58) << id;
        EXPECT_LE(step.body.proportions.depth, 0.65) << id;
        EXPECT_EQ(polishedFacets(step.body.solid), 1 + 3 * 8 + 3 * 8) << id;
    }
    EXPECT_NEAR(cut("emerald-cut").body.proportions.length, 1.4, 1e-12);
    EXPECT_NEAR(cut("asscher-cut").body.proportions.length, 1.0, 1e-12);
}

// What a carat of diamond measures on the average of the market, in mm; stones differ by how deep their makers leave
// them.
TEST(FancyBrilliants, WeighNearlyWhatTheTradesSizesSay) {
    const std::tuple<const char*, double> widths[]{{"oval", 5.6}, {"pear", 5.5}, {"marquise", 5.1}, {"trillion", 7.2}};
    for (const auto& [id, width_mm] : widths)
        EXPECT_NEAR(cut(id).body.solid.scaled(width_mm).polyhedron().volume() * 3.52 / 200.0, 1.0, 0.10) << id;
}

TEST(FancyBrilliants, LieWithinTheTradeRanges) { // diamondcuttersintl.com (oval), mydiamondcuts.com: table, depth
    const std::tuple<const char*, double, double, double, double> ranges[]{{"oval", 0.53, 0.60, 0.593, 0.61},
                                                                           {"pear", 0.55, 0.62, 0.58, 0.64},
                                                                           {"marquise", 0.55, 0.63, 0.58, 0.64},
                                                                           {"cushion", 0.58, 0.66, 0.61, 0.68}};
    for (const auto& [id, leastTable, mostTable, leastDepth, mostDepth] : ranges) {
        const gem::Proportions found = cut(id).body.proportions;
        EXPECT_GE(found.table, leastTable) << id;
        EXPECT_LE(found.table, mostTable) << id;
        EXPECT_GE(found.depth, leastDepth) << id;
        EXPECT_LE(found.depth, mostDepth) << id;
        EXPECT_EQ(polishedFacets(cut(id).body.solid), 57) << id;
    }
}

TEST(EmeraldCut, HasStepsParallelToItsSides) {
    // Each facet's edge towards the girdle is level: two of its corners at its greatest and two at its least distance.
    const gem::Solid solid = cut("emerald-cut").body.solid;
    for (std::size_t f = 0; f < solid.facets().size(); ++f) {
        if (solid.facets()[f].kind != gem::FacetKind::crownStep) continue;
        std::vector<double> heights;
        for (const int v : solid.polyhedron().faces[f])
            heights.push_back(solid.polyhedron().vertices[static_cast<std::size_t>(v)].y);
        std::sort(heights.begin(), heights.end());
        ASSERT_EQ(heights.size(), 4u) << f;
        EXPECT_NEAR(heights[0], heights[1], 1e-9) << f;
        EXPECT_NEAR(heights[2], heights[3], 1e-9) << f;
    }
}

TEST(EveryCut, IsCutSteeperForLowerIndices) {
    for (const char* id : {"round-brilliant", "emerald-cut", "asscher-cut"}) {
        const gem::Cut some = cut(id);
        const auto depth = [&](gem::IndexGroup group) { return some.bodyFor(group).proportions.pavilionDepth; };
        EXPECT_LT(depth(gem::IndexGroup::diamond), depth(gem::IndexGroup::middle)) << id;
        EXPECT_LT(depth(gem::IndexGroup::middle), depth(gem::IndexGroup::low)) << id;
    }
}

// The trade's estimate: carats = 0.0027 length width depth density (facts of weight formulae by cut, S82 there).
TEST(Cabochons, WeighWhatTheTradeEstimates) {
    for (const char* id : {"round-cabochon", "oval-cabochon"}) {
        const gem::CutBody& body = cut(id).body;
        const gem::Proportions& p = body.proportions;
        const double carats = body.volume() / 200.0, trade = 0.0027 * p.length * p.depth; // of density 1 and width 1 mm
        EXPECT_NEAR(carats / trade, 1.0, 0.06) << id;
    }
}

TEST(Cabochons, AreHeldByTheirHulls) {
    for (const char* id : {"round-cabochon", "oval-cabochon", "round-pearl"}) {
        const gem::CutBody& body = cut(id).body;
        const gem::Polyhedron& hull = body.solid.polyhedron();
        EXPECT_NEAR(hull.greatest().x - hull.least().x, 1.0, 1e-9);
        EXPECT_NEAR(hull.greatest().z - hull.least().z, body.proportions.length, 1e-9);
        EXPECT_NEAR(hull.greatest().y - hull.least().y, body.proportions.depth, 1e-9);
        EXPECT_GT(hull.volume(), body.volume());
        EXPECT_LT(hull.volume(), 1.1 * body.volume());
    }
}

// 3.75 g are a momme and 18.75 ct; a pearl of 7 mm weighs 2.42 ct at 2.70 g/cm3 (sphere).
TEST(Pearls, AreSpheres) {
    const gem::CutBody& pearl = cut("round-pearl").body;
    EXPECT_NEAR(pearl.volume(), kPi / 6.0, 1e-12);
    EXPECT_NEAR(pearl.volume() * 343.0 * species("white-pearl").density_g_cm3 / 200.0, 2.42, 0.02);
}

} // namespace
} // namespace vitrine::physics
