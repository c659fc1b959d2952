#include "base/files.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace vitrine {
namespace {

namespace fs = std::filesystem;

// The arrows of the architecture: what a folder of engine/ may include besides itself. Linking enforces the same, but
// only for what is compiled; this names the line.
const std::map<std::string, std::set<std::string>> kArrows = {
    {"base", {}},
    {"optics", {"base", "shared"}},
    {"gem", {"base", "shared", "optics"}},
    {"performance", {"base", "shared", "optics", "gem"}},
    {"metal", {"base", "shared", "optics"}},
    {"enamel", {"base", "shared", "optics", "gem", "metal"}},
    {"part", {"base"}},
    {"scene", {"base", "shared", "optics", "gem", "metal", "enamel", "part"}},
    {"gpu", {"base"}},
    {"render", {"base", "shared", "optics", "gem", "metal", "enamel", "part", "scene", "gpu", "spirv"}},
};

bool isSource(const fs::path& path) {
    const std::string extension = path.extension().string();
    return extension == ".h" || extension == ".cpp";
}

std::set<std::string> foldersIncludedBy(const fs::path& file) {
    static const std::regex include(R"re(#include "([a-z]+)/)re");
    const std::string text = readTextFile(file, 1 << 20);
    std::set<std::string> folders;
    for (auto it = std::sregex_iterator(text.begin(), text.end(), include); it != std::sregex_iterator(); ++it)
        folders.insert((*it)[1]);
    return folders;
}

TEST(Structure, EveryIncludeGoesAlongAnArrow) {
    const fs::path engine = fs::path(VITRINE_SOURCE_DIR) / "engine";
    int files = 0;
    for (const auto& [folder, allowed] : kArrows)
        for (const auto& entry : fs::recursive_directory_iterator(engine / folder)) {
            if (!entry.is_regular_file() || !isSource(entry.path())) continue;
            ++files;
            for (const std::string& included : foldersIncludedBy(entry.path()))
                EXPECT_TRUE(included == folder || allowed.contains(included))
                    << entry.path().string() << " includes " << included << "/, against the arrows";
        }
    EXPECT_GT(files, 100);
}

TEST(Structure, EveryFolderOfTheEngineHasItsArrowsAndAReadme) {
    for (const auto& entry : fs::directory_iterator(fs::path(VITRINE_SOURCE_DIR) / "engine")) {
        if (!entry.is_directory()) continue;
        EXPECT_TRUE(kArrows.contains(entry.path().filename().string())) << entry.path();
        EXPECT_TRUE(fs::exists(entry.path() / "README.md")) << entry.path();
    }
}

TEST(Structure, OnlyTheShowroomKnowsAWindowSystem) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(VITRINE_SOURCE_DIR) / "engine")) {
        if (!entry.is_regular_file() || !isSource(entry.path())) continue;
        const std::string text = readTextFile(entry.path(), 1 << 20);
        for (const char* foreign : {"GLFW", "imgui.h", "X11/"})
            EXPECT_EQ(text.find(std::string("#include <") + foreign), std::string::npos) << entry.path();
    }
}

} // namespace
} // namespace vitrine
