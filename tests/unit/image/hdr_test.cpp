#include "base/error.h"
#include "base/hdr.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace vitrine {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes picture(const std::string& size, const Bytes& pixels, const std::string& extra = "") {
    const std::string header = "#?RADIANCE\n# a comment\nFORMAT=32-bit_rle_rgbe\n" + extra + "\n" + size + "\n";
    Bytes bytes(header.begin(), header.end());
    bytes.insert(bytes.end(), pixels.begin(), pixels.end());
    return bytes;
}

// What the mantissa m and exponent e mean (Ward 1991).
float rgbe(int m, int e) {
    return static_cast<float>((m + 0.5) * std::ldexp(1.0, e - 136));
}

std::string problemOf(const Bytes& bytes, const ImageLimits& limits = {}) {
    try {
        decodeHdr(bytes, "a.hdr", limits);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(Hdr, ReadsPlainPixelsFromTheTop) {
    const FloatImage image = decodeHdr(picture("-Y 2 +X 1", {128, 64, 32, 129, 10, 20, 30, 140}), "a.hdr");
    EXPECT_FLOAT_EQ(image.pixel(0, 0)[0], rgbe(128, 129));
    EXPECT_FLOAT_EQ(image.pixel(0, 0)[2], rgbe(32, 129));
    EXPECT_FLOAT_EQ(image.pixel(0, 1)[1], rgbe(20, 140));
}

TEST(Hdr, TurnsOtherOrientationsUpright) {
    const Bytes pixels = {1, 0, 0, 128, 2, 0, 0, 128, 3, 0, 0, 128, 4, 0, 0, 128};
    EXPECT_FLOAT_EQ(decodeHdr(picture("+Y 2 +X 2", pixels), "a.hdr").pixel(0, 0)[0], rgbe(3, 128));
    EXPECT_FLOAT_EQ(decodeHdr(picture("-Y 2 -X 2", pixels), "a.hdr").pixel(0, 0)[0], rgbe(2, 128));
}

TEST(Hdr, ReadsTheOldRunLengthCode) {
    // One pixel repeated 2 times, then 1 x 256 times more.
    const Bytes pixels = {50, 60, 70, 130, 1, 1, 1, 2, 1, 1, 1, 1};
    const FloatImage image = decodeHdr(picture("-Y 1 +X 259", pixels), "a.hdr");
    for (int x = 0; x < 259; ++x) EXPECT_FLOAT_EQ(image.pixel(x, 0)[1], rgbe(60, 130));
}

TEST(Hdr, ReadsTheNewRunLengthCode) {
    // Ten pixels: red a run of 10, green literal, blue a run of 4 and one of 6, exponent a run.
    const Bytes pixels = {2, 2, 0, 10, 138, 9, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 132, 5, 134, 6, 138, 128};
    const FloatImage image = decodeHdr(picture("-Y 1 +X 10", pixels), "a.hdr");
    EXPECT_FLOAT_EQ(image.pixel(9, 0)[0], rgbe(9, 128));
    EXPECT_FLOAT_EQ(image.pixel(7, 0)[1], rgbe(7, 128));
    EXPECT_FLOAT_EQ(image.pixel(3, 0)[2], rgbe(5, 128));
    EXPECT_FLOAT_EQ(image.pixel(4, 0)[2], rgbe(6, 128));
}

TEST(Hdr, UndoesTheExposure) {
    const FloatImage image = decodeHdr(picture("-Y 1 +X 1", {100, 0, 0, 128}, "EXPOSURE=2\nEXPOSURE= 4.0\n"), "a.hdr");
    EXPECT_FLOAT_EQ(image.pixel(0, 0)[0], rgbe(100, 128) / 8.0f);
}

TEST(Hdr, RefusesDamageWithItsPlace) {
    const Bytes whole = picture("-Y 1 +X 10", {2, 2, 0, 10, 138, 9, 138, 1, 138, 1, 138, 128});
    EXPECT_EQ(problemOf(whole), "");
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_NE(problemOf(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))).find("byte"),
                  std::string::npos)
            << length;
    EXPECT_NE(problemOf(picture("-Y 1 +X 10", {2, 2, 0, 10, 139, 9, 0, 0, 0, 0})).find("leaves its row"),
              std::string::npos);
    EXPECT_NE(problemOf(picture("-Y 1 +X 10", {1, 1, 1, 3})).find("without a pixel"), std::string::npos);
    EXPECT_NE(problemOf(picture("+X 1 -Y 1", {0, 0, 0, 0})).find("size line"), std::string::npos);
}

TEST(Hdr, RefusesSizesThatCannotBeTrue) {
    EXPECT_NE(problemOf(picture("-Y 9999999 +X 9999999", {})).find("pixels"), std::string::npos);
    EXPECT_NE(problemOf(picture("-Y 100000 +X 8", {0, 0, 0, 0})).find("too few"), std::string::npos);
    EXPECT_NE(problemOf(picture("-Y 2 +X 2", Bytes(16)), {.maxPixels = 3}).find("at most 3"), std::string::npos);
}

} // namespace
} // namespace vitrine
