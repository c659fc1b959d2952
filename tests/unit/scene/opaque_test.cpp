#include "scene/opaque.h"

#include "base/error.h"
#include "shipped.h"

#include <cmath>
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

// Of a closed surface wound outwards.
double volumeOf(const Mesh& mesh) {
    double volume = 0.0;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto corner = [&](std::size_t c) { return glm::dvec3(mesh.positions[mesh.indices[i + c]]); };
        volume += glm::dot(corner(0), glm::cross(corner(1), corner(2))) / 6.0;
    }
    return volume;
}

TEST(OpaqueStone, HasTheFacetsOfACutThatIsAskedFor) {
    const Stone stone = solitaireWith("onyx:round-brilliant").stones.at(0);
    EXPECT_FALSE(stone.cabochon);
    const Mesh mesh = stoneMeshOf(stone);
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto corner = [&](std::size_t c) { return glm::dvec3(mesh.positions[mesh.indices[i + c]]); };
        const glm::dvec3 across = glm::cross(corner(1) - corner(0), corner(2) - corner(0));
        if (glm::length(across) < 1e-5) continue; // a sliver has no direction in single precision
        EXPECT_GT(glm::dot(glm::normalize(across), glm::dvec3(mesh.normals[mesh.indices[i]])), 0.999);
    }
}

TEST(Cabochon, IsWhatOpaqueStonesAreCutTo) {
    for (const char* species : {"onyx", "lapis-lazuli", "turquoise", "white-opal"}) {
        const Stone stone = solitaireWith(species).stones.at(0);
        ASSERT_TRUE(stone.cabochon) << species;
        const Mesh mesh = stoneMeshOf(stone);
        const double exact = 6.5 * 6.5 * 6.5 * gem::volume(*stone.cabochon);
        EXPECT_NEAR(volumeOf(mesh), exact, 2e-3 * exact);
        EXPECT_NEAR(stone.carat, exact * stone.species->density_g_cm3 / 200.0, 1e-9);
        for (const glm::vec3& p : mesh.positions)
            for (const gem::Facet& facet : stone.solid->facets())
                ASSERT_LT(glm::dot(facet.plane.normal, glm::dvec3(p)), facet.plane.distance + 1e-5)
                    << "the hull holds the stone";
    }
}

// The girdle lies on the claws' ledges and the claws' ends over the dome; nothing else of the head is within the stone.
TEST(Cabochon, LiesInTheClawsOfAHeadForABrilliant) {
    const Piece piece = solitaireWith("turquoise");
    const Stone& stone = piece.stones.at(0);
    const gem::Cabochon c = *stone.cabochon;
    const double width = 6.5, seat = stone.worldFromStone[3].y;
    double deepest = 0.0, nearest = 1e9;
    for (const Instance& instance : piece.instances)
        for (const glm::vec3& position : piece.meshes[static_cast<std::size_t>(instance.mesh)].positions) {
            const glm::dvec3 p = glm::dvec3(instance.worldFromMesh * glm::dvec4(position, 1.0)) / width;
            const double y = p.y - seat / width, out = 2.0 * std::hypot(p.x, p.z);
            if (std::abs(y) < 0.5 * c.girdle) nearest = std::min(nearest, width * 0.5 * (out - 1.0));
            if (y < -0.5 * c.girdle + 1e-6) continue;
            const double up = std::max(y - 0.5 * c.girdle, 0.0) / c.dome;
            deepest = std::max(deepest, width * 0.5 * (std::sqrt(std::max(1.0 - up * up, 0.0)) - out));
        }
    EXPECT_NEAR(nearest, 0.0, 0.02) << "the bearing touches the girdle";
    EXPECT_LT(deepest, 0.2) << "a claw is filed to the dome, which is rounder than its straight underside";
}

TEST(Pearl, IsRoundAndAsWideAsItsSeat) {
    const Stone pearl = solitaireWith("white-pearl").stones.at(0);
    const Mesh mesh = stoneMeshOf(pearl);
    for (const glm::vec3& p : mesh.positions) EXPECT_NEAR(glm::length(p), 3.25, 1e-5);
    EXPECT_NEAR(volumeOf(mesh), kPi / 6.0 * 6.5 * 6.5 * 6.5, 0.4);
    EXPECT_NEAR(pearl.carat, kPi / 6.0 * 6.5 * 6.5 * 6.5 * 2.7 / 200.0, 1e-3);
}

// A cup as round as the pearl, a film of glue between, a peg in the drill hole and nothing else within the pearl.
TEST(Pearl, SitsInACupOnAPeg) {
    const Piece piece = solitaireWith("white-pearl");
    const glm::dvec3 centre(piece.stones.at(0).worldFromStone[3]);
    double widestCup = 0.0, least = 1e9;
    for (const Instance& instance : piece.instances)
        for (const glm::vec3& position : piece.meshes[static_cast<std::size_t>(instance.mesh)].positions) {
            const glm::dvec3 p = glm::dvec3(instance.worldFromMesh * glm::dvec4(position, 1.0)) - centre;
            const bool isPeg = std::hypot(p.x, p.z) < 0.41 && p.y > -3.28;
            if (!isPeg) least = std::min(least, glm::length(p));
            if (p.y > -3.0) widestCup = std::max(widestCup, std::hypot(p.x, p.z));
        }
    EXPECT_GT(least, 3.25 - 0.005);
    EXPECT_LT(least, 3.25 + 0.03);
    EXPECT_GT(widestCup, 1.8);
    EXPECT_LT(widestCup, 2.4);
}

TEST(StoneChoice, ChangesCutAndSeatAsAJewellerWould) {
    Configuration design = testing::solitaire();
    const Configuration before = design;
    const auto choose = [&](const char* assignment) {
        setStone(design, testing::shipped(), assignment);
        return design.parts[1].part + " " + design.parts[1].stones.at("centre").cut;
    };
    EXPECT_EQ(choose("centre=ruby"), "six-prong-head round-brilliant");
    EXPECT_EQ(choose("centre=onyx"), "six-prong-head round-cabochon");
    EXPECT_EQ(choose("centre=golden-pearl"), "pearl-cup round-pearl");
    EXPECT_EQ(design.parts[1].metals, before.parts[1].metals);
    EXPECT_EQ(choose("centre=black-pearl"), "pearl-cup round-pearl");
    EXPECT_EQ(choose("centre=diamond"), "six-prong-head round-brilliant");
    EXPECT_EQ(design, before) << "and back again";
    EXPECT_EQ(choose("centre=onyx:round-brilliant"), "six-prong-head round-brilliant");
    EXPECT_EQ(choose("centre=lapis-lazuli"), "six-prong-head round-brilliant") << "worked as the onyx was";
    EXPECT_THROW(choose("centre=onyx:oval-cabochon"), Error) << "no head holds an oval";
}

TEST(StoneChoice, RefusesWhatIsNotMade) {
    const auto refusalOf = [](const char* stone) -> std::string {
        try {
            (void)solitaireWith(stone);
        } catch (const Error& problem) {
            return problem.what();
        }
        return "accepted";
    };
    EXPECT_NE(refusalOf("white-pearl:round-brilliant").find("grew as it is"), std::string::npos);
    EXPECT_NE(refusalOf("ruby:round-pearl").find("ruby is no pearl"), std::string::npos);
    EXPECT_EQ(refusalOf("ruby:round-cabochon"), "accepted");
}

} // namespace
} // namespace vitrine::scene
