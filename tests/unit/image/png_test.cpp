#include "base/error.h"
#include "base/png.h"

#include <gtest/gtest.h>
#include <limits>

namespace vitrine {
namespace {

ByteImage bytePattern(int width, int height, int channels) {
    ByteImage image(width, height, channels);
    for (std::size_t i = 0; i < image.data.size(); ++i) image.data[i] = static_cast<std::uint8_t>(i * 37 + 11);
    return image;
}

std::string problemOf(const Bytes& bytes, const ImageLimits& limits = {}) {
    try {
        decodePng(bytes, "a.png", limits);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

TEST(Png, GivesBackEightBitsExactly) {
    for (const int channels : {3, 4}) {
        const ByteImage image = bytePattern(7, 5, channels);
        const FloatImage back = decodePng(encodePng(image), "a.png");
        ASSERT_EQ(back.channels, channels);
        ASSERT_EQ(back.data.size(), image.data.size());
        for (std::size_t i = 0; i < image.data.size(); ++i)
            EXPECT_FLOAT_EQ(back.data[i], static_cast<float>(image.data[i]) / 255.0f);
    }
}

TEST(Png, MakesGreyIntoRgb) {
    const FloatImage back = decodePng(encodePng(bytePattern(4, 4, 1)), "grey.png");
    EXPECT_EQ(back.channels, 3);
    EXPECT_EQ(back.pixel(2, 1)[0], back.pixel(2, 1)[2]);
}

TEST(Png, KeepsSixteenBitsAndClampsTheRest) {
    FloatImage image(3, 1, 3);
    image.data = {0.0f, 0.25f, 1.0f, -3.0f, 7.0f, 0.123456f, 0.5f, 0.75f, std::numeric_limits<float>::quiet_NaN()};
    const FloatImage back = decodePng(encodePng16(image), "a.png");
    const std::vector<float> expected = {0.0f, 0.25f, 1.0f, 0.0f, 1.0f, 0.123456f, 0.5f, 0.75f, 0.0f};
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(back.data[i], expected[i], 0.5 / 65535.0 + 1e-7);
}

TEST(Png, CarriesItsTextAndItsColourSpace) {
    const auto holds = [](const Bytes& bytes, std::string_view text) {
        return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()).find(text) !=
               std::string_view::npos;
    };
    const Bytes plain = encodePng(bytePattern(2, 2, 3), {.text = {{"Software", "Vitrine"}}});
    EXPECT_TRUE(holds(plain, "sRGB"));
    EXPECT_TRUE(holds(plain, "Vitrine"));
    const PngColour p3{.chromaticities_xy = {0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.3127, 0.329}};
    const Bytes wide = encodePng(bytePattern(2, 2, 3), {.colour = p3});
    EXPECT_FALSE(holds(wide, "sRGB"));
    EXPECT_TRUE(holds(wide, "cHRM"));
}

TEST(Png, RefusesDamageWithItsPlace) {
    const Bytes whole = encodePng(bytePattern(20, 20, 3));
    for (std::size_t length = 0; length < whole.size(); length += 23)
        EXPECT_NE(problemOf(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length))).find("byte"),
                  std::string::npos)
            << length;
    EXPECT_NE(problemOf(Bytes(100, 'x')).find("not a valid PNG"), std::string::npos);
}

TEST(Png, RefusesMorePixelsThanAllowed) {
    EXPECT_NE(problemOf(encodePng(bytePattern(20, 20, 3)), {.maxPixels = 399}).find("at most 399"), std::string::npos);
}

} // namespace
} // namespace vitrine
