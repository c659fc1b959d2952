#include "model_file.h"

#include "part/decode.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace vitrine::part {
namespace {

/// A model with one float buffer in its BIN chunk. `views` are (offset, length) pairs in bytes.
class Reader : public ::testing::Test {
  protected:
    Model read(const std::string& json, const std::string& binary = {}) {
        return readModel(folder_.write("model.glb", glb(json, binary)));
    }

    /// One primitive over four vertices at the corners of a 1 m square, with `members` besides its attributes.
    Model readSquare(const std::string& members, const std::vector<std::uint16_t>& indices,
                     const std::string& rest = {}) {
        const std::string corners = bytesOf(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0});
        const std::string binary = corners + bytesOf(indices);
        return read(fmt::format(R"({{"asset":{{"version":"2.0"}},"buffers":[{{"byteLength":{}}}],
            "bufferViews":[{{"buffer":0,"byteLength":48}},{{"buffer":0,"byteOffset":48,"byteLength":{}}}],
            "accessors":[{{"bufferView":0,"type":"VEC3","componentType":5126,"count":4,"min":[0,0,0],"max":[1,1,0]}},
                         {{"bufferView":1,"type":"SCALAR","componentType":5123,"count":{}}}],
            "meshes":[{{"primitives":[{{"attributes":{{"POSITION":0}},"indices":1{}}}]}}]{}}})",
                                binary.size(), indices.size() * 2, indices.size(), members, rest),
                    binary);
    }
    ModelFolder folder_;
};

TEST_F(Reader, TurnsMetresIntoMillimetresEverywhere) {
    const Model model = readSquare(R"(,"targets":[{"POSITION":0}])", {0, 1, 2}, R"(,
        "nodes":[{"mesh":0,"translation":[0.001,0,0],"scale":[2,2,2]},{"matrix":[1,0,0,0,0,1,0,0,0,0,1,0,0,0.5,0,1]}],
        "extensionsUsed":["KHR_materials_volume","KHR_materials_transmission"],
        "materials":[{"extensions":{"KHR_materials_transmission":{},
            "KHR_materials_volume":{"thicknessFactor":0.002,"attenuationDistance":0.003}}}])");
    const Primitive& primitive = model.meshes[0].primitives[0];
    EXPECT_EQ(primitive.positions[3], glm::dvec3(1000, 1000, 0));
    EXPECT_EQ(primitive.targets[0].positions[3], glm::dvec3(1000, 1000, 0));
    EXPECT_EQ(model.nodes[0].translation, glm::dvec3(1, 0, 0));
    EXPECT_EQ(model.nodes[0].scale, glm::dvec3(2));
    EXPECT_EQ(model.nodes[1].translation, glm::dvec3(0, 500, 0));
    EXPECT_DOUBLE_EQ(model.materials[0].thickness_mm, 2.0);
    EXPECT_DOUBLE_EQ(model.materials[0].attenuationDistance_mm, 3.0);
}

TEST_F(Reader, TakesMatricesApartWithoutLosingAMirroring) {
    const Model model = read(R"({"asset":{"version":"2.0"},"nodes":[
        {"matrix":[0,2,0,0, 3,0,0,0, 0,0,4,0, 0.005,0.006,0.007,1]},
        {"matrix":[0,1,0,0, -1,0,0,0, 0,0,1,0, 0,0,0,1]},
        {"matrix":[1,0,0,0, 0,0,0,0, 0,0,1,0, 0,0,0,1]}]})");
    const double expected[3][16] = {{0, 2, 0, 0, 3, 0, 0, 0, 0, 0, 4, 0, 5, 6, 7, 1},
                                    {0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1},
                                    {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}};
    for (int n = 0; n < 3; ++n) {
        const glm::dmat4 matrix = model.nodes[n].parentFromNode();
        for (int i = 0; i < 16; ++i) EXPECT_NEAR(matrix[i / 4][i % 4], expected[n][i], 1e-12) << n << " " << i;
    }
    EXPECT_LT(model.nodes[0].scale.x * model.nodes[0].scale.y * model.nodes[0].scale.z, 0.0);
}

TEST_F(Reader, TurnsStripsAndFansIntoListsOfOneWinding) {
    using Indices = std::vector<std::uint32_t>;
    EXPECT_EQ(readSquare(R"(,"mode":5)", {0, 1, 2, 3}).meshes[0].primitives[0].indices, (Indices{0, 1, 2, 1, 3, 2}));
    EXPECT_EQ(readSquare(R"(,"mode":6)", {0, 1, 3, 2}).meshes[0].primitives[0].indices, (Indices{1, 3, 0, 3, 2, 0}));
}

TEST_F(Reader, JoinsLooseSegmentsIntoPaths) {
    const auto primitives = readSquare(R"(,"mode":1)", {2, 3, 0, 1, 1, 2}).meshes[0].primitives;
    ASSERT_EQ(primitives.size(), 1u);
    EXPECT_EQ(primitives[0].kind, Primitive::Kind::lines);
    EXPECT_FALSE(primitives[0].lineClosed);
    EXPECT_EQ(primitives[0].positions.size(), 4u);
    EXPECT_EQ(readSquare(R"(,"mode":1)", {0, 1, 2, 3}).meshes[0].primitives[1].positions[1], glm::dvec3(1000, 1000, 0));
    // The corners 0, 1, 2, 3 in this order, or backwards.
    const glm::dvec3 first = primitives[0].positions.front(), last = primitives[0].positions.back();
    EXPECT_EQ(glm::length(first - last), std::sqrt(2.0) * 1000.0);
    const auto ring = readSquare(R"(,"mode":1)", {0, 1, 1, 2, 2, 0}).meshes[0].primitives;
    ASSERT_EQ(ring.size(), 1u);
    EXPECT_TRUE(ring[0].lineClosed);
    EXPECT_EQ(ring[0].indices.size(), 3u);
}

TEST(Chains, EndWhereMoreThanTwoSegmentsMeet) {
    // A star of three rays and a loop that hangs on its middle.
    const auto chains = chainSegments({0, 1, 0, 2, 0, 3, 0, 4, 4, 5, 5, 0});
    std::size_t loops = 0, vertices = 0;
    for (const Chain& chain : chains) {
        loops += chain.closed;
        vertices += chain.vertices.size();
    }
    EXPECT_EQ(chains.size(), 4u);
    EXPECT_EQ(loops, 1u);
    EXPECT_EQ(vertices, 3u * 2u + 3u);
}

TEST_F(Reader, RefusesIndicesBeyondTheVertices) {
    for (const std::uint16_t wrong : {std::uint16_t{4}, std::uint16_t{65535}}) {
        EXPECT_NO_THROW(readSquare("", {0, 1, 3}));
        EXPECT_THROW(readSquare("", {0, 1, wrong}), Error);
    }
}

TEST_F(Reader, NamesMorphTargetsAndTheirWeights) {
    const std::string binary = bytesOf(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0});
    const Model model = read(R"({"asset":{"version":"2.0"},"buffers":[{"byteLength":36}],
        "bufferViews":[{"buffer":0,"byteLength":36}],
        "accessors":[{"bufferView":0,"type":"VEC3","componentType":5126,"count":3,"min":[0,0,0],"max":[1,1,0]}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0},"targets":[{"POSITION":0},{"POSITION":0}]}],
                   "weights":[0.25,0.5],"extras":{"targetNames":["width","height"]}}],
        "nodes":[{"mesh":0,"weights":[1,0]}]})",
                             binary);
    const Mesh& mesh = model.meshes[0];
    EXPECT_EQ(mesh.primitives[0].targets[1].name, "height");
    EXPECT_EQ(mesh.weights, (std::vector<double>{0.25, 0.5}));
    EXPECT_EQ(model.nodes[0].weights, (std::vector<double>{1, 0}));
    EXPECT_EQ(model.roots, std::vector<int>{0});
}

TEST_F(Reader, PutsSparseValuesOverTheirBase) {
    // 48 bytes of base, one index, one vector that replaces vertex 2.
    const std::string binary = bytesOf(std::vector<float>(9, 0.f)) + bytesOf(std::vector<std::uint16_t>{2, 0}) +
                               bytesOf(std::vector<float>{1, 2, 3});
    const auto json = [](int index) {
        return fmt::format(R"({{"asset":{{"version":"2.0"}},"buffers":[{{"byteLength":52}}],
        "bufferViews":[{{"buffer":0,"byteLength":36}},{{"buffer":0,"byteOffset":{},"byteLength":2}},
                       {{"buffer":0,"byteOffset":40,"byteLength":12}}],
        "accessors":[{{"bufferView":0,"type":"VEC3","componentType":5126,"count":3,"min":[0,0,0],"max":[1,2,3],
            "sparse":{{"count":1,"indices":{{"bufferView":1,"componentType":5123}},"values":{{"bufferView":2}}}}}}],
        "meshes":[{{"primitives":[{{"attributes":{{"POSITION":0}}}}]}}]}})",
                           index);
    };
    const Model model = read(json(36), binary);
    EXPECT_EQ(model.meshes[0].primitives[0].positions[1], glm::dvec3(0));
    EXPECT_EQ(model.meshes[0].primitives[0].positions[2], glm::dvec3(1000, 2000, 3000));
    const std::string beyond = binary.substr(0, 36) + bytesOf(std::vector<std::uint16_t>{3, 0}) + binary.substr(40);
    EXPECT_THROW(read(json(36), beyond), Error);
}

TEST_F(Reader, ReadsQuantizedVertices) {
    // Signed bytes, four a vertex: normals along x, y, z as 127ths.
    const std::string binary = bytesOf(std::vector<std::int8_t>{0, 0, 0, 0, 100, 0, 0, 0, 0, -100, 0, 0}) +
                               bytesOf(std::vector<std::int8_t>{127, 0, 0, 0, 0, 127, 0, 0, 0, 0, -127, 0});
    const Model model = read(R"({"asset":{"version":"2.0"},"extensionsUsed":["KHR_mesh_quantization"],
        "extensionsRequired":["KHR_mesh_quantization"],"buffers":[{"byteLength":24}],
        "bufferViews":[{"buffer":0,"byteLength":12,"byteStride":4},{"buffer":0,"byteOffset":12,"byteLength":12,"byteStride":4}],
        "accessors":[{"bufferView":0,"type":"VEC3","componentType":5120,"count":3,"min":[0,-100,0],"max":[100,0,0]},
                     {"bufferView":1,"type":"VEC3","componentType":5120,"normalized":true,"count":3}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0,"NORMAL":1}}]}]})",
                             binary);
    EXPECT_EQ(model.meshes[0].primitives[0].positions[1], glm::dvec3(100e3, 0, 0));
    EXPECT_EQ(model.meshes[0].primitives[0].normals[2], glm::dvec3(0, 0, -1));
}

TEST_F(Reader, RefusesValuesThatAreNoNumbersOrNotAsDeclared) {
    const auto json =
        R"({"asset":{"version":"2.0"},"buffers":[{"byteLength":12}],"bufferViews":[{"buffer":0,"byteLength":12}],
        "accessors":[{"bufferView":0,"type":"VEC3","componentType":5126,"count":1,"min":[1,0,0],"max":[1,0,0]}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0},"mode":0}]}]})";
    EXPECT_NO_THROW(read(json, bytesOf(std::vector<float>{1.f, 0.f, 0.f})));
    EXPECT_THROW(read(json, bytesOf(std::vector<float>{NAN, 0.f, 0.f})), Error);
    EXPECT_THROW(read(json, bytesOf(std::vector<float>{INFINITY, 0.f, 0.f})), Error);
    EXPECT_THROW(read(json, bytesOf(std::vector<float>{2.f, 0.f, 0.f})), Error);
}

TEST_F(Reader, ChoosesMaterialsByVariant) {
    const Model model = readSquare(
        R"(,"material":0,"extensions":{"KHR_materials_variants":{"mappings":[{"material":1,"variants":[1]}]}})",
        {0, 1, 2}, R"(,"materials":[{"name":"gold"},{"name":"silver"}],
        "extensionsUsed":["KHR_materials_variants"],
        "extensions":{"KHR_materials_variants":{"variants":[{"name":"warm"},{"name":"cool"}]}})");
    EXPECT_EQ(model.variants, (std::vector<std::string>{"warm", "cool"}));
    EXPECT_EQ(model.meshes[0].primitives[0].material, 0);
    EXPECT_EQ(model.meshes[0].primitives[0].variantMaterials, (std::vector<int>{-1, 1}));
}

TEST_F(Reader, ReadsMaterialsWithTheirExtensions) {
    const Model model =
        read(R"({"asset":{"version":"2.0"},"extensionsUsed":["KHR_materials_ior","KHR_materials_specular",
        "KHR_materials_transmission","KHR_materials_volume","KHR_materials_dispersion","KHR_materials_emissive_strength",
        "KHR_materials_unlit"],"materials":[{"alphaMode":"MASK","alphaCutoff":0.25,"emissiveFactor":[1,0.5,0],
        "pbrMetallicRoughness":{"baseColorFactor":[0.1,0.2,0.3,0.4],"metallicFactor":0,"roughnessFactor":0.25},
        "extensions":{"KHR_materials_ior":{"ior":2.417},"KHR_materials_dispersion":{"dispersion":0.36},
        "KHR_materials_specular":{"specularFactor":0.5,"specularColorFactor":[2,1,1]},"KHR_materials_unlit":{},
        "KHR_materials_transmission":{"transmissionFactor":1},"KHR_materials_emissive_strength":{"emissiveStrength":4},
        "KHR_materials_volume":{"thicknessFactor":0.001,"attenuationColor":[1,0.5,0.5],"attenuationDistance":0.01}}},{}]})");
    const Material& material = model.materials[0];
    EXPECT_EQ(material.baseColor, glm::dvec4(0.1, 0.2, 0.3, 0.4));
    EXPECT_DOUBLE_EQ(material.roughness, 0.25);
    EXPECT_EQ(material.emissive, glm::dvec3(4, 2, 0));
    EXPECT_EQ(material.alpha, Material::Alpha::mask);
    EXPECT_DOUBLE_EQ(material.ior, 2.417);
    EXPECT_DOUBLE_EQ(material.dispersion, 0.36);
    EXPECT_DOUBLE_EQ(material.specular, 0.5);
    EXPECT_EQ(material.specularColor, glm::dvec3(2, 1, 1));
    EXPECT_DOUBLE_EQ(material.transmission, 1.0);
    EXPECT_TRUE(material.unlit);
    EXPECT_DOUBLE_EQ(material.attenuationDistance_mm, 10.0);
    EXPECT_EQ(model.materials[1].baseColor, glm::dvec4(1));
    EXPECT_DOUBLE_EQ(model.materials[1].ior, 1.5);
}

TEST_F(Reader, PassesExtrasThroughAsObjectOrString) {
    const Model model = read(R"({"asset":{"version":"2.0"},"scene":0,
        "scenes":[{"nodes":[0],"extras":{"vitrine":{"part":"band"}}}],
        "nodes":[{"extras":{"vitrine":"{\"slot\":\"shank\"}"}}],"materials":[{"extras":{"other":1}}]})");
    EXPECT_EQ(model.extras, Json({{"part", "band"}}));
    EXPECT_EQ(model.nodes[0].extras, Json({{"slot", "shank"}}));
    EXPECT_TRUE(model.materials[0].extras.is_null());
}

TEST_F(Reader, RefusesAMeshWithoutItsData) {
    const std::string json =
        R"({"asset":{"version":"2.0"},"buffers":[{"byteLength":36,"uri":"https://example.com/a.bin"}],
        "bufferViews":[{"buffer":0,"byteLength":36}],
        "accessors":[{"bufferView":0,"type":"VEC3","componentType":5126,"count":3,"min":[0,0,0],"max":[1,1,0]}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}]})";
    EXPECT_TRUE(check(folder_.write("model.gltf", json)).valid());
    try {
        readModel(folder_.path() / "model.gltf");
        FAIL();
    } catch (const Error& problem) {
        EXPECT_EQ(problem.parts().place, "/meshes/0/primitives/0/attributes/POSITION");
    }
}

TEST_F(Reader, BoundsWhatSharedAccessorsCost) {
    std::string json = R"({"asset":{"version":"2.0"},"accessors":[{"type":"VEC3","componentType":5126,"count":1000000,
        "min":[0,0,0],"max":[1,1,1]}],"meshes":[{"primitives":[{"attributes":{"POSITION":0}})";
    for (int i = 0; i < 999; ++i) json += R"(,{"attributes":{"POSITION":0}})";
    EXPECT_THROW(readModel(folder_.write("model.gltf", json + "]}]}"), {.maxComponents = 4000000}), Error);
}

} // namespace
} // namespace vitrine::part
