#include "screen/album.h"

#include "base/files.h"
#include "base/png.h"
#include "base/temporary_folder.h"

#include <chrono>
#include <filesystem>
#include <gtest/gtest.h>
#include <thread>

namespace vitrine::showroom {
namespace {

namespace fs = std::filesystem;

class AlbumTest : public ::testing::Test {
  protected:
    std::string saved(Album& album, const std::string& title) const {
        album.save(ByteImage(4, 3, 3), title);
        for (;;) {
            if (auto outcome = album.outcome()) return *outcome;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

    const TemporaryFolder folder_;
};

TEST_F(AlbumTest, NeverOverwrites) {
    Album album(folder_.path());
    for (int i = 0; i < 3; ++i) (void)saved(album, "Solitaire");
    EXPECT_TRUE(fs::exists(folder_ / "Solitaire.png"));
    EXPECT_TRUE(fs::exists(folder_ / "Solitaire 2.png"));
    EXPECT_TRUE(fs::exists(folder_ / "Solitaire 3.png"));
    EXPECT_EQ(readPng(folder_ / "Solitaire 3.png").width, 4);
}

TEST_F(AlbumTest, StaysInItsFolder) {
    for (const char* title : {"../up", "a/b", "", "..", ".hidden", "con:trol\n"}) {
        const fs::path file = unusedName(folder_.path(), title);
        EXPECT_EQ(file.parent_path(), folder_.path()) << title;
        EXPECT_NE(file.filename().string().front(), '.') << title;
    }
}

TEST_F(AlbumTest, SaysWhyAPictureWasNotSaved) {
    writeFileAtomically(folder_ / "file", "not a folder");
    Album album(folder_ / "file" / "below");
    EXPECT_NE(saved(album, "Solitaire").find("was not saved"), std::string::npos);
}

} // namespace
} // namespace vitrine::showroom
