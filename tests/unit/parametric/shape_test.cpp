#include "base/error.h"
#include "part/parametric_shape.h"
#include "sample_part.h"

#include <gtest/gtest.h>

namespace vitrine::part {
namespace {

using testing::sampleModel;
using testing::share;

const StationsBySeat kFourStations = {
    {"centre/prong-4", {{.azimuth_deg = 0}, {.azimuth_deg = 90}, {.azimuth_deg = 180}, {.azimuth_deg = 270}}}};

Shape shapeOf(const Part& part, std::map<std::string, double> parameters = {}) {
    const PartChoice choice{.scope = "head",
                            .part = &part,
                            .parameters = std::move(parameters),
                            .stones = {{"centre", ordinaryStone(6.0)}}};
    return shapePart(choice, makeValues({choice}, 8.458), kFourStations);
}

void expectNear(const glm::dvec3& a, const glm::dvec3& b) {
    EXPECT_LT(glm::distance(a, b), 1e-9) << a.x << ' ' << a.y << ' ' << a.z;
}

TEST(PartShape, PutsInstancesOnTheGirdleWithXOutward) {
    const Part part = readPart(share(sampleModel()));
    const Shape shape = shapeOf(part, {{"beads", 0}});
    ASSERT_EQ(shape.meshes.size(), 3u) << "the third of four claws is hidden by its binding";
    const glm::dmat4 first = shape.meshes[0].partFromMesh, second = shape.meshes[1].partFromMesh;
    expectNear(first[3], {0, 5, 3}); // azimuth 0 is +Z
    expectNear(first[0], {0, 0, 1});
    expectNear(first[1], {0, 1, 0});
    expectNear(second[3], {3, 5, 0}); // azimuth grows towards +X
    expectNear(second[0], {1, 0, 0});
    EXPECT_NEAR(glm::determinant(glm::dmat3(second)), 1.0, 1e-12);
    EXPECT_DOUBLE_EQ(shape.meshes[0].weights.at(0), 0.9); // wire = 0.3 + 0.1 x 6
}

TEST(PartShape, CountsInstancesWithTheirOwnVariables) {
    const Part part = readPart(share(sampleModel()));
    const Shape shape = shapeOf(part, {{"beads", 4}});
    ASSERT_EQ(shape.meshes.size(), 7u);
    const ShapedMesh& last = shape.meshes[6];
    EXPECT_DOUBLE_EQ(last.weights.at(0), 1.0);   // s runs from 0 to 1
    expectNear(last.partFromMesh[0], {0, 0, 1}); // 270 degrees about Y carries +X to +Z
    EXPECT_DOUBLE_EQ(shape.meshes[3].weights.at(0), 0.0);
}

TEST(PartShape, DropsPreviewNodesWithTheirChildren) {
    Model model = sampleModel();
    model.nodes[2].extras = {{"preview", true}};
    model.extras["bindings"].erase(1);
    EXPECT_EQ(shapeOf(readPart(share(model))).meshes.size(), 3u);
}

TEST(PartShape, SlotsOfMaterialsWinOverThoseOfNodes) {
    Model model = sampleModel();
    model.materials = {{.extras = {{"slot", "inlay"}}}};
    model.meshes[0].primitives[0].material = 0;
    const Part part = readPart(share(model));
    EXPECT_EQ(part.slots(), std::set<std::string>{"inlay"});
    EXPECT_EQ(shapeOf(part).meshes[0].slot, "inlay");
}

TEST(PartShape, RefusesStationsThatTheCutDoesNotHave) {
    Model model = sampleModel();
    model.nodes[3].extras["repeat"]["over"] = "stations:centre/prong-5";
    const Part part = readPart(share(model));
    try {
        (void)shapeOf(part);
        FAIL();
    } catch (const Error& problem) {
        EXPECT_NE(std::string(problem.what()).find("no stations \"prong-5\""), std::string::npos) << problem.what();
    }
}

TEST(PartShape, RefusesRepeatsThatMultiplyWithoutEnd) {
    Model model = sampleModel();
    model.nodes[2].extras["repeat"]["over"] = "count:4096";
    model.nodes[2].children = {4};
    model.nodes.push_back({.name = "grain", .parent = 2, .mesh = 0});
    model.nodes[4].extras = {{"repeat", {{"over", "count:4096"}}}};
    const Part part = readPart(share(model));
    EXPECT_THROW((void)shapeOf(part), Error);
    model.nodes[4].extras = {{"repeat", {{"over", "count:1e9"}}}};
    EXPECT_THROW((void)shapeOf(readPart(share(model))), Error);
}

TEST(Morph, RecomputesNormalsAndKeepsCreases) {
    // Two triangles that share an edge: smooth when the file gives the edge one normal, creased when it gives two.
    Primitive fold{.positions = {{0, 0, 0}, {0, 0, 1}, {1, 0, 0}, {-1, 0, 0}, {0, 0, 0}, {0, 0, 1}},
                   .normals = {{0, 1, 0}, {0, 1, 0}, {0, 1, 0}, {0, 1, 0}, {0, 1, 0}, {0, 1, 0}},
                   .indices = {0, 1, 2, 4, 3, 5}};
    fold.targets = {
        {.name = "down", .positions = {{0, 0, 0}, {0, 0, 0}, {0, -1, 0}, {0, -1, 0}, {0, 0, 0}, {0, 0, 0}}}};
    const MorphedVertices smooth = morphVertices(fold, {1.0});
    expectNear(smooth.positions[2], {1, -1, 0});
    expectNear(smooth.normals[0], {0, 1, 0});
    expectNear(smooth.normals[4], {0, 1, 0});

    fold.normals[4] = fold.normals[5] = {1, 0, 0};
    const MorphedVertices creased = morphVertices(fold, {1.0});
    expectNear(creased.normals[0], glm::normalize(glm::dvec3(1, 1, 0)));
    expectNear(creased.normals[4], glm::normalize(glm::dvec3(-1, 1, 0)));
}

} // namespace
} // namespace vitrine::part
