#include "base/error.h"
#include "fixtures.h"
#include "optics/upsampling.h"
#include "scene/foreign.h"

#include <glm/gtc/matrix_transform.hpp>
#include <gtest/gtest.h>

namespace vitrine::scene {
namespace {

void glass(part::Material& material) {
    material.transmission = 1.0;
    material.ior = 1.76;
}

// The signed volume that an instance's triangles enclose: positive when they wind outward.
double windingVolume(const Mesh& mesh, const glm::dmat4& worldFromMesh) {
    double volume = 0.0;
    const auto world = [&](std::uint32_t i) {
        return glm::dvec3(worldFromMesh * glm::dvec4(glm::dvec3(mesh.positions[i]), 1.0));
    };
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const glm::dvec3 a = world(mesh.indices[i]), b = world(mesh.indices[i + 1]), c = world(mesh.indices[i + 2]);
        volume += glm::dot(a, glm::cross(b, c)) / 6.0;
    }
    return volume;
}

part::Model opaqueBrilliant() {
    return modelOf(meshOf(brilliant_6_5mm()), [](part::Material& material) { material.roughness = 0.4; });
}

TEST(ForeignModel, MakesAStoneOfATransmissiveBrilliant) {
    const Piece piece = pieceFromModel(modelOf(meshOf(brilliant_6_5mm()), glass));
    ASSERT_EQ(piece.stones.size(), 1u);
    EXPECT_TRUE(piece.instances.empty());
    EXPECT_EQ(piece.stones[0].seat, "Gem");
    EXPECT_NEAR(piece.stones[0].species->ordinary.index(587.6), 1.76, 1e-12);
}

TEST(ForeignModel, LeavesARoundGlassATriangleMeshAndSaysWhy) {
    const Piece piece = pieceFromModel(modelOf(sphere(24, 3.0), glass));
    EXPECT_TRUE(piece.stones.empty());
    ASSERT_EQ(piece.instances.size(), 1u);
    ASSERT_EQ(piece.notes.size(), 1u);
    EXPECT_NE(piece.notes[0].find("Gem is no faceted stone"), std::string::npos);
}

TEST(ForeignModel, TakesAbbesNumberAndAttenuationFromTheMaterial) {
    const Piece piece = pieceFromModel(modelOf(meshOf(brilliant_6_5mm()), [](part::Material& material) {
        glass(material);
        material.dispersion = 20.0 / 55.0;
        material.attenuationColor = {0.9, 0.1, 0.2};
        material.attenuationDistance_mm = 5.0;
    }));
    const gem::Species& species = *piece.stones.at(0).species;
    const auto n = [&](double nm) { return species.ordinary.index(nm); };
    EXPECT_NEAR((n(587.6) - 1.0) / (n(486.1) - n(656.3)), 55.0, 1e-6);
    for (const double nm : {450.0, 550.0, 650.0})
        EXPECT_NEAR(std::exp(-5.0 * species.absorptionOrdinary.at(nm)),
                    optics::rec709Spectrum(glm::dvec3(0.9, 0.1, 0.2), nm), 1e-9);
}

TEST(ForeignModel, KnowsAGemByItsNameOnlyWhereItIsPolishedAndFaceted) {
    auto diamond = std::make_shared<gem::Species>();
    diamond->id = "diamond";
    diamond->ordinary = diamond->extraordinary = optics::Dispersion::constant(2.417);
    const ForeignSettings settings{.species = {diamond}};

    part::Model model = modelOf(meshOf(brilliant_6_5mm()), [](part::Material&) {});
    model.nodes[0].name = "Diamond_1_0";
    EXPECT_EQ(pieceFromModel(model, settings).stones.at(0).species, diamond);
    model.nodes[0].name = "Diamondback";
    EXPECT_TRUE(pieceFromModel(model, settings).stones.empty());
    model.nodes[0].name = "Diamond";
    model.materials[0].roughness = 0.5;
    EXPECT_TRUE(pieceFromModel(model, settings).stones.empty());
    model.materials[0].roughness = 0.0;
    model.materials[0].metallic = 1.0;
    EXPECT_TRUE(pieceFromModel(model, settings).stones.empty());
}

TEST(ForeignModel, MakesAStoneWhereTheUserNamesOne) {
    auto ruby = std::make_shared<gem::Species>();
    ruby->id = "ruby";
    ruby->ordinary = ruby->extraordinary = optics::Dispersion::constant(1.77);
    EXPECT_EQ(pieceFromModel(opaqueBrilliant(), {.stones = {{"Gem", ruby}}}).stones.at(0).species, ruby);
    EXPECT_THROW(pieceFromModel(opaqueBrilliant(), {.stones = {{"Emerald", ruby}}}), Error);
}

TEST(ForeignModel, KeepsOutsideOutsideUnderAMirroredNode) {
    part::Model model = opaqueBrilliant();
    model.nodes.push_back(model.nodes[0]);
    model.nodes[1].scale = {-1.0, 1.0, 1.0};
    model.nodes[1].translation = {9.0, 0.0, 0.0};
    model.roots = {0, 1};
    const Piece piece = pieceFromModel(model);
    ASSERT_EQ(piece.instances.size(), 2u);
    for (const Instance& instance : piece.instances) {
        const Mesh& mesh = piece.meshes[static_cast<std::size_t>(instance.mesh)];
        EXPECT_GT(glm::determinant(glm::dmat3(instance.worldFromMesh)), 0.0);
        EXPECT_GT(windingVolume(mesh, instance.worldFromMesh), 0.0);
        const glm::dvec3 p(mesh.positions[0]), n(mesh.normals[0]);
        EXPECT_GT(glm::dot(p, n), 0.0);
    }
    EXPECT_NEAR(piece.instances[1].worldFromMesh[3].x, 9.0, 1e-12);
}

TEST(ForeignModel, SharesAMeshBetweenItsNodes) {
    part::Model model = opaqueBrilliant();
    model.nodes.push_back(model.nodes[0]);
    model.nodes[1].translation = {9.0, 0.0, 0.0};
    model.roots = {0, 1};
    const Piece piece = pieceFromModel(model);
    EXPECT_EQ(piece.meshes.size(), 1u);
    EXPECT_EQ(piece.surfaces.size(), 1u);
    EXPECT_EQ(piece.instances.size(), 2u);
}

TEST(ForeignModel, WalksTheNodeGraph) {
    part::Model model = opaqueBrilliant();
    part::Node parent;
    parent.translation = {0.0, 3.0, 0.0};
    parent.rotation = glm::angleAxis(kPi / 2.0, glm::dvec3(0, 0, 1));
    parent.children = {0};
    model.nodes[0].translation = {2.0, 0.0, 0.0};
    model.nodes.push_back(parent);
    model.roots = {1};
    const Piece piece = pieceFromModel(model);
    const glm::dvec3 origin(piece.instances.at(0).worldFromMesh[3]);
    EXPECT_NEAR(glm::length(origin - glm::dvec3(0.0, 5.0, 0.0)), 0.0, 1e-12);
}

TEST(ForeignModel, AppliesDefaultMorphWeightsTheNodesOverTheMeshes) {
    part::Model model = opaqueBrilliant();
    part::Primitive& primitive = model.meshes[0].primitives[0];
    primitive.targets.push_back(
        {.positions = std::vector<glm::dvec3>(primitive.positions.size(), glm::dvec3(0.0, 1.0, 0.0))});
    model.meshes[0].weights = {0.5};
    const float before = static_cast<float>(primitive.positions[0].y);
    EXPECT_FLOAT_EQ(pieceFromModel(model).meshes[0].positions[0].y, before + 0.5f);
    model.nodes[0].weights = {0.25};
    EXPECT_FLOAT_EQ(pieceFromModel(model).meshes[0].positions[0].y, before + 0.25f);
}

TEST(ForeignModel, MakesFlatNormalsWhereTheFileHasNone) {
    StoneMesh mesh = sphere(6, 3.0);
    mesh.normals.clear();
    const Piece piece = pieceFromModel(modelOf(mesh, [](part::Material&) {}));
    const Mesh& flat = piece.meshes.at(0);
    ASSERT_EQ(flat.positions.size(), mesh.indices.size());
    for (std::size_t i = 0; i < flat.indices.size(); i += 3) EXPECT_EQ(flat.normals[i], flat.normals[i + 2]);
}

TEST(ForeignModel, MakesTangentsAlongGrowingU) {
    part::Model model = modelOf({.positions = {{0, 0, 0}, {2, 0, 0}, {0, 2, 0}},
                                 .normals = {{0, 0, 1}, {0, 0, 1}, {0, 0, 1}},
                                 .indices = {0, 1, 2}},
                                [](part::Material& material) { material.normalTexture.image = 0; });
    model.images.push_back({.width = 1, .height = 1, .rgba = {128, 128, 255, 255}});
    // glTF's v grows downwards: up in the picture is towards smaller v.
    model.meshes[0].primitives[0].texCoords[0] = {{0, 1}, {1, 1}, {0, 0}};
    const glm::vec4 tangent = pieceFromModel(model).meshes.at(0).tangents.at(0);
    EXPECT_NEAR(tangent.x, 1.0f, 1e-6f);
    EXPECT_EQ(tangent.w, 1.0f);
    model.meshes[0].primitives[0].texCoords[0] = {{1, 1}, {0, 1}, {1, 0}};
    EXPECT_EQ(pieceFromModel(model).meshes.at(0).tangents.at(0).w, -1.0f);
}

TEST(ForeignModel, ChoosesAVariantOrNamesTheChoices) {
    part::Model model = opaqueBrilliant();
    model.materials.push_back(model.materials[0]);
    model.materials[1].name = "Rose";
    model.variants = {"yellow", "rose"};
    model.meshes[0].primitives[0].variantMaterials = {-1, 1};
    EXPECT_EQ(pieceFromModel(model).surfaces.at(0).name, "Glass");
    EXPECT_EQ(pieceFromModel(model, {.variant = "yellow"}).surfaces.at(0).name, "Glass");
    EXPECT_EQ(pieceFromModel(model, {.variant = "rose"}).surfaces.at(0).name, "Rose");
    try {
        pieceFromModel(model, {.variant = "white"});
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("yellow, rose"), std::string::npos);
    }
}

TEST(ForeignModel, BringsAModelOfAnotherSizeToThatOfJewellery) {
    part::Model model = modelOf(meshOf(brilliant_6_5mm()), [](part::Material& material) {
        glass(material);
        material.attenuationColor = {0.2, 0.3, 0.9};
        material.attenuationDistance_mm = 650.0;
    });
    model.nodes[0].scale = glm::dvec3(1000.0);
    const Piece piece = pieceFromModel(model);
    const Bounds box = bounds(piece);
    EXPECT_NEAR(box.greatest.x - box.least.x, 25.0, 1e-6);
    EXPECT_NEAR(glm::length(box.greatest + box.least), 0.0, 1e-6);
    EXPECT_EQ(piece.notes.size(), 1u);
    // The picture does not change with the size: the way through is as long in attenuation distances as before.
    const double alpha = piece.stones.at(0).species->absorptionOrdinary.at(600.0);
    EXPECT_NEAR(alpha * 25.0, -std::log(optics::rec709Spectrum(glm::dvec3(0.2, 0.3, 0.9), 600.0)) * 6500.0 / 650.0,
                1e-9);
}

TEST(StoneReports, SayWhichRuleEachGlassFails) {
    const auto reports = stoneReports(modelOf(sphere(24, 3.0), glass));
    ASSERT_EQ(reports.size(), 1u);
    EXPECT_EQ(reports[0].finding.failed, StoneRule::fewPlanes);
    EXPECT_TRUE(stoneReports(opaqueBrilliant()).empty());
}

} // namespace
} // namespace vitrine::scene
