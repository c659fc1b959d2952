#include "screen/fonts.h"

#include "base/files.h"
#include "base/temporary_folder.h"

#include <gtest/gtest.h>
#include <imgui.h>

namespace vitrine::showroom {
namespace {

namespace fs = std::filesystem;

class FontsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(folder_ / "deep" / "er");
        ImGui::CreateContext();
    }
    void TearDown() override { ImGui::DestroyContext(); }

    const TemporaryFolder folder_;
};

TEST_F(FontsTest, AreFoundInFoldersBelowByFamily) {
    writeFileAtomically(folder_ / "deep" / "er" / "Lato-Regular.ttf", "");
    writeFileAtomically(folder_ / "Lato-Medium.ttf", "");
    writeFileAtomically(folder_ / "DejaVuSans.ttf", "");
    const auto faces = findTypefaces({folder_.path()});
    ASSERT_TRUE(faces);
    EXPECT_EQ(faces->text.filename(), "Lato-Regular.ttf");
    EXPECT_EQ(faces->title.filename(), "Lato-Medium.ttf");
}

TEST_F(FontsTest, MissingOnesLeaveTheBuiltInOneAndANote) {
    const Fonts fonts = loadFonts(3.8, {folder_.path(), folder_ / "not there"});
    EXPECT_NE(fonts.note.find("built-in"), std::string::npos);
    EXPECT_TRUE(fonts.small && fonts.text && fonts.value && fonts.title);
    EXPECT_NE(fonts.text->FindGlyphNoFallback('A'), nullptr);
}

TEST_F(FontsTest, DamagedOnesLeaveTheBuiltInOneAndANote) {
    writeFileAtomically(folder_ / "DejaVuSans.ttf", std::string(5000, 'x'));
    const Fonts fonts = loadFonts(3.8, {folder_.path()});
    EXPECT_NE(fonts.note.find("DejaVuSans.ttf"), std::string::npos);
    EXPECT_NE(fonts.text->FindGlyphNoFallback('A'), nullptr);
}

} // namespace
} // namespace vitrine::showroom
