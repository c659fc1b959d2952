#include "base/error.h"
#include "shipped.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace vitrine::scene {
namespace {

using testing::shipped;
using testing::solitaire;

constexpr double kFingerRadius_mm = 8.458; // US 6.5: 16.916 mm across

Piece with(const std::vector<std::string>& parameters) {
    Configuration design = solitaire();
    for (const std::string& each : parameters) setParameter(design, shipped(), each);
    return assemble(design, shipped());
}

std::string complaint(const std::vector<std::string>& parameters) {
    try {
        (void)with(parameters);
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

std::vector<const Instance*> instancesOf(const Piece& piece, const std::string& mesh) {
    std::vector<const Instance*> found;
    for (const Instance& instance : piece.instances)
        if (piece.meshes[static_cast<std::size_t>(instance.mesh)].name == mesh) found.push_back(&instance);
    return found;
}

template <class Visit>
void forEachPoint(const Piece& piece, const Instance& instance, Visit visit) {
    for (const glm::vec3& p : piece.meshes[static_cast<std::size_t>(instance.mesh)].positions)
        visit(glm::dvec3(instance.worldFromMesh * glm::dvec4(p, 1.0)));
}

// Distance of a point from a stone: negative inside. Outside it is a lower bound, exact beside a facet.
double distanceFrom(const Stone& stone, const glm::dvec3& world) {
    const glm::dvec3 p = glm::inverse(stone.worldFromStone) * glm::dvec4(world, 1.0);
    double most = -std::numeric_limits<double>::infinity();
    for (const gem::Facet& facet : stone.solid->facets())
        most = std::max(most, glm::dot(facet.plane.normal, p) - facet.plane.distance);
    return most;
}

TEST(Solitaire, IsARingOfOneCaratInGoldAndPlatinum) {
    const Piece piece = with({});
    ASSERT_EQ(piece.stones.size(), 1u);
    const Stone& stone = piece.stones[0];
    EXPECT_EQ(stone.seat, "centre");
    EXPECT_EQ(stone.species->id, "diamond");
    EXPECT_NEAR(stone.carat, 1.00, 0.02); // 6.5 mm, trade charts say 1.00 ct
    EXPECT_EQ(piece.meshes.size(), 4u) << "six claws are one mesh";
    EXPECT_EQ(piece.instances.size(), 9u);
    EXPECT_TRUE(piece.notes.empty()) << piece.notes.front();
    ASSERT_EQ(piece.surfaces.size(), 2u);
    EXPECT_EQ(std::get<MetalSurface>(piece.surfaces[0].model).alloy->id, "18k-yellow");
    EXPECT_EQ(std::get<MetalSurface>(piece.surfaces[1].model).alloy->id, "platinum-950");
    std::size_t triangles = 0;
    for (const Instance& instance : piece.instances)
        triangles += piece.meshes[static_cast<std::size_t>(instance.mesh)].indices.size() / 3;
    EXPECT_LT(triangles, 150000u);
}

// Angles that are right for diamond leave a window in what refracts less. The girdle, which the seat holds, stays.
TEST(Solitaire, HasItsStoneCutForItsSpecies) {
    const auto of = [](const char* species) {
        Configuration design = solitaire();
        for (PartEntry& entry : design.parts)
            for (auto& [seat, stone] : entry.stones) stone.species = species;
        return assemble(design, shipped()).stones.at(0);
    };
    const auto depthBelow = [](const Stone& stone) { return -stone.solid->polyhedron().least().y; };
    const Stone diamond = of("diamond"), ruby = of("ruby"), quartz = of("amethyst");
    EXPECT_LT(depthBelow(diamond), depthBelow(ruby));
    EXPECT_LT(depthBelow(ruby), depthBelow(quartz));
    for (const Stone& stone : {ruby, quartz}) {
        EXPECT_NEAR(stone.solid->polyhedron().greatest().x, diamond.solid->polyhedron().greatest().x, 1e-9);
        EXPECT_NEAR(stone.carat, stone.solid->polyhedron().volume() * stone.species->density_g_cm3 / 200.0, 1e-9);
    }
}

TEST(Solitaire, StandsInTheFrameOfARing) {
    const Piece piece = with({});
    const Bounds box = bounds(piece);
    // Outside of the shank: finger radius and 1.8 at the top, 1.7 at the bottom, in between at the sides.
    EXPECT_NEAR(box.least.y, -(kFingerRadius_mm + 1.7), 0.001);
    EXPECT_NEAR(box.greatest.x, kFingerRadius_mm + 1.75, 0.002);
    EXPECT_NEAR(box.least.x, -box.greatest.x, 1e-6);
    EXPECT_NEAR(box.least.z, -box.greatest.z, 1e-6);
    // Settings E2, six-prong cone: girdle 5.0 above the finger hole, table 6.1.
    const Stone& stone = piece.stones[0];
    EXPECT_NEAR(stone.worldFromStone[3].y - kFingerRadius_mm, 5.0, 0.01);
    EXPECT_NEAR(box.greatest.y - kFingerRadius_mm, 6.1, 0.1);
    const glm::dmat3 turn(stone.worldFromStone);
    EXPECT_NEAR(glm::determinant(turn), 1.0, 1e-12);
    EXPECT_NEAR(turn[1].y, 1.0, 1e-12);
}

// ISO 8653: the size is the largest cylinder that enters, which touches the crest of the dome.
TEST(Solitaire, LetsAFingerOfItsSizeThrough) {
    for (const char* size : {"finger_size=4", "finger_size=6.5", "finger_size=10"}) {
        const Piece piece = with({size});
        double least = 1e9;
        for (const Instance& instance : piece.instances)
            forEachPoint(piece, instance, [&](const glm::dvec3& p) { least = std::min(least, std::hypot(p.x, p.y)); });
        const double diameter = shipped().sizes.at("us").diameter_mm(std::stod(std::string(size).substr(12)));
        EXPECT_NEAR(2.0 * least, diameter, 0.002) << size;
    }
}

// Settings E1: at least half a millimetre between culet and finger.
TEST(Solitaire, KeepsTheCuletOffTheFinger) {
    for (const char* width : {"centre_width=5", "centre_width=6.5", "centre_width=8"}) {
        const Piece piece = with({width});
        const Stone& stone = piece.stones[0];
        const double culet = stone.worldFromStone[3].y + stone.solid->polyhedron().least().y;
        EXPECT_GE(culet - kFingerRadius_mm, 0.5) << width;
    }
    const std::string line = complaint({"thickness_top=1.25"});
    EXPECT_NE(line.find("within 0.5 mm of the finger"), std::string::npos) << line;
}

// A claw that floats holds nothing, one that cuts deep breaks the stone.
TEST(Solitaire, ClawsTouchTheStoneAndDoNotCutIntoIt) {
    for (const char* width : {"centre_width=5", "centre_width=6.5", "centre_width=8"}) {
        const Piece piece = with({width});
        const Stone& stone = piece.stones[0];
        const std::vector<const Instance*> claws = instancesOf(piece, "head/claw");
        ASSERT_EQ(claws.size(), 6u);
        for (const Instance* claw : claws) {
            double bearing = 1e9, tip = 1e9, deepest = 1e9;
            forEachPoint(piece, *claw, [&](const glm::dvec3& p) {
                const double distance = distanceFrom(stone, p);
                deepest = std::min(deepest, distance);
                double& side = p.y < stone.worldFromStone[3].y ? bearing : tip;
                side = std::min(side, distance);
            });
            EXPECT_LT(std::abs(bearing), 0.05) << width;
            EXPECT_LT(std::abs(tip), 0.05) << width;
            EXPECT_GT(deepest, -0.2) << width;
        }
        // The gallery rail stays off the pavilion, by at most 0.1 mm (settings E2).
        double rail = 1e9;
        forEachPoint(piece, *instancesOf(piece, "head/rail")[0],
                     [&](const glm::dvec3& p) { rail = std::min(rail, distanceFrom(stone, p)); });
        EXPECT_GT(rail, 0.0) << width;
        EXPECT_LT(rail, 0.1) << width;
    }
}

// Settings E1: elements that are joined overlap by 0.15 mm, so that a cast joint is solid.
TEST(Solitaire, SinksTheHeadIntoTheShank) {
    const Piece piece = with({});
    double foot = 1e9;
    forEachPoint(piece, *instancesOf(piece, "head/collar")[0],
                 [&](const glm::dvec3& p) { foot = std::min(foot, p.y); });
    EXPECT_LT(foot, kFingerRadius_mm + 1.8 - 0.15);
    EXPECT_GT(foot, kFingerRadius_mm + 0.5);
}

TEST(Assemble, HeadFollowsTheStoneAndTheShankTheFinger) {
    const Piece small = with({"centre_width=5"}), large = with({"centre_width=8", "finger_size=9"});
    EXPECT_LT(bounds(small).greatest.y, bounds(large).greatest.y);
    EXPECT_NEAR(bounds(large).greatest.x, 0.5 * 18.948 + 1.75, 0.003); // US 9 is 18.948 mm across
    EXPECT_NEAR(large.stones[0].carat / small.stones[0].carat, std::pow(8.0 / 5.0, 3.0), 1e-9);
}

TEST(Assemble, NormalsAreUnitAndFinite) {
    for (const Mesh& mesh : with({"lean=28", "outer_dome=0.4"}).meshes) {
        ASSERT_EQ(mesh.normals.size(), mesh.positions.size());
        for (const glm::vec3& n : mesh.normals) ASSERT_NEAR(glm::length(n), 1.0f, 1e-5f) << mesh.name;
    }
}

TEST(Assemble, SaysWhichConstraintRefusesAndWhatMendsIt) {
    const std::string line = complaint({"outer_dome=0.7", "inner_dome=0.4"});
    EXPECT_NE(line.find("edges of the band are thinner than 0.9 mm; set shank.outer_dome = 0.400"), std::string::npos)
        << line;
}

TEST(Assemble, WarnsInTheNotes) {
    const Piece piece = with({"thickness_bottom=1.4"});
    ASSERT_EQ(piece.notes.size(), 1u);
    EXPECT_NE(piece.notes[0].find("thinner than 1.5 mm"), std::string::npos) << piece.notes[0];
}

TEST(Assemble, RefusesWhatTheCatalogueOrTheDesignLacks) {
    const auto refusal = [](void (*change)(Configuration&)) {
        Configuration design = solitaire();
        change(design);
        try {
            (void)assemble(design, shipped());
        } catch (const Error& problem) {
            return std::string(problem.what());
        }
        return std::string();
    };
    EXPECT_NE(refusal([](Configuration& d) { d.parts[0].part = "band"; }).find("/parts/0/part: no part"),
              std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[0].metals.clear(); }).find("\"shank\" has no metal"),
              std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[0].metals["ring"] = "18k-rose"; }).find("no slot \"ring\""),
              std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[1].stones.clear(); }).find("\"centre\" has no stone"),
              std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[1].mount = "side"; }).find("one of top"), std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[1].host = "band"; }).find("no part \"band\""), std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[1].host = "head"; }).find("head"), std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[1].stones["centre"].length_mm = 8.0; }).find("proportions"),
              std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.parts[1].stones["centre"].cut = "oval"; }).find("does not take"),
              std::string::npos);
    EXPECT_NE(refusal([](Configuration& d) { d.finger.system = "moon"; }).find("/finger/system"), std::string::npos);
}

} // namespace
} // namespace vitrine::scene
