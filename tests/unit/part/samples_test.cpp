// Agreement with Khronos's glTF validator over a folder of its test files, each with the report that is expected of it
// ("x.gltf" and "x.gltf.report.json"). Runs when the environment variable VITRINE_SAMPLES names the folder that holds
// khronos-validator/, hostile/ and models/.
#include "base/json.h"
#include "model_file.h"

#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <set>

namespace vitrine::part {
namespace {

std::vector<std::filesystem::path> givenFolders() {
    const char* folder = std::getenv("VITRINE_SAMPLES");
    return folder ? std::vector<std::filesystem::path>{folder} : std::vector<std::filesystem::path>{};
}

class Samples : public ::testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Samples);
INSTANTIATE_TEST_SUITE_P(Given, Samples, ::testing::ValuesIn(givenFolders()));

/// The files that docs/validation.md lists as deliberate differences: table rows whose first cell is `a/file.gltf`.
std::set<std::string> deliberateDifferences() {
    std::set<std::string> files;
    std::ifstream table(VITRINE_SOURCE_DIR "/docs/validation.md");
    for (std::string line; std::getline(table, line);)
        if (line.rfind("| `", 0) == 0 && line.find(".gl") < line.find('`', 3))
            files.insert(line.substr(3, line.find('`', 3) - 3));
    return files;
}

std::set<std::string> expectedErrors(const std::filesystem::path& report) {
    std::set<std::string> codes;
    const Json document = readJson(report);
    for (const Json& message : document["issues"]["messages"])
        if (message["severity"] == 0) codes.insert(message["code"].get<std::string>());
    return codes;
}

/// Refused with one of the expected errors, or accepted where none is expected.
bool agrees(const Report& report, const std::set<std::string>& expected) {
    if (expected.empty()) return report.valid();
    const auto found = errorCodes(report);
    return std::any_of(found.begin(), found.end(), [&](const std::string& code) { return expected.count(code) > 0; });
}

TEST_P(Samples, AreJudgedAsKhronossValidatorJudgesThem) {
    const auto folder = GetParam() / "khronos-validator";
    const auto listed = deliberateDifferences();
    int agreed = 0, deliberate = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().string();
        constexpr std::string_view kSuffix = ".report.json";
        if (!name.ends_with(kSuffix)) continue;
        const std::filesystem::path model = name.substr(0, name.size() - kSuffix.size());
        if (agrees(check(model), expectedErrors(entry.path())))
            ++agreed;
        else if (listed.count(std::filesystem::relative(model, folder).string()))
            ++deliberate;
        else
            ADD_FAILURE() << model << " disagrees, and docs/validation.md does not say why";
    }
    std::printf("%d files agreed, %d differ deliberately\n", agreed, deliberate);
    EXPECT_GT(agreed, 0);
}

TEST_P(Samples, OfHostileFilesAreRefusedInOneLocatedLine) {
    for (const auto& entry : std::filesystem::directory_iterator(GetParam() / "hostile")) {
        EXPECT_FALSE(check(entry.path()).valid()) << entry.path();
        try {
            readModel(entry.path());
            ADD_FAILURE() << entry.path() << " was read";
        } catch (const Error& problem) {
            EXPECT_NE(problem.parts().place, "") << entry.path();
            EXPECT_EQ(std::string(problem.what()).find('\n'), std::string::npos);
        }
    }
}

TEST_P(Samples, OfRealModelsAreRead) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(GetParam() / "models")) {
        const auto extension = entry.path().extension();
        if (extension != ".glb" && extension != ".gltf") continue;
        const Model model = readModel(entry.path());
        EXPECT_FALSE(model.meshes.empty()) << entry.path();
        EXPECT_FALSE(model.roots.empty()) << entry.path();
    }
}

} // namespace
} // namespace vitrine::part
