#include "fixtures.h"

#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

StoneMesh cube(double side_mm) {
    std::vector<gem::Facet> facets;
    for (int axis = 0; axis < 3; ++axis)
        for (const double sign : {1.0, -1.0}) {
            glm::dvec3 normal(0.0);
            normal[axis] = sign;
            facets.push_back({.plane = {normal, side_mm / 2.0}});
        }
    return meshOf(gem::Solid(facets));
}

void removeTriangle(StoneMesh& mesh, std::size_t triangle) {
    mesh.indices.erase(mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * triangle),
                       mesh.indices.begin() + static_cast<std::ptrdiff_t>(3 * triangle + 3));
}

TEST(StoneTest, FindsTheHalfSpacesOfABrilliant) {
    const gem::Solid original = brilliant_6_5mm();
    const StoneFinding finding = stoneTest(meshOf(original), {.ior = 2.42});
    ASSERT_EQ(finding.failed, StoneRule::passes) << finding.reason;
    ASSERT_EQ(finding.stones.size(), 1u);
    const gem::Solid& found = finding.stones.front().solid;
    EXPECT_EQ(found.facets().size(), original.facets().size());
    EXPECT_NEAR(found.polyhedron().volume() / original.polyhedron().volume(), 1.0, 1e-9);
    // The table is up in the stone's frame, as it was in the mesh's.
    EXPECT_NEAR(
        glm::length(glm::dmat3(finding.stones.front().meshFromStone) * glm::dvec3(0, 1, 0) - glm::dvec3(0, 1, 0)), 0.0,
        1e-9);
}

TEST(StoneTest, TakesAnyWindingAndNormalsOfEitherSide) {
    StoneMesh mesh = meshOf(brilliant_6_5mm());
    for (std::size_t i = 0; i < mesh.indices.size(); i += 6) std::swap(mesh.indices[i], mesh.indices[i + 1]);
    for (glm::dvec3& n : mesh.normals) n = -n;
    EXPECT_EQ(stoneTest(mesh, {.ior = 2.42}).failed, StoneRule::passes);
}

TEST(StoneTest, FindsEveryStoneOfAPaveMesh) {
    StoneMesh mesh = meshOf(brilliant_6_5mm());
    const std::size_t vertices = mesh.positions.size(), corners = mesh.indices.size();
    for (std::size_t i = 0; i < vertices; ++i) {
        mesh.positions.push_back(mesh.positions[i] + glm::dvec3(8.0, 0.0, 0.0));
        mesh.normals.push_back(mesh.normals[i]);
    }
    for (std::size_t i = 0; i < corners; ++i)
        mesh.indices.push_back(mesh.indices[i] + static_cast<std::uint32_t>(vertices));
    const StoneFinding finding = stoneTest(mesh, {.ior = 2.42});
    ASSERT_EQ(finding.stones.size(), 2u) << finding.reason;
    EXPECT_NEAR(finding.stones[1].meshFromStone[3].x - finding.stones[0].meshFromStone[3].x, 8.0, 1e-9);
}

TEST(StoneTest, RefusesAnIndexOfAir) {
    EXPECT_EQ(stoneTest(cube(3.0), {.ior = 1.2}).failed, StoneRule::refracts);
    EXPECT_EQ(stoneTest(cube(3.0), {.ior = 1.3}).failed, StoneRule::passes);
}

TEST(StoneTest, RefusesASmoothBody) {
    EXPECT_EQ(stoneTest(sphere(24, 3.0), {.ior = 1.5}).failed, StoneRule::fewPlanes);
    // A coarse sphere has few planes, but its normals say that it is meant to be round.
    EXPECT_EQ(stoneTest(sphere(5, 3.0), {.ior = 1.5}).failed, StoneRule::flatNormals);
}

TEST(StoneTest, IgnoresNormalsWhereANameSaysStone) {
    StoneMesh mesh = meshOf(brilliant_6_5mm());
    for (std::size_t i = 0; i < mesh.normals.size(); ++i) mesh.normals[i] = glm::normalize(mesh.positions[i]);
    EXPECT_EQ(stoneTest(mesh, {.ior = 2.42}).failed, StoneRule::flatNormals);
    EXPECT_EQ(stoneTest(mesh, {.ior = 2.42, .evidence = StoneQuestion::Evidence::name}).failed, StoneRule::passes);
}

TEST(StoneTest, RefusesManySmallPlanes) {
    StoneMesh faceted = sphere(13, 3.0); // 13 x 26 rings and sectors: the ten largest planes are a twentieth
    faceted.normals.clear();
    EXPECT_EQ(stoneTest(faceted, {.ior = 1.5}).failed, StoneRule::facets);
}

TEST(StoneTest, RefusesADent) {
    StoneMesh mesh = cube(3.0);
    for (glm::dvec3& p : mesh.positions)
        if (glm::length(p - glm::dvec3(1.5)) < 1e-9) p = glm::dvec3(0.2, 0.2, 0.2);
    mesh.normals.clear();
    EXPECT_EQ(stoneTest(mesh, {.ior = 1.5}).failed, StoneRule::convex);
}

TEST(StoneTest, TakesTheHullOfANamedStoneThatIsNotQuiteConvex) {
    const auto bent = [](const glm::dvec3& by_mm) {
        StoneMesh mesh = cube(3.0);
        for (glm::dvec3& p : mesh.positions)
            if (glm::length(p - glm::dvec3(1.5)) < 1e-9) p += by_mm;
        mesh.normals.clear();
        return mesh;
    };
    const StoneQuestion named{.ior = 1.5, .evidence = StoneQuestion::Evidence::name};
    const StoneFinding slight = stoneTest(bent({0.1, 0.0, 0.1}), named);
    EXPECT_EQ(slight.failed, StoneRule::passes) << slight.reason;
    EXPECT_GT(slight.hullAdds, 0.0);
    EXPECT_EQ(stoneTest(bent({0.1, 0.0, 0.1}), {.ior = 1.5}).failed, StoneRule::convex);
    EXPECT_EQ(stoneTest(bent(glm::dvec3(-1.8)), named).failed, StoneRule::convex);
}

TEST(StoneTest, ClosesASmallOpeningByTheHullOnly) {
    StoneMesh missingGirdleFacet = meshOf(brilliant_6_5mm());
    const gem::Solid solid = brilliant_6_5mm();
    std::size_t triangle = 0;
    for (std::size_t f = 0; f < solid.facets().size(); ++f) {
        if (solid.facets()[f].kind == gem::FacetKind::girdle) break;
        triangle += solid.polyhedron().faces[f].size() - 2;
    }
    removeTriangle(missingGirdleFacet, triangle);
    removeTriangle(missingGirdleFacet, triangle);
    const StoneFinding small = stoneTest(missingGirdleFacet, {.ior = 2.42});
    EXPECT_EQ(small.failed, StoneRule::passes) << small.reason;

    StoneMesh missingSide = cube(3.0);
    removeTriangle(missingSide, 0);
    removeTriangle(missingSide, 0);
    EXPECT_EQ(stoneTest(missingSide, {.ior = 1.5}).failed, StoneRule::closed);
}

TEST(StoneTest, RefusesWhatEnclosesNothing) {
    const StoneMesh sheet{.positions = {{0, 0, 0}, {1, 0, 0}, {0, 0, 1}}, .indices = {0, 1, 2}};
    EXPECT_EQ(stoneTest(sheet, {.ior = 1.5}).failed, StoneRule::closed);
    EXPECT_EQ(stoneTest({}, {.ior = 1.5}).failed, StoneRule::closed);
}

} // namespace
} // namespace vitrine::scene
