#include "gem/round_brilliant.h"
#include "gem/trace.h"

#include <gtest/gtest.h>

namespace vitrine::gem {
namespace {

Surroundings uniform(double radiance) {
    return {.radiance = [radiance](const Ray&) { return radiance; }, .meanRadiance = radiance};
}

// A slab 1 mm thick and so wide that no light reaches its sides within a few reflections.
Solid slab() {
    const double wide = 100.0;
    return Solid({{{{0, 1, 0}, 0.5}},
                  {{{0, -1, 0}, 0.5}},
                  {{{1, 0, 0}, wide}},
                  {{{-1, 0, 0}, wide}},
                  {{{0, 0, 1}, wide}},
                  {{{0, 0, -1}, wide}}});
}

TEST(TraceStone, ThroughAPlateFollowsTheClosedForm) {
    // Normal incidence, R = ((n-1)/(n+1))^2, a = exp(-alpha): T = (1-R)^2 a / (1 - R^2 a^2).
    const Medium medium{.index = 1.5, .absorption_mm = 0.2};
    const Surroundings below{.radiance = [](const Ray& ray) { return ray.direction.y < 0.0 ? 1.0 : 0.0; }};
    const StoneLight light = traceStone(slab(), medium, {{0.1, 5.0, 0.2}, {0, -1, 0}}, below);
    const double R = 0.04, a = std::exp(-0.2);
    EXPECT_NEAR(light.radiance, (1 - R) * (1 - R) * a / (1 - R * R * a * a), 1e-9);
    EXPECT_EQ(light.sequence[0], 0);
    EXPECT_EQ(light.sequence[1], 1);
}

TEST(TraceStone, ThatMissesSeesTheSurroundings) {
    const StoneLight light = traceStone(slab(), {.index = 1.5}, {{0, 5, 0}, {0, 1, 0}}, uniform(0.7));
    EXPECT_EQ(light.radiance, 0.7);
    EXPECT_EQ(light.shares.missed, 1.0);
    EXPECT_TRUE(light.sequence.empty());
}

TEST(TraceStone, OfIndexOneIsInvisible) {
    const Ray ray{{0.05, 3.0, 0.02}, glm::normalize(glm::dvec3(0.1, -1.0, 0.05))};
    const Surroundings byHeight{.radiance = [](const Ray& out) { return 2.0 + out.direction.x; }};
    EXPECT_NEAR(traceStone(roundBrilliant({}), {.index = 1.0}, ray, byHeight).radiance, 2.0 + ray.direction.x, 1e-9);
}

TEST(TraceStone, TailIsAbsorbedOverAMeanChord) {
    const Solid solid = roundBrilliant({}).scaled(6.5);
    const Medium medium{.index = 2.4, .absorption_mm = 0.1};
    const StoneLight light = traceStone(solid, medium, {{0.4, 20, 0.3}, {0, -1, 0}}, uniform(1.0), {.hits = 0});
    EXPECT_NEAR(light.shares.tail, (1.0 - light.shares.reflected) * std::exp(-0.1 * solid.meanChord()), 1e-12);
}

TEST(FindExit, HoldsARayOnAnEdgeInside) {
    const Solid solid = roundBrilliant({});
    // On the edge of the table and a star, going outwards along the table: the star is met at once.
    const glm::dvec3 corner = solid.polyhedron().vertices[static_cast<std::size_t>(solid.polyhedron().faces[0][0])];
    const glm::dvec3 outwards = glm::normalize(glm::dvec3(corner.x, -1e-6, corner.z));
    const FacetHit hit = findExit(solid, {corner, outwards}, 0);
    EXPECT_NE(hit.facet, 0);
    EXPECT_NEAR(hit.distance_mm, 0.0, 1e-12);
}

} // namespace
} // namespace vitrine::gem
