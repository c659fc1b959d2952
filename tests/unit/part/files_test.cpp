#include "model_file.h"
#include "part/uri.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace vitrine::part {
namespace {

class ModelFiles : public ::testing::Test {
  protected:
    std::vector<std::string> codesWithBuffer(const std::string& uri) {
        return errorCodes(check(folder_.write(
            "in/model.gltf", R"({"asset":{"version":"2.0"},"buffers":[{"byteLength":4,"uri":")" + uri + "\"}]}")));
    }
    ModelFolder folder_;
};

TEST_F(ModelFiles, AreFoundBeneathTheModelsFolder) {
    folder_.write("in/a b.bin", "1234");
    folder_.write("in/deeper/c.bin", "1234");
    for (const char* uri : {"a%20b.bin", "a b.bin", "./a%20b.bin", "deeper/c.bin", "deeper%2Fc.bin"})
        EXPECT_EQ(codesWithBuffer(uri), std::vector<std::string>{}) << uri;
}

TEST_F(ModelFiles, AreNeverReadFromElsewhere) {
    folder_.write("outside.bin", "1234");
    folder_.write("in/x.bin", "1234");
    std::filesystem::create_symlink(folder_.path() / "outside.bin", folder_.path() / "in" / "link.bin");
    std::filesystem::create_directory_symlink(folder_.path(), folder_.path() / "in" / "up");
    for (const char* uri : {"../outside.bin", "%2e%2e/outside.bin", "..%2foutside.bin", "deeper/../../outside.bin",
                            "link.bin", "up/outside.bin"})
        EXPECT_EQ(codesWithBuffer(uri), std::vector<std::string>{"IO_ERROR"}) << uri;
    EXPECT_EQ(codesWithBuffer((folder_.path() / "outside.bin").string()),
              std::vector<std::string>{"URI_OUTSIDE_FOLDER"});
    EXPECT_EQ(codesWithBuffer("%2fetc/passwd"), std::vector<std::string>{"URI_OUTSIDE_FOLDER"});
}

TEST_F(ModelFiles, ArePlainFiles) {
    std::filesystem::create_directories(folder_.path() / "in");
    ASSERT_EQ(::mkfifo((folder_.path() / "in" / "fifo").c_str(), 0600), 0);
    for (const char* uri : {"fifo", ".", "absent.bin"})
        EXPECT_EQ(codesWithBuffer(uri), std::vector<std::string>{"IO_ERROR"}) << uri;
}

TEST_F(ModelFiles, AreWellNamed) {
    for (const char* uri : {":", "1x:y", "a%2", "a%zz", "a%00b", "data:,", "", "data:application/octet-stream;base64"})
        EXPECT_NE(codesWithBuffer(uri), std::vector<std::string>{}) << uri;
}

TEST_F(ModelFiles, ShareOneBudget) {
    folder_.write("half.bin", std::string(600, 'x'));
    const auto path = folder_.write("model.gltf", R"({"asset":{"version":"2.0"},"buffers":[
        {"byteLength":600,"uri":"half.bin"},{"byteLength":600,"uri":"half.bin"}]})");
    EXPECT_TRUE(check(path, {.maxFileBytes = 1200}).valid());
    EXPECT_FALSE(check(path, {.maxFileBytes = 1199}).valid());
}

TEST_F(ModelFiles, OfTheNetworkAreNotFetchedButNamed) {
    EXPECT_EQ(codesWithBuffer("https://example.com/x.bin"), std::vector<std::string>{});
    EXPECT_EQ(parseUri("https://example.com/x.bin").kind, Uri::Kind::elsewhere);
    EXPECT_EQ(parseUri("//example.com/x.bin").kind, Uri::Kind::elsewhere);
    EXPECT_EQ(parseUri("file:///etc/passwd").kind, Uri::Kind::elsewhere);
}

// RFC 4648, section 10.
TEST(Base64, DecodesTheStandardsVectors) {
    const auto text = [](std::string_view encoded) {
        const auto bytes = decodeBase64(encoded);
        return bytes ? std::string(bytes->begin(), bytes->end()) : "refused";
    };
    EXPECT_EQ(text(""), "");
    EXPECT_EQ(text("Zg=="), "f");
    EXPECT_EQ(text("Zm8="), "fo");
    EXPECT_EQ(text("Zm9vYmFy"), "foobar");
    for (const char* wrong : {"Z", "Zg", "Zg=", "Z===", "Zm9v!A==", "====", "Zg==Zg=="})
        EXPECT_EQ(text(wrong), "refused") << wrong;
}

} // namespace
} // namespace vitrine::part
