#include "base/error.h"
#include "gem/polyhedron.h"
#include "gem/round_brilliant.h"
#include "gem/solid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace vitrine::gem {
namespace {

std::vector<Facet> box(double x, double y, double z) {
    return {{{{1, 0, 0}, x}},  {{{-1, 0, 0}, x}}, {{{0, 1, 0}, y}},
            {{{0, -1, 0}, y}}, {{{0, 0, 1}, z}},  {{{0, 0, -1}, z}}};
}

HalfSpace tangentPlane(const glm::dvec3& direction, double distance) {
    return {glm::normalize(direction), distance};
}

std::string refusal(std::vector<Facet> facets) {
    try {
        (void)Solid(std::move(facets));
        return {};
    } catch (const Error& error) {
        return error.parts().problem;
    }
}

TEST(Solid, OfABoxHasItsVolumeAreaAndMeanChord) {
    const Solid solid(box(0.5, 1.0, 1.5));
    EXPECT_NEAR(solid.polyhedron().volume(), 6.0, 1e-12);
    EXPECT_NEAR(solid.polyhedron().area(), 22.0, 1e-12);
    EXPECT_NEAR(solid.meanChord(), 24.0 / 22.0, 1e-12); // Cauchy: 4 V / A
    EXPECT_EQ(solid.polyhedron().vertices.size(), 8u);
    EXPECT_EQ(std::set<int>(solid.neighbours(0).begin(), solid.neighbours(0).end()), (std::set<int>{2, 3, 4, 5}));
}

TEST(Solid, ScalesLengthsAndKeepsItsShape) {
    const Solid solid = roundBrilliant({}).scaled(6.5);
    EXPECT_NEAR(solid.polyhedron().volume(), 6.5 * 6.5 * 6.5 * roundBrilliant({}).polyhedron().volume(), 1e-9);
    EXPECT_NEAR(solid.polyhedron().greatest().x, 3.25, 1e-12);
    for (std::size_t i = 0; i < solid.facets().size(); ++i)
        for (const int v : solid.polyhedron().faces[i])
            EXPECT_NEAR(
                glm::dot(solid.facets()[i].plane.normal, solid.polyhedron().vertices[static_cast<std::size_t>(v)]),
                solid.facets()[i].plane.distance, 1e-11);
    EXPECT_THROW((void)solid.scaled(0.0), Error);
}

// V - E + F = 2, every edge is run along once each way, loops are anticlockwise seen from outside, every corner is
// inside.
void expectClosedConvexBody(const Solid& solid) {
    const Polyhedron& body = solid.polyhedron();
    std::multiset<std::pair<int, int>> edges;
    for (std::size_t f = 0; f < body.faces.size(); ++f) {
        glm::dvec3 area(0.0);
        const std::vector<int>& loop = body.faces[f];
        for (std::size_t i = 0; i < loop.size(); ++i) {
            edges.insert({loop[i], loop[(i + 1) % loop.size()]});
            area += glm::cross(body.vertices[static_cast<std::size_t>(loop[i])],
                               body.vertices[static_cast<std::size_t>(loop[(i + 1) % loop.size()])]);
        }
        EXPECT_GT(glm::dot(area, solid.facets()[f].plane.normal), 0.0) << "facet " << f;
    }
    for (const auto& [from, to] : edges) {
        EXPECT_EQ(edges.count({from, to}), 1u);
        EXPECT_EQ(edges.count({to, from}), 1u);
    }
    EXPECT_EQ(body.vertices.size() + body.faces.size(), edges.size() / 2 + 2);
    for (const Facet& facet : solid.facets())
        for (const glm::dvec3& v : body.vertices)
            EXPECT_LT(glm::dot(facet.plane.normal, v) - facet.plane.distance, 1e-9);
}

TEST(Solid, IsClosedForRandomTangentPlanes) {
    std::mt19937 random(7);
    std::normal_distribution<double> normal;
    for (int trial = 0; trial < 10; ++trial) {
        std::vector<Facet> facets;
        for (int i = 0; i < 40; ++i)
            facets.push_back({tangentPlane({normal(random), normal(random), normal(random)}, 1.0)});
        expectClosedConvexBody(Solid(std::move(facets)));
    }
}

TEST(Solid, IsClosedWhenItsMeetPointsAreMissedByRounding) {
    // Where up to six facets meet in a point, noise makes edges about as short as corners may be apart and still be
    // one.
    const std::vector<Facet> exact = roundBrilliant({.girdleFacets = 64}).facets();
    std::mt19937 random(1);
    std::normal_distribution<double> normal;
    for (const double noise : {1e-7, 1e-9, 1e-10, 1e-11})
        for (int trial = 0; trial < 30; ++trial) {
            std::vector<Facet> facets = exact;
            for (Facet& facet : facets) {
                facet.plane.distance += noise * normal(random);
                const glm::dvec3 tilt(normal(random), normal(random), normal(random));
                facet.plane.normal = glm::normalize(facet.plane.normal + noise * tilt);
            }
            EXPECT_EQ(refusal(std::move(facets)), "") << noise;
        }
}

TEST(Solid, NeighboursAreMutualAndEveryFacetHasAtLeastThree) {
    const Solid solid = roundBrilliant({});
    for (int i = 0; i < static_cast<int>(solid.facets().size()); ++i) {
        EXPECT_GE(solid.neighbours(i).size(), 3u);
        for (const int j : solid.neighbours(i)) {
            const std::vector<int>& back = solid.neighbours(j);
            EXPECT_NE(std::find(back.begin(), back.end(), i), back.end()) << i << " and " << j;
        }
    }
}

TEST(Solid, RefusesAnUnboundedBody) {
    std::vector<Facet> facets = box(1, 1, 1);
    facets.pop_back();
    EXPECT_EQ(refusal(facets), "the facets do not close the stone: 0, 1, 2, 3 run on without end");
    EXPECT_EQ(refusal({}), "a stone without facets does not close");
}

TEST(Solid, RefusesPlanesThatLeaveNothing) {
    std::vector<Facet> facets = box(1, 1, 1);
    facets.push_back({tangentPlane({1, 1, 1}, -3.0)});
    EXPECT_EQ(refusal(facets), "the facets leave nothing of the stone");
}

TEST(Solid, RefusesAPlaneThatIsNoFace) {
    std::vector<Facet> facets = box(1, 1, 1);
    facets.push_back({tangentPlane({1, 1, 1}, 1.7321)}); // just misses the corner
    EXPECT_EQ(refusal(facets), "facet 6 is cut away by the others");
    facets.back().plane.distance = 1.7319; // a corner triangle of 1e-8 of the area
    EXPECT_EQ(refusal(facets), "facet 6 is cut away by the others");
    facets.back().plane.distance = 1.72;
    EXPECT_EQ(refusal(facets), "");
}

TEST(Solid, RefusesTwoPlanesWithinAHundredthOfADegree) {
    std::vector<Facet> facets = box(1, 1, 1);
    const double tilt = radians(0.009);
    facets.push_back({tangentPlane({std::cos(tilt), std::sin(tilt), 0}, 1.0)});
    EXPECT_EQ(refusal(facets), "facet 0 and facet 6 lie within 0.01 degrees");
    facets.back() = {tangentPlane({std::cos(1.2 * tilt), std::sin(1.2 * tilt), 0}, 1.0)};
    EXPECT_EQ(refusal(facets), "");
}

TEST(Solid, RefusesWhatIsNoPlane) {
    std::vector<Facet> facets = box(1, 1, 1);
    facets[2].plane.normal = {0, 2, 0};
    EXPECT_EQ(refusal(facets), "facet 2 is no plane");
}

TEST(RoundBrilliant, IsAClosedConvexBody) {
    expectClosedConvexBody(roundBrilliant({}));
    expectClosedConvexBody(roundBrilliant({.culet = 0.02, .girdleFacets = 96}));
    expectClosedConvexBody(roundBrilliant({.table = 0.66, .crown_deg = 25, .pavilion_deg = 43, .star = 0.4}));
}

} // namespace
} // namespace vitrine::gem
