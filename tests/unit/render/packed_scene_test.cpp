#include "base/error.h"
#include "gem/round_brilliant.h"
#include "gem/trace.h"
#include "packed_traversal.h"
#include "shared/still_layout_cpp.h"

#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace vitrine::render {
namespace {

std::shared_ptr<const metal::Alloy> mirror() {
    metal::Alloy alloy;
    alloy.id = "mirror";
    alloy.n = optics::Spectrum::constant(0.01);
    alloy.k = optics::Spectrum::constant(40.0);
    return std::make_shared<const metal::Alloy>(alloy);
}

std::shared_ptr<const gem::Species> glass() {
    gem::Species species;
    species.id = "glass";
    species.ordinary = species.extraordinary = optics::Dispersion::constant(1.5);
    return std::make_shared<const gem::Species>(species);
}

scene::Mesh soup(int triangles, float size, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> place(-1.0f, 1.0f);
    scene::Mesh mesh;
    for (int i = 0; i < triangles; ++i) {
        const glm::vec3 a(place(random), place(random), place(random));
        for (int corner = 0; corner < 3; ++corner) {
            mesh.indices.push_back(static_cast<std::uint32_t>(mesh.positions.size()));
            mesh.positions.push_back(corner == 0 ? a
                                                 : a + size * glm::vec3(place(random), place(random), place(random)));
            mesh.normals.emplace_back(0.0f, 1.0f, 0.0f);
        }
    }
    return mesh;
}

glm::dmat4 placement(const glm::dvec3& at, double turn, double scale) {
    return glm::translate(glm::dmat4(1.0), at) *
           glm::mat4_cast(glm::angleAxis(turn, glm::normalize(glm::dvec3(0.3, 1.0, -0.5)))) *
           glm::scale(glm::dmat4(1.0), glm::dvec3(scale));
}

// Two meshes in five instances, one of them mirrored, and four stones of two solids.
scene::Piece crowded() {
    scene::Piece piece;
    piece.meshes = {soup(400, 0.4f, 1), soup(37, 0.9f, 2), soup(0, 1.0f, 3)};
    piece.surfaces.push_back({"metal", scene::MetalSurface{mirror(), 0.2}});
    for (int i = 0; i < 5; ++i)
        piece.instances.push_back(
            {.mesh = i % 3, .surface = 0, .worldFromMesh = placement({3.0 * i - 6.0, 0.5 * i, 0.0}, i, 1.0 + 0.3 * i)});
    piece.instances[1].worldFromMesh =
        piece.instances[1].worldFromMesh * glm::scale(glm::dmat4(1.0), glm::dvec3(-1, 1, 1));
    const auto large = std::make_shared<const gem::Solid>(gem::roundBrilliant({}).scaled(4.0));
    const auto small = std::make_shared<const gem::Solid>(gem::roundBrilliant({.table = 0.6}).scaled(1.5));
    const auto species = glass();
    for (int i = 0; i < 4; ++i)
        piece.stones.push_back({.seat = "seat",
                                .species = species,
                                .solid = i % 2 == 0 ? large : small,
                                .worldFromStone = placement({2.5 * i - 4.0, 3.0, 1.0 - i}, 0.7 * i, 1.0)});
    return piece;
}

struct Truth {
    double t = 1e30;
    bool stone = false;
    int facet = -1;
};

Truth bruteForce(const scene::Piece& piece, const glm::dvec3& o, const glm::dvec3& d) {
    Truth truth;
    for (const scene::Instance& instance : piece.instances) {
        const scene::Mesh& mesh = piece.meshes[static_cast<std::size_t>(instance.mesh)];
        for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
            glm::dvec3 v[3];
            for (std::size_t c = 0; c < 3; ++c)
                v[c] = glm::dvec3(instance.worldFromMesh *
                                  glm::dvec4(glm::dvec3(mesh.positions[mesh.indices[i + c]]), 1.0));
            const glm::dvec3 e1 = v[1] - v[0], e2 = v[2] - v[0], p = glm::cross(d, e2), s = o - v[0];
            const glm::dvec3 q = glm::cross(s, e1);
            const double scale = 1.0 / glm::dot(e1, p), t = glm::dot(e2, q) * scale;
            const double u = glm::dot(s, p) * scale, w = glm::dot(d, q) * scale;
            if (u >= 0.0 && w >= 0.0 && u + w <= 1.0 && t > 0.0 && t < truth.t) truth = {.t = t};
        }
    }
    for (const scene::Stone& stone : piece.stones) {
        const glm::dmat4 stoneFromWorld = glm::inverse(stone.worldFromStone);
        const gem::Ray ray{glm::dvec3(stoneFromWorld * glm::dvec4(o, 1.0)),
                           glm::dvec3(stoneFromWorld * glm::dvec4(d, 0.0))};
        const auto entry = gem::findEntry(*stone.solid, ray);
        if (entry && entry->distance_mm < truth.t)
            truth = {.t = entry->distance_mm, .stone = true, .facet = entry->facet};
    }
    return truth;
}

TEST(PackedScene, IsTraversedToWhatBruteForceFinds) {
    const scene::Piece piece = crowded();
    const SceneBuffers packed = packScene(piece);
    EXPECT_EQ(packed.triangleCount, 437u);
    std::mt19937 random(11);
    std::normal_distribution<double> normal;
    int metalHits = 0, stoneHits = 0, misses = 0;
    for (int i = 0; i < 3000; ++i) {
        const glm::dvec3 out = glm::normalize(glm::dvec3(normal(random), normal(random), normal(random)));
        const glm::dvec3 aim(4.0 * normal(random), 2.0 + normal(random), normal(random));
        const glm::dvec3 o = 25.0 * out, d = glm::normalize(aim - o);
        const Truth truth = bruteForce(piece, o, d);
        const PackedHit hit = traverse(packed, o, d);
        if (truth.t == 1e30) {
            ++misses;
            ASSERT_EQ(hit.t, 1e30) << i;
            continue;
        }
        ASSERT_NEAR(hit.t, truth.t, 2e-4) << i;
        ASSERT_EQ(hit.stone, truth.stone) << i;
        if (truth.stone) {
            ASSERT_EQ(hit.facet, static_cast<std::uint32_t>(truth.facet)) << i;
        }
        ++(truth.stone ? stoneHits : metalHits);
        EXPECT_LE(hit.deferred, packed.meshDepth);
    }
    EXPECT_GT(metalHits, 300);
    EXPECT_GT(stoneHits, 300);
    EXPECT_GT(misses, 300);
}

TEST(PackedScene, KeepsEachFacetsNeighbours) {
    const scene::Piece piece = crowded();
    const SceneBuffers packed = packScene(piece);
    for (std::uint32_t i = 0; i < packed.stoneCount; ++i) {
        const gem::Solid& solid = *piece.stones[i].solid;
        const glm::uvec4 range = packed.scene[packed.stoneRecords + i * STONE_TEXELS + 4];
        ASSERT_EQ(range.y, solid.facets().size());
        for (std::uint32_t facet = 0; facet < range.y; ++facet) {
            const glm::uvec4 list = packed.scene[range.z + facet];
            const std::vector<int>& neighbours = solid.neighbours(static_cast<int>(facet));
            ASSERT_EQ(list.y, neighbours.size());
            for (std::uint32_t k = 0; k < list.y; ++k)
                ASSERT_EQ(packed.scene[list.x + k], packed.scene[range.x + static_cast<std::uint32_t>(neighbours[k])]);
        }
    }
}

TEST(PackedScene, OfOneStoneHasALeafForARoot) {
    scene::Piece piece = crowded();
    piece.instances.clear();
    piece.stones.resize(1);
    const SceneBuffers packed = packScene(piece);
    EXPECT_NE(packed.topLevelRoot & REFERENCE_LEAF, 0u);
    EXPECT_TRUE(traverse(packed, {-4.0, 20.0, 1.0}, {0, -1, 0}).stone);
}

TEST(PackedScene, RefusesAPieceOfNothing) {
    scene::Piece piece = crowded();
    piece.instances = {{.mesh = 2, .surface = 0}}; // a mesh without triangles
    piece.stones.clear();
    EXPECT_THROW(packScene(piece), Error);
}

// A pave of thousands still has to fit the traversal's fixed stack.
TEST(PackedScene, NamesTheStackThatManyInstancesNeed) {
    scene::Piece piece = crowded();
    piece.instances.clear();
    const scene::Stone stone = piece.stones[1];
    piece.stones.clear();
    for (int i = 0; i < 5000; ++i) {
        piece.stones.push_back(stone);
        const double turn = 0.003 * i;
        piece.stones.back().worldFromStone =
            placement({(20.0 + 0.01 * i) * std::cos(turn), 0.002 * i, (20.0 + 0.01 * i) * std::sin(turn)}, turn, 1.0);
    }
    const SceneBuffers packed = packScene(piece);
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform(-1.0, 1.0);
    for (int i = 0; i < 200; ++i) {
        const glm::dvec3 o(90.0 * uniform(random), 100.0, 90.0 * uniform(random));
        const glm::dvec3 d = glm::normalize(glm::dvec3(60.0 * uniform(random), 0.0, 60.0 * uniform(random)) - o);
        EXPECT_LE(traverse(packed, o, d).deferredTop, packed.topDepth);
    }
}

} // namespace
} // namespace vitrine::render
