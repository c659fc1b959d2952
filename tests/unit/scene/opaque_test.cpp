#include "scene/opaque.h"

#include "shipped.h"

#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

Piece solitaireWith(const std::string& species) {
    Configuration design = testing::solitaire();
    setStone(design, testing::shipped(), "centre=" + species);
    return assemble(design, testing::shipped());
}

TEST(OpaqueStone, IsSeenByItsSurfaceAndLetsNothingThrough) {
    const Piece piece = solitaireWith("onyx"), seen = withBodies(piece);
    EXPECT_EQ(piece.stones.size(), 1u);
    EXPECT_TRUE(seen.stones.empty());
    ASSERT_EQ(seen.instances.size(), piece.instances.size() + 1);
    EXPECT_EQ(seen.instances.back().worldFromMesh, piece.stones[0].worldFromStone);
    const Surface& surface = seen.surfaces[static_cast<std::size_t>(seen.instances.back().surface)];
    EXPECT_EQ(std::get<BodySurface>(surface.model).species->id, "onyx");
    const Piece clear = withBodies(solitaireWith("ruby"));
    EXPECT_EQ(clear.stones.size(), 1u);
    EXPECT_EQ(clear.surfaces.size(), piece.surfaces.size());
}

TEST(OpaqueStone, HasTheFacetsOfItsCut) {
    const Stone stone = solitaireWith("lapis-lazuli").stones.at(0);
    const Mesh mesh = stoneMeshOf(stone);
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto corner = [&](std::size_t c) { return glm::dvec3(mesh.positions[mesh.indices[i + c]]); };
        const glm::dvec3 across = glm::cross(corner(1) - corner(0), corner(2) - corner(0));
        if (glm::length(across) < 1e-5) continue; // a sliver has no direction in single precision
        EXPECT_GT(glm::dot(glm::normalize(across), glm::dvec3(mesh.normals[mesh.indices[i]])), 0.999);
    }
}

TEST(Pearl, IsRoundAndAsWideAsItsSeat) {
    const Stone pearl = solitaireWith("white-pearl").stones.at(0);
    const Mesh mesh = stoneMeshOf(pearl);
    double volume = 0.0;
    for (const glm::vec3& p : mesh.positions) EXPECT_NEAR(glm::length(p), 3.25, 1e-5);
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto corner = [&](std::size_t c) { return glm::dvec3(mesh.positions[mesh.indices[i + c]]); };
        volume += glm::dot(corner(0), glm::cross(corner(1), corner(2))) / 6.0;
    }
    EXPECT_NEAR(volume, kPi / 6.0 * 6.5 * 6.5 * 6.5, 0.6); // positive: wound outwards
    EXPECT_NEAR(pearl.carat, kPi / 6.0 * 6.5 * 6.5 * 6.5 * 2.7 / 200.0, 1e-3);
    const Bounds round = bounds(solitaireWith("white-pearl")), cut = bounds(solitaireWith("onyx"));
    EXPECT_GT(round.greatest.y, cut.greatest.y + 1.0);
}

} // namespace
} // namespace vitrine::scene
