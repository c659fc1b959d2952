#include "model_file.h"

#include <gtest/gtest.h>

namespace vitrine::part {
namespace {

const std::string kMinimal = R"({"asset":{"version":"2.0"}})";

class Container : public ::testing::Test {
  protected:
    Report checkBytes(const std::string& bytes) { return check(folder_.write("model.glb", bytes)); }
    ModelFolder folder_;
};

TEST_F(Container, AcceptsAMinimalGlb) {
    EXPECT_TRUE(checkBytes(glb(kMinimal)).valid());
}

TEST_F(Container, NamesTheByteOfEachFault) {
    struct Fault {
        const char* code;
        std::size_t byte;
        std::string bytes;
    };
    const std::string good = glb(kMinimal, "1234");
    const std::string jsonChunk = chunk("JSON", kMinimal, ' '), binChunk = chunk("BIN\0", "1234", '\0');
    const auto withLength = [](const std::string& chunks) {
        return "glTF" + littleEndian(2) + littleEndian(static_cast<std::uint32_t>(12 + chunks.size())) + chunks;
    };
    const Fault faults[] = {
        {"GLB_UNEXPECTED_END_OF_HEADER", 7, good.substr(0, 7)},
        {"GLB_INVALID_MAGIC", 0, "glTG" + good.substr(4)},
        {"GLB_INVALID_VERSION", 4, "glTF" + littleEndian(1) + good.substr(8)},
        {"GLB_LENGTH_TOO_SMALL", 8, "glTF" + littleEndian(2) + littleEndian(8)},
        {"GLB_UNEXPECTED_END_OF_CHUNK_HEADER", 15, good.substr(0, 15)},
        {"GLB_UNEXPECTED_END_OF_CHUNK_DATA", good.size() - 1, good.substr(0, good.size() - 1)},
        {"GLB_UNEXPECTED_FIRST_CHUNK", 12, withLength(binChunk + jsonChunk)},
        {"GLB_DUPLICATE_CHUNK", 12 + jsonChunk.size(), withLength(jsonChunk + jsonChunk)},
        {"GLB_DUPLICATE_CHUNK", 24 + jsonChunk.size(), withLength(jsonChunk + binChunk + binChunk)},
        {"GLB_EMPTY_CHUNK", 12, withLength(chunk("JSON", "", ' '))},
        {"GLB_CHUNK_TOO_BIG", 12, "glTF" + littleEndian(2) + littleEndian(16) + jsonChunk},
        {"GLB_LENGTH_MISMATCH", good.size(), "glTF" + littleEndian(2) + littleEndian(4096) + good.substr(12)},
    };
    for (const Fault& fault : faults) {
        const auto issues = checkBytes(fault.bytes).issues;
        const bool found = std::any_of(issues.all().begin(), issues.all().end(), [&](const Issue& issue) {
            return issue.severity == Severity::error && issue.code == fault.code && issue.byte == fault.byte;
        });
        EXPECT_TRUE(found) << fault.code;
        EXPECT_THROW(readModel(folder_.path() / "model.glb"), Error) << fault.code;
    }
}

TEST_F(Container, WarnsOfWhatIsLeftOver) {
    const Report report = checkBytes(glb(kMinimal) + "tail");
    EXPECT_TRUE(report.valid());
    ASSERT_FALSE(report.issues.all().empty());
    EXPECT_EQ(report.issues.all()[0].code, "GLB_EXTRA_DATA");
}

TEST_F(Container, RefusesJsonThatCannotBeTrusted) {
    for (const std::string json :
         {"", "{", "{\"asset\":", "\xef\xbb\xbf{}", "{\"a\":1,\"a\":2}", "{\"a\":1e999}", "{\"a\":\"\xff\"}"}) {
        const Report report = check(folder_.write("model.gltf", json));
        EXPECT_TRUE(report.unreadable) << json;
        EXPECT_EQ(errorCodes(report), std::vector<std::string>{"INVALID_JSON"}) << json;
    }
    const std::string deep =
        R"({"asset":{"version":"2.0"},"extras":)" + std::string(10000, '[') + std::string(10000, ']') + "}";
    EXPECT_TRUE(check(folder_.write("deep.gltf", deep)).unreadable);
}

TEST_F(Container, HoldsToItsLimits) {
    const auto path = folder_.write("model.gltf", kMinimal);
    EXPECT_TRUE(check(path).valid());
    EXPECT_TRUE(check(path, {.maxFileBytes = kMinimal.size() - 1}).unreadable);
    EXPECT_TRUE(check(path, {.maxJsonBytes = kMinimal.size() - 1}).unreadable);
    EXPECT_TRUE(check(path, {.maxJsonDepth = 1}).unreadable);
}

TEST_F(Container, KnowsNoOtherMajorVersion) {
    const Report report = check(folder_.write("model.gltf", R"({"asset":{"version":"1.0"},"nodes":{"a":{}}})"));
    EXPECT_EQ(errorCodes(report), std::vector<std::string>{"UNKNOWN_ASSET_MAJOR_VERSION"});
}

} // namespace
} // namespace vitrine::part
