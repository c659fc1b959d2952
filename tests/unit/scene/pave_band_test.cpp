#include "scene/pave_band.h"

#include "base/error.h"
#include "shipped.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <map>

namespace vitrine::scene {
namespace {

Piece band(const PaveBand& settings = {}) {
    const Catalogue& catalogue = testing::shipped();
    return paveBand(settings, catalogue.alloys.at("18k-yellow"), catalogue.species.at("diamond"), 0.09);
}

// Positions to a ten-thousandth of a millimetre, so that vertices of neighbouring strips are one.
std::array<long, 3> welded(const glm::vec3& p) {
    return {std::lround(p.x * 1e4), std::lround(p.y * 1e4), std::lround(p.z * 1e4)};
}

TEST(PaveBand, HoldsThreeRowsOfFortyMelee) {
    const Piece piece = band();
    ASSERT_EQ(piece.stones.size(), 120u);
    for (const Stone& stone : piece.stones) {
        const double width = stone.solid->polyhedron().greatest().x - stone.solid->polyhedron().least().x;
        EXPECT_GE(width, 1.3);
        EXPECT_LE(width, 1.5);
    }
}

TEST(PaveBand, KeepsItsStonesApart) {
    const Piece piece = band();
    for (std::size_t i = 0; i < piece.stones.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto radius = [&](std::size_t k) {
                return 0.5 * piece.stones[k].solid->polyhedron().greatest().x * 2.0;
            };
            const double apart = glm::distance(glm::dvec3(piece.stones[i].worldFromStone[3]),
                                               glm::dvec3(piece.stones[j].worldFromStone[3]));
            EXPECT_GT(apart, radius(i) + radius(j) + 0.04) << i << " and " << j;
        }
}

// Every edge of the shell is met from both sides; the beads are open domes that stand on it.
TEST(PaveBand, IsClosedButForTheFeetOfItsBeads) {
    const Mesh mesh = band().meshes[0];
    using Point = std::array<long, 3>;
    std::map<std::pair<Point, Point>, int> edges;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3)
        for (std::size_t c = 0; c < 3; ++c) {
            const Point a = welded(mesh.positions[mesh.indices[i + c]]);
            const Point b = welded(mesh.positions[mesh.indices[i + (c + 1) % 3]]);
            if (a != b) ++edges[{a, b}];
        }
    std::size_t open = 0;
    for (const auto& [edge, count] : edges) {
        const auto back = edges.find({edge.second, edge.first});
        open += back == edges.end() ? 1 : 0;
    }
    EXPECT_EQ(open, (40u * 2u * 2u + 40u * 2u) * 12u);
}

TEST(PaveBand, HasUnitNormalsThatFaceOutOfTheMetal) {
    const Mesh mesh = band().meshes[0];
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const std::uint32_t* c = &mesh.indices[i];
        const glm::vec3 n =
            glm::cross(mesh.positions[c[1]] - mesh.positions[c[0]], mesh.positions[c[2]] - mesh.positions[c[0]]);
        if (glm::length(n) < 1e-7f) continue; // the tip of a bead
        for (int k = 0; k < 3; ++k) {
            ASSERT_NEAR(glm::length(mesh.normals[c[k]]), 1.0f, 1e-5f);
            ASSERT_GT(glm::dot(mesh.normals[c[k]], glm::normalize(n)), 0.3f) << "triangle " << i / 3;
        }
    }
}

TEST(PaveBand, RefusesStonesThatTouch) {
    EXPECT_THROW(band({.middleDiameter = 1.6}), Error);
    EXPECT_THROW(band({.stonesARow = 36}), Error); // too thin a wall
}

} // namespace
} // namespace vitrine::scene
