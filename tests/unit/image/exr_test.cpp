#include "base/error.h"
#include "base/exr.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

FloatImage ramp(int width, int height, int channels) {
    FloatImage image(width, height, channels);
    for (std::size_t i = 0; i < image.data.size(); ++i) image.data[i] = static_cast<float>(i) * 0.37f - 5.0f;
    return image;
}

std::string problemOf(const Bytes& bytes, const ImageLimits& limits = {}) {
    try {
        decodeExr(bytes, "a.exr", limits);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(Exr, GivesBackSinglePrecisionExactlyNegativesToo) {
    const FloatImage colour = ramp(9, 5, 3), variance = ramp(9, 5, 1);
    const ExrPlanes planes =
        decodeExr(encodeExr({{.channels = "RGB", .image = colour, .precision = ExrLayer::Precision::single},
                             {.name = "variance", .image = variance, .precision = ExrLayer::Precision::single}},
                            {{"software", "Vitrine"}}),
                  "a.exr");
    EXPECT_EQ(planes.colour("a.exr").data, colour.data);
    EXPECT_EQ(planes.channels.at("variance"), variance.data);
}

TEST(Exr, NamesTheChannelsOfALayer) {
    const ExrPlanes planes = decodeExr(encodeExr({{.name = "glare", .channels = "RGB", .image = ramp(2, 2, 3)}}), "a");
    EXPECT_TRUE(planes.channels.contains("glare.R"));
    EXPECT_TRUE(planes.channels.contains("glare.B"));
    EXPECT_THROW(planes.colour("a.exr"), Error);
}

TEST(Exr, RoundsToHalfAndNeverToInfinity) {
    FloatImage image(2, 1, 1);
    image.data = {1.0f / 3.0f, 1e9f};
    const std::vector<float> back = decodeExr(encodeExr({{.name = "Y", .image = image}}), "a.exr").channels.at("Y");
    EXPECT_NEAR(back[0], 1.0f / 3.0f, 2e-4f);
    EXPECT_FLOAT_EQ(back[1], 65504.0f);
}

TEST(Exr, RefusesEveryTruncationAndMostDamage) {
    const Bytes whole = encodeExr({{.channels = "RGB", .image = ramp(30, 30, 3)}});
    for (std::size_t length = 0; length < whole.size(); length += 7)
        EXPECT_NE(problemOf(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))), "") << length;
    // Whatever byte is damaged, the answer is a picture or an Error, never a crash.
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        Bytes damaged = whole;
        damaged[at] = static_cast<std::uint8_t>(~damaged[at]);
        problemOf(damaged);
    }
}

TEST(Exr, RefusesSizesBeforeItAllocates) {
    Bytes bytes = encodeExr({{.channels = "RGB", .image = ramp(4, 4, 3)}});
    EXPECT_NE(problemOf(bytes, {.maxPixels = 15}).find("4 x 4"), std::string::npos);
    const std::string name = "dataWindow";
    const auto at = std::search(bytes.begin(), bytes.end(), name.begin(), name.end());
    ASSERT_NE(at, bytes.end());
    // name\0 box2i\0 size(4) xMin yMin xMax yMax: the last byte of yMax.
    *(at + 11 + 6 + 4 + 12 + 3) = 0x7f;
    EXPECT_NE(problemOf(bytes).find("data window"), std::string::npos);
}

} // namespace
} // namespace vitrine
