#include "render/textures.h"

#include <gtest/gtest.h>

namespace vitrine::render {
namespace {

part::Image flat(int width, int height, std::uint8_t code) {
    return {.width = width,
            .height = height,
            .rgba = std::vector<std::uint8_t>(4 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
                                              code)};
}

std::uint64_t bytesOf(const PackedTextures& packed) {
    std::uint64_t bytes = 0;
    for (const TextureArray& array : packed.arrays) bytes += array.texels.size();
    return bytes;
}

TEST(Textures, GoBySizeIntoThreeArrays) {
    const PackedTextures packed =
        packTextures({flat(256, 16, 1), flat(257, 300, 2), flat(1025, 8, 3), flat(64, 256, 4)},
                     {TextureUse::data, TextureUse::data, TextureUse::colour, TextureUse::data});
    EXPECT_EQ(packed.places[0].array, 0);
    EXPECT_EQ(packed.places[1].array, 1);
    EXPECT_EQ(packed.places[2].array, 2);
    EXPECT_EQ(packed.places[3].array, 0);
    EXPECT_EQ(packed.places[3].layer, 1);
    EXPECT_EQ(packed.arrays[0].width, 256);
    EXPECT_EQ(packed.arrays[0].height, 256);
    EXPECT_EQ(packed.arrays[0].layers, 2);
    EXPECT_EQ(packed.arrays[0].texels[4 * 256 * 256], 4); // the second layer's first texel
    EXPECT_TRUE(packed.notes.empty());
}

TEST(Textures, UnusedImagesTakeNoRoom) {
    const PackedTextures packed = packTextures({flat(512, 512, 1)}, {TextureUse::none});
    EXPECT_EQ(bytesOf(packed), 0u);
    EXPECT_EQ(packed.places[0].array, -1);
}

TEST(Textures, BeyondTheLimitAreHalvedWithANote) {
    const TextureLimits limits{.total_bytes = 100'000, .largestEdge = 256};
    const PackedTextures packed = packTextures({flat(300, 200, 9), flat(128, 128, 7), flat(128, 128, 7)},
                                               std::vector<TextureUse>(3, TextureUse::colour), limits);
    EXPECT_LE(bytesOf(packed), limits.total_bytes);
    EXPECT_EQ(packed.places[0].width, packed.places[0].height * 3 / 2);
    ASSERT_FALSE(packed.notes.empty());
    EXPECT_NE(packed.notes[0].find("300x200"), std::string::npos);
    EXPECT_EQ(packed.arrays[0].texels[0], 9); // a flat colour stays what it is
}

// Half of white light is code 188 (IEC 61966-2-1), half of the number 255 is 128.
TEST(Textures, ColoursAreAveragedInLinearLightAndDataAsNumbers) {
    part::Image columns{.width = 4, .height = 1, .rgba = {}};
    for (int x = 0; x < 4; ++x) columns.rgba.insert(columns.rgba.end(), 4, static_cast<std::uint8_t>(x % 2 ? 255 : 0));
    const TextureLimits limits{.largestEdge = 2};
    const PackedTextures colour = packTextures({columns}, {TextureUse::colour}, limits);
    const PackedTextures data = packTextures({columns}, {TextureUse::data}, limits);
    EXPECT_EQ(colour.arrays[0].texels[0], 188);
    EXPECT_EQ(colour.arrays[0].texels[3], 128); // alpha is a number
    EXPECT_EQ(data.arrays[0].texels[0], 128);
}

} // namespace
} // namespace vitrine::render
