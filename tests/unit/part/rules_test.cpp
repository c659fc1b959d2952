// Each rule of glTF 2.0 that the reader holds a file to: a small document that breaks this rule alone. The codes are
// those of Khronos's glTF validator.
#include "model_file.h"

#include <gtest/gtest.h>

namespace vitrine::part {
namespace {

/// What a document holds besides "asset", the one error it has, and where.
struct Rule {
    const char *code, *pointer, *json;
};

std::ostream& operator<<(std::ostream& out, const Rule& rule) {
    return out << rule.code << ": " << rule.json;
}

class Rules : public ::testing::TestWithParam<Rule> {
  protected:
    Report checkText(const std::string& json) { return check(folder_.write("model.gltf", json)); }
    ModelFolder folder_;
};

TEST_P(Rules, AreNamedAndLocated) {
    const std::string json = std::string(R"({"asset": {"version": "2.0"}, )") + GetParam().json + "}";
    const Report report = checkText(json);
    const auto& issues = report.issues.all();
    const auto found = std::find_if(issues.begin(), issues.end(), [](const Issue& issue) {
        return issue.code == GetParam().code && issue.pointer == GetParam().pointer;
    });
    EXPECT_NE(found, issues.end());
    EXPECT_EQ(errorCodes(report), std::vector<std::string>{GetParam().code});
    EXPECT_FALSE(report.valid());
    EXPECT_THROW(readModel(folder_.path() / "model.gltf"), Error);
}

// Three vertices with nothing behind them, and a triangle made of them.
#define VERTICES R"("accessors": [{"type": "VEC3", "componentType": 5126, "count": 3, "min": [0,0,0], "max": [1,1,1]})"
#define TRIANGLE R"("meshes": [{"primitives": [{"attributes": {"POSITION": 0})"
#define BUFFER R"("buffers": [{"byteLength": 64}])"

INSTANTIATE_TEST_SUITE_P(
    OfTheSchema, Rules,
    ::testing::Values(
        Rule{"TYPE_MISMATCH", "/nodes", R"("nodes": {})"}, Rule{"TYPE_MISMATCH", "/nodes/0", R"("nodes": [null])"},
        Rule{"TYPE_MISMATCH", "/nodes/0/name", R"("nodes": [{"name": 3}])"},
        Rule{"TYPE_MISMATCH", "/nodes/0/mesh", R"("nodes": [{"mesh": 0.5}])"},
        Rule{"ARRAY_TYPE_MISMATCH", "/nodes/0/scale/1", R"("nodes": [{"scale": [1, "1", 1]}])"},
        Rule{"ARRAY_LENGTH_NOT_IN_LIST", "/nodes/0/scale", R"("nodes": [{"scale": [1, 1]}])"},
        Rule{"EMPTY_ENTITY", "/nodes", R"("nodes": [])"},
        Rule{"UNDEFINED_PROPERTY", "/buffers/0", R"("buffers": [{}])"},
        Rule{"INVALID_INDEX", "/scene", R"("scenes": [{}], "scene": -1)"},
        Rule{"UNRESOLVED_REFERENCE", "/scene", R"("scenes": [{}], "scene": 1)"},
        Rule{"DUPLICATE_ELEMENTS", "/scenes/0/nodes/1", R"("nodes": [{}], "scenes": [{"nodes": [0, 0]}])"},
        Rule{"VALUE_NOT_IN_RANGE", "/materials/0/pbrMetallicRoughness/metallicFactor",
             R"("materials": [{"pbrMetallicRoughness": {"metallicFactor": 1.5}}])"},
        Rule{"VALUE_NOT_IN_RANGE", "/nodes/0/translation/0", R"("nodes": [{"translation": [1e300, 0, 0]}])"},
        Rule{"VALUE_MULTIPLE_OF", "/bufferViews/0/byteStride",
             BUFFER R"(, "bufferViews": [{"buffer": 0, "byteLength": 12, "byteStride": 5}])"},
        Rule{"UNDECLARED_EXTENSION", "/materials/0/extensions/KHR_materials_ior",
             R"("materials": [{"extensions": {"KHR_materials_ior": {}}}])"},
        Rule{"UNEXPECTED_EXTENSION_OBJECT", "/nodes/0/extensions/KHR_materials_ior",
             R"("extensionsUsed": ["KHR_materials_ior"], "nodes": [{"extensions": {"KHR_materials_ior": {}}}])"},
        Rule{
            "VALUE_NOT_IN_RANGE", "/materials/0/extensions/KHR_materials_ior/ior",
            R"("extensionsUsed": ["KHR_materials_ior"], "materials": [{"extensions": {"KHR_materials_ior": {"ior": 0.9}}}])"},
        Rule{"UNSUPPORTED_REQUIRED_EXTENSION", "/extensionsRequired/0",
             R"("extensionsUsed": ["XYZ_new_light"], "extensionsRequired": ["XYZ_new_light"])"},
        Rule{"NON_REQUIRED_EXTENSION", "/extensionsUsed/0", R"("extensionsUsed": ["KHR_mesh_quantization"])"}));

INSTANTIATE_TEST_SUITE_P(
    OfBytes, Rules,
    ::testing::Values(
        Rule{"BUFFER_VIEW_TOO_LONG", "/bufferViews/0/byteLength",
             BUFFER R"(, "bufferViews": [{"buffer": 0, "byteOffset": 60, "byteLength": 8}])"},
        Rule{"BUFFER_VIEW_TOO_LONG", "/bufferViews/0/byteOffset",
             BUFFER
             R"(, "bufferViews": [{"buffer": 0, "byteOffset": 9007199254740991, "byteLength": 9007199254740991}])"},
        Rule{"ACCESSOR_TOO_LONG", "/accessors/0", BUFFER R"(, "bufferViews": [{"buffer": 0, "byteLength": 64}],
                 "accessors": [{"bufferView": 0, "type": "VEC3", "componentType": 5126, "count": 4000000000}])"},
        Rule{"ACCESSOR_OFFSET_ALIGNMENT", "/accessors/0/byteOffset",
             BUFFER R"(, "bufferViews": [{"buffer": 0, "byteLength": 62, "byteOffset": 2}],
                 "accessors": [{"bufferView": 0, "byteOffset": 2, "type": "SCALAR", "componentType": 5126, "count": 1}])"},
        Rule{"ACCESSOR_TOTAL_OFFSET_ALIGNMENT", "/accessors/0",
             BUFFER R"(, "bufferViews": [{"buffer": 0, "byteLength": 62, "byteOffset": 2}],
                 "accessors": [{"bufferView": 0, "type": "SCALAR", "componentType": 5126, "count": 1}])"},
        Rule{"ACCESSOR_SMALL_BYTESTRIDE", "/accessors/0",
             BUFFER R"(, "bufferViews": [{"buffer": 0, "byteLength": 64, "byteStride": 8}],
                 "accessors": [{"bufferView": 0, "type": "VEC3", "componentType": 5126, "count": 1}])"},
        Rule{"ACCESSOR_SPARSE_COUNT_OUT_OF_RANGE", "/accessors/0/sparse/count",
             BUFFER R"(, "bufferViews": [{"buffer": 0, "byteLength": 64}], "accessors": [{"type": "SCALAR",
                 "componentType": 5126, "count": 1, "sparse": {"count": 2, "values": {"bufferView": 0},
                 "indices": {"bufferView": 0, "componentType": 5121}}}])"},
        Rule{"ACCESSOR_NORMALIZED_INVALID", "/accessors/0/normalized",
             R"("accessors": [{"type": "SCALAR", "componentType": 5126, "count": 1, "normalized": true}])"},
        Rule{"INVALID_GL_VALUE", "/accessors/0/max/0",
             R"("accessors": [{"type": "SCALAR", "componentType": 5121, "count": 1, "min": [0], "max": [256]}])"},
        Rule{"UNSATISFIED_DEPENDENCY", "/accessors/0/byteOffset",
             R"("accessors": [{"type": "SCALAR", "componentType": 5126, "count": 1, "byteOffset": 4}])"},
        Rule{"LIMIT_EXCEEDED", "/accessors/0",
             R"("accessors": [{"type": "MAT4", "componentType": 5126, "count": 4000000000}])"},
        Rule{"BUFFER_BYTE_LENGTH_MISMATCH", "/buffers/0",
             R"("buffers": [{"byteLength": 5, "uri": "data:application/octet-stream;base64,AAAAAA=="}])"},
        Rule{"BUFFER_DATA_URI_MIME_TYPE_INVALID", "/buffers/0/uri",
             R"("buffers": [{"byteLength": 1, "uri": "data:text/plain;base64,AA=="}])"},
        Rule{"INVALID_URI", "/buffers/0/uri",
             R"("buffers": [{"byteLength": 1, "uri": "data:application/octet-stream;base64,A"}])"}));

INSTANTIATE_TEST_SUITE_P(
    OfMeshes, Rules,
    ::testing::Values(
        Rule{"MESH_PRIMITIVE_INVALID_ATTRIBUTE", "/meshes/0/primitives/0/attributes/COLOUR_0",
             VERTICES R"(], "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "COLOUR_0": 0}}]}])"},
        Rule{"MESH_PRIMITIVE_INDEXED_SEMANTIC_CONTINUITY", "/meshes/0/primitives/0/attributes",
             VERTICES R"(, {"type": "VEC2", "componentType": 5126, "count": 3}],
                 "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "TEXCOORD_1": 1}}]}])"},
        Rule{"MESH_PRIMITIVE_UNEQUAL_ACCESSOR_COUNT", "/meshes/0/primitives/0/attributes/NORMAL",
             VERTICES R"(, {"type": "VEC3", "componentType": 5126, "count": 4}],
                 "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1}}]}])"},
        Rule{"MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_INVALID_FORMAT", "/meshes/0/primitives/0/attributes/NORMAL",
             VERTICES R"(, {"type": "VEC4", "componentType": 5126, "count": 3}],
                 "meshes": [{"primitives": [{"attributes": {"POSITION": 0, "NORMAL": 1}}]}])"},
        Rule{"MESH_PRIMITIVE_INDICES_ACCESSOR_INVALID_FORMAT", "/meshes/0/primitives/0/indices",
             VERTICES R"(, {"type": "SCALAR", "componentType": 5126, "count": 3}], )" TRIANGLE R"(, "indices": 1}]}])"},
        Rule{"ACCESSOR_USAGE_OVERRIDE", "/meshes/0/primitives/1/attributes/_INDEX",
             VERTICES R"(, {"type": "SCALAR", "componentType": 5123, "count": 3}], )" TRIANGLE
                      R"(, "indices": 1}, {"attributes": {"POSITION": 0, "_INDEX": 1}}]}])"},
        Rule{"VALUE_NOT_IN_RANGE", "/meshes/0/primitives/0/mode", VERTICES "], " TRIANGLE R"(, "mode": 7}]}])"},
        Rule{"MESH_PRIMITIVE_MORPH_TARGET_NO_BASE_ACCESSOR", "/meshes/0/primitives/0/targets/0/NORMAL",
             VERTICES R"(, {"type": "VEC3", "componentType": 5126, "count": 3}], )" TRIANGLE
                      R"(, "targets": [{"NORMAL": 1}]}]}])"},
        Rule{"MESH_PRIMITIVES_UNEQUAL_TARGETS_COUNT", "/meshes/0/primitives",
             VERTICES "], " TRIANGLE R"(, "targets": [{"POSITION": 0}]}, {"attributes": {"POSITION": 0}}]}])"},
        Rule{"MESH_INVALID_WEIGHTS_COUNT", "/meshes/0/weights", VERTICES "], " TRIANGLE R"(}], "weights": [1]}])"},
        Rule{"MESH_PRIMITIVE_TOO_FEW_TEXCOORDS", "/meshes/0/primitives/0/material",
             VERTICES "], " TRIANGLE R"(, "material": 0}]}], "textures": [{}],
                 "materials": [{"emissiveTexture": {"index": 0}}])"},
        Rule{"KHR_MATERIALS_VARIANTS_NON_UNIQUE_VARIANT",
             "/meshes/0/primitives/0/extensions/KHR_materials_variants/mappings/1/variants/0",
             VERTICES "], " TRIANGLE R"(, "extensions": {"KHR_materials_variants": {"mappings": [
                 {"material": 0, "variants": [0]}, {"material": 0, "variants": [0]}]}}}]}], "materials": [{}],
                 "extensionsUsed": ["KHR_materials_variants"],
                 "extensions": {"KHR_materials_variants": {"variants": [{"name": "gold"}]}})"}));

INSTANTIATE_TEST_SUITE_P(
    OfNodes, Rules,
    ::testing::Values(
        Rule{"NODE_LOOP", "/nodes/1", R"("nodes": [{"children": [1]}, {"children": [0]}])"},
        Rule{"NODE_LOOP", "/nodes/0", R"("nodes": [{"children": [0]}])"},
        Rule{"NODE_LOOP", "/nodes/1", R"("nodes": [{"children": [1.0]}, {"children": [0]}])"},
        Rule{"NODE_PARENT_OVERRIDE", "/nodes/1/children/0", R"("nodes": [{"children": [2]}, {"children": [2]}, {}])"},
        Rule{"SCENE_NON_ROOT_NODE", "/scenes/0/nodes/0",
             R"("nodes": [{"children": [1]}, {}], "scenes": [{"nodes": [1]}])"},
        Rule{"NODE_MATRIX_TRS", "/nodes/0/matrix",
             R"("nodes": [{"matrix": [2,0,0,0, 0,2,0,0, 0,0,2,0, 0,0,0,1], "scale": [1,1,1]}])"},
        Rule{"NODE_MATRIX_NON_TRS", "/nodes/0/matrix",
             R"("nodes": [{"matrix": [1,0,0,0, 1,1,0,0, 0,0,1,0, 0,0,0,1]}])"},
        Rule{"NODE_MATRIX_NON_TRS", "/nodes/0/matrix",
             R"("nodes": [{"matrix": [1,0,0,1, 0,1,0,0, 0,0,1,0, 0,0,0,1]}])"},
        Rule{"ROTATION_NON_UNIT", "/nodes/0/rotation", R"("nodes": [{"rotation": [0, 0, 0, 0.5]}])"},
        Rule{"UNSATISFIED_DEPENDENCY", "/nodes/0/weights", R"("nodes": [{"weights": [1]}])"},
        Rule{"NODE_WEIGHTS_INVALID", "/nodes/0/weights",
             VERTICES "], " TRIANGLE R"(}]}], "nodes": [{"mesh": 0, "weights": [1]}])"},
        Rule{"CAMERA_ZFAR_LEQUAL_ZNEAR", "/cameras/0/perspective",
             R"("cameras": [{"type": "perspective", "perspective": {"yfov": 1, "znear": 2, "zfar": 1}}])"},
        Rule{"SKIN_NO_COMMON_ROOT", "/skins/0/joints", R"("nodes": [{}, {}], "skins": [{"joints": [0, 1]}])"},
        Rule{"ANIMATION_SAMPLER_INPUT_ACCESSOR_INVALID_FORMAT", "/animations/0/samplers/0/input",
             VERTICES R"(, {"type": "VEC3", "componentType": 5126, "count": 3}], "nodes": [{}], "animations": [{
                 "samplers": [{"input": 0, "output": 1}],
                 "channels": [{"sampler": 0, "target": {"node": 0, "path": "scale"}}]}])"},
        Rule{"VITRINE_EXTRAS_INVALID", "/nodes/0/extras/vitrine", R"("nodes": [{"extras": {"vitrine": "[1]"}}])"},
        Rule{"VITRINE_EXTRAS_INVALID", "/nodes/0/extras/vitrine", R"("nodes": [{"extras": {"vitrine": 3}}])"}));

TEST_F(Rules, LetEverythingThroughThatIsValid) {
    for (const char* json : {
             R"("scenes": [{}])",
             R"("nodes": [{"children": [1, 2]}, {}, {"matrix": [-1,0,0,0, 0,1,0,0, 0,0,1,0, 5,0,0,1]}])",
             VERTICES "], " TRIANGLE R"(, "mode": 5}]}])",
             R"("extensionsUsed": ["XYZ_new_light"], "materials": [{"extensions": {"XYZ_new_light": {"power": 3}}}])",
             R"("buffers": [{"byteLength": 1, "uri": "data:application/octet-stream;base64,AA=="}])",
             R"("nodes": [{"extras": {"vitrine": "{\"slot\": \"shank\"}"}}])",
         }) {
        const Report report = checkText(std::string(R"({"asset": {"version": "2.0"}, )") + json + "}");
        EXPECT_TRUE(report.valid()) << json;
        EXPECT_EQ(errorCodes(report), std::vector<std::string>{}) << json;
    }
}

TEST_F(Rules, ReportAnIgnoredExtensionOnce) {
    const Report report = checkText(R"({"asset": {"version": "2.0"}, "extensionsUsed": ["XYZ_new_light"], "materials": [
        {"extensions": {"XYZ_new_light": {}}}, {"extensions": {"XYZ_new_light": {}}}]})");
    const auto& issues = report.issues.all();
    EXPECT_EQ(
        std::count_if(issues.begin(), issues.end(), [](const Issue& i) { return i.code == "UNSUPPORTED_EXTENSION"; }),
        1);
    ASSERT_TRUE(report.model);
    ASSERT_EQ(report.model->notes.size(), 1u);
    EXPECT_NE(report.model->notes[0].find("XYZ_new_light"), std::string::npos);
}

TEST_F(Rules, KeepTheReportSmallWhateverTheFileHolds) {
    std::string json = R"({"asset": {"version": "2.0"}, "nodes": [0)";
    for (int i = 0; i < 5000; ++i) json += ",0";
    const Report report = checkText(json + "]}");
    EXPECT_EQ(report.issues.errors(), 5001u);
    EXPECT_LE(report.issues.all().size(), ReadLimits{}.maxIssues);
}

TEST_F(Rules, BoundTheGenerationsOfNodes) {
    std::string json = R"({"asset": {"version": "2.0"}, "nodes": [{})";
    for (int i = 0; i < 100000; ++i) json += ",{\"children\":[" + std::to_string(i) + "]}";
    EXPECT_EQ(errorCodes(checkText(json + "]}")), std::vector<std::string>{"LIMIT_EXCEEDED"});
}

} // namespace
} // namespace vitrine::part
