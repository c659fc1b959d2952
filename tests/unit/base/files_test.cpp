#include "base/error.h"
#include "base/files.h"
#include "base/temporary_folder.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace vitrine {
namespace {

class Files : public ::testing::Test {
  protected:
    const TemporaryFolder folder_;
};

TEST_F(Files, WritesWhatItReadsAndMakesFolders) {
    const auto path = folder_ / "a" / "b.txt";
    writeFileAtomically(path, "first");
    writeFileAtomically(path, "second");
    EXPECT_EQ(readTextFile(path, 100), "second");
}

TEST_F(Files, LeavesNothingBesideTheTarget) {
    writeFileAtomically(folder_ / "only.txt", "x");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(Files, RefusesWhatIsNoRegularFile) {
    const auto fifo = folder_ / "fifo";
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    EXPECT_THROW(readFile(fifo, 100), Error);
    EXPECT_THROW(readFile(folder_.path(), 100), Error);
    EXPECT_THROW(readFile("/dev/zero", 100), Error);
    EXPECT_THROW(readFile(folder_ / "absent", 100), Error);
}

TEST_F(Files, RefusesWhatIsTooLong) {
    writeFileAtomically(folder_ / "long", "0123456789");
    EXPECT_NO_THROW(readFile(folder_ / "long", 10));
    EXPECT_THROW(readFile(folder_ / "long", 9), Error);
}

TEST_F(Files, SaysBeforehandWhatCannotBeWritten) {
    EXPECT_NO_THROW(checkWritable(folder_ / "new" / "picture.png"));
    EXPECT_TRUE(std::filesystem::is_empty(folder_ / "new"));
    EXPECT_THROW(checkWritable(folder_.path()), Error);
    EXPECT_THROW(checkWritable("/proc/picture.png"), Error);
}

TEST_F(Files, WillNotReplaceAFolder) {
    EXPECT_THROW(writeFileAtomically(folder_.path(), "x"), Error);
}

} // namespace
} // namespace vitrine
