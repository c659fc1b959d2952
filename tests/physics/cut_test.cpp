#include "catalogue.h"

#include <gtest/gtest.h>

// The reference brilliant 57/34/40.7, star 50, lower half 80, girdle 2.5. Source of the figures: the closed form itself
// for the heights, the volume of the polyhedron built from it by another program; docs/physics.md lists them.

namespace vitrine::physics {
namespace {

TEST(ReferenceBrilliant, HasItsPublishedProportions) {
    const gem::Proportions proportions = cut("round-brilliant").proportions;
    EXPECT_NEAR(100.0 * proportions.depth, 60.0, 0.05);
    EXPECT_NEAR(100.0 * proportions.crownHeight, 14.5, 0.05);
    EXPECT_NEAR(100.0 * proportions.pavilionDepth, 43.0, 0.05);
    EXPECT_NEAR(100.0 * proportions.table, 57.0, 1e-9);
    EXPECT_NEAR(100.0 * proportions.girdle, 2.5, 1e-9);
}

TEST(ReferenceBrilliant, WeighsItsVolume) {
    const gem::Cut reference = cut("round-brilliant");
    EXPECT_NEAR(reference.solid.polyhedron().volume(), 0.2041, 1.5e-4);
    EXPECT_NEAR(gem::carat(reference.solid.scaled(6.5), species("diamond").density_g_cm3), 0.986, 5e-4);
}

TEST(ReferenceBrilliant, OfARoundGirdleHasThePublishedVolume) {
    // The catalogue's girdle is a polygon inside the circle; with many planes its volume is that of the published
    // figure.
    EXPECT_NEAR(gem::roundBrilliant({.girdleFacets = 256}).polyhedron().volume(), 0.2041, 5e-5);
    EXPECT_NEAR(gem::carat(gem::roundBrilliant({.girdleFacets = 256}).scaled(6.5), 3.52), 0.986, 5e-4);
}

} // namespace
} // namespace vitrine::physics
