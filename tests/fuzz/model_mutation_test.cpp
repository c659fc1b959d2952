// Mutated models: whatever a byte or a JSON value is changed into, check() must return and readModel() must read or
// throw vitrine::Error. The seeds are fixed, so that a failure comes back.
#include "base/error.h"
#include "base/files.h"
#include "base/temporary_folder.h"
#include "part/check.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>

namespace vitrine::part {
namespace {

constexpr int kMutants = 1500;

// Small limits, so that a mutant that asks for much is refused quickly.
const ReadLimits kLimits{
    .maxFileBytes = 1 << 20, .maxImagePixels = 1 << 16, .maxImagePixelsInAll = 1 << 16, .maxComponents = 1 << 20};

constexpr const char* kPicture =
    "data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

Json seedDocument() {
    Json json = Json::parse(
        R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0,3],"extras":{"vitrine":{"part":"p"}}}],
        "extensionsUsed":["KHR_materials_variants","KHR_materials_ior","KHR_lights_punctual","KHR_texture_transform"],
        "extensions":{"KHR_materials_variants":{"variants":[{"name":"a"},{"name":"b"}]},
                      "KHR_lights_punctual":{"lights":[{"type":"spot","spot":{"outerConeAngle":0.5}}]}},
        "nodes":[{"children":[1,2],"mesh":0,"weights":[0.5]},{"translation":[0,1,0],"rotation":[0,0,0,1],"extras":{"vitrine":"{\"slot\":\"s\"}"}},
                 {"matrix":[2,0,0,0,0,2,0,0,0,0,2,0,0,0,0,1],"extensions":{"KHR_lights_punctual":{"light":0}}},{"mesh":0,"skin":0}],
        "skins":[{"joints":[0,1],"inverseBindMatrices":6}],"cameras":[{"type":"orthographic","orthographic":{"xmag":1,"ymag":1,"zfar":2,"znear":1}}],
        "meshes":[{"weights":[0],"extras":{"targetNames":["t"]},"primitives":[{"attributes":{"POSITION":0,"NORMAL":1,"TEXCOORD_0":2,"JOINTS_0":4,"WEIGHTS_0":5},
            "indices":3,"material":0,"mode":4,"targets":[{"POSITION":0}],
            "extensions":{"KHR_materials_variants":{"mappings":[{"material":1,"variants":[1]}]}}}]}],
        "materials":[{"pbrMetallicRoughness":{"baseColorTexture":{"index":0,"extensions":{"KHR_texture_transform":{"offset":[0,1]}}}}},
                     {"extensions":{"KHR_materials_ior":{"ior":2.4}}}],
        "textures":[{"source":0,"sampler":0}],"samplers":[{"wrapS":33071}],"images":[{}],
        "animations":[{"samplers":[{"input":7,"output":8}],"channels":[{"sampler":0,"target":{"node":1,"path":"translation"}}]}],
        "accessors":[{"bufferView":0,"type":"VEC3","componentType":5126,"count":3,"min":[0,0,0],"max":[1,1,0],
              "sparse":{"count":1,"indices":{"bufferView":1,"componentType":5123},"values":{"bufferView":0}}},
            {"bufferView":2,"type":"VEC3","componentType":5126,"count":3},
            {"type":"VEC2","componentType":5126,"count":3},
            {"bufferView":1,"type":"SCALAR","componentType":5123,"count":3},
            {"type":"VEC4","componentType":5121,"count":3},{"type":"VEC4","componentType":5126,"count":3},
            {"type":"MAT4","componentType":5126,"count":2},
            {"type":"SCALAR","componentType":5126,"count":2,"min":[0],"max":[1]},{"type":"VEC3","componentType":5126,"count":2}],
        "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":6},{"buffer":0,"byteOffset":44,"byteLength":36}],
        "buffers":[{"byteLength":80}]})");
    json["images"][0]["uri"] = kPicture;
    return json;
}

std::string seedBinary() {
    std::string bytes(80, '\0');
    const float positions[9] = {0, 0, 0, 1, 0, 0, 0, 1, 0}, normals[9] = {0, 0, 1, 0, 0, 1, 0, 0, 1};
    const std::uint16_t indices[3] = {0, 1, 2};
    std::memcpy(bytes.data(), positions, sizeof positions);
    std::memcpy(bytes.data() + 36, indices, sizeof indices);
    std::memcpy(bytes.data() + 44, normals, sizeof normals);
    return bytes;
}

std::string word(std::size_t value) {
    const auto narrow = static_cast<std::uint32_t>(value);
    return std::string(reinterpret_cast<const char*>(&narrow), 4);
}

std::string toGlb(const Json& json) {
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize((text.size() + 3) / 4 * 4, ' ');
    const std::string binary = seedBinary();
    const std::string chunks =
        word(text.size()) + "JSON" + text + word(binary.size()) + std::string("BIN\0", 4) + binary;
    return "glTF" + word(2) + word(12 + chunks.size()) + chunks;
}

class Mutator {
  public:
    explicit Mutator(std::uint32_t seed) : random_(seed) {}

    std::size_t below(std::size_t count) { return random_() % count; }

    /// Changes one value somewhere in the tree.
    void change(Json& json) {
        Json* place = &json;
        while (place->is_structured() && !place->empty() && below(8) != 0) {
            auto at = place->begin();
            std::advance(at, static_cast<std::ptrdiff_t>(below(place->size())));
            place = &*at;
        }
        if (place->is_structured() && !place->empty() && below(3) == 0) {
            auto at = place->begin();
            std::advance(at, static_cast<std::ptrdiff_t>(below(place->size())));
            place->erase(at);
            return;
        }
        *place = oddValue();
    }

    void change(std::string& bytes) {
        switch (below(4)) {
        case 0:
            bytes[below(bytes.size())] = static_cast<char>(random_());
            break;
        case 1:
            bytes[below(bytes.size())] ^= static_cast<char>(1u << below(8));
            break;
        case 2:
            bytes.resize(1 + below(bytes.size()));
            break;
        default:
            bytes.insert(below(bytes.size()), std::string(1 + below(8), static_cast<char>(random_())));
        }
    }

  private:
    Json oddValue() {
        const Json values[] = {0,
                               1,
                               2,
                               3,
                               7,
                               8,
                               -1,
                               0.5,
                               1.0,
                               255,
                               5121,
                               5123,
                               5125,
                               5126,
                               65535,
                               4294967295u,
                               4294967296,
                               9007199254740993,
                               1e300,
                               -1e300,
                               1e-320,
                               nullptr,
                               true,
                               "",
                               "VEC3",
                               "SCALAR",
                               "../x",
                               "data:,x",
                               "%00",
                               Json::array(),
                               Json::object(),
                               Json::array({0}),
                               Json::array({0, 0}),
                               Json::array({Json::array()}),
                               Json::array({nullptr})};
        return values[below(std::size(values))];
    }
    std::mt19937 random_;
};

/// What reading gives: nothing may come out but a model or vitrine::Error; what comes out holds together.
void expectSafe(const std::filesystem::path& path, int mutant) {
    const Report report = check(path, kLimits);
    try {
        const Model model = readModel(path, kLimits);
        EXPECT_TRUE(report.valid()) << mutant;
        for (const Mesh& mesh : model.meshes)
            for (const Primitive& primitive : mesh.primitives)
                for (const std::uint32_t index : primitive.indices)
                    ASSERT_LT(index, primitive.positions.size()) << mutant;
        for (const Node& node : model.nodes) {
            ASSERT_LT(node.mesh, static_cast<int>(model.meshes.size())) << mutant;
            for (const int child : node.children) ASSERT_EQ(&model.nodes.at(child) == &node, false) << mutant;
        }
    } catch (const Error& problem) {
        EXPECT_FALSE(std::string(problem.what()).empty());
    }
}

class Mutants : public ::testing::Test {
  protected:
    void run(const std::string& name, const std::string& bytes, int mutant) {
        // Not the project's atomic writer: its flush to disk would be most of the test's time.
        std::FILE* file = std::fopen((folder_ / name).c_str(), "wb");
        ASSERT_NE(file, nullptr);
        std::fwrite(bytes.data(), 1, bytes.size(), file);
        std::fclose(file);
        expectSafe(folder_ / name, mutant);
    }
    const TemporaryFolder folder_;
};

TEST_F(Mutants, HaveASeedThatIsRead) {
    Json seed = seedDocument();
    seed["meshes"][0]["primitives"][0]["attributes"].erase("JOINTS_0"); // its weights are all zero, on purpose
    seed["meshes"][0]["primitives"][0]["attributes"].erase("WEIGHTS_0");
    seed["nodes"][3].erase("skin");
    run("seed.glb", toGlb(seed), -1);
    EXPECT_NO_THROW(readModel(folder_ / "seed.glb"));
}

TEST_F(Mutants, OfJsonNeverBreakTheReader) {
    for (int i = 0; i < kMutants; ++i) {
        Mutator mutator(static_cast<std::uint32_t>(i));
        Json json = seedDocument();
        for (std::size_t changes = 1 + mutator.below(3); changes > 0; --changes) mutator.change(json);
        run("mutant.glb", toGlb(json), i);
    }
}

TEST_F(Mutants, OfBytesNeverBreakTheReader) {
    const std::string seed = toGlb(seedDocument());
    for (int i = 0; i < kMutants; ++i) {
        Mutator mutator(static_cast<std::uint32_t>(100000 + i));
        std::string bytes = seed;
        for (std::size_t changes = 1 + mutator.below(4); changes > 0; --changes) mutator.change(bytes);
        run("mutant.glb", bytes, i);
    }
}

} // namespace
} // namespace vitrine::part
