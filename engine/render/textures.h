#pragma once
#include "part/model.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace vitrine::render {

/// What the images of a model may take together, and the largest edge of one of them. What is larger is halved.
struct TextureLimits {
    std::uint64_t total_bytes = 256ull << 20;
    int largestEdge = 2048;
};

/// Layers of one size, RGBA with 8 bits; a texture lies in its layer's first corner, row 0 first.
struct TextureArray {
    int width = 0, height = 0, layers = 0; ///< all 0 without textures
    std::vector<std::uint8_t> texels;
};

/// Where an image went.
struct TexturePlace {
    int array = -1, layer = 0; ///< array -1: not used
    int width = 0, height = 0; ///< of the image as it was packed
};

inline constexpr std::size_t kTextureArrays = 3;
inline constexpr std::array<int, kTextureArrays> kTextureEdges = {256, 1024, 2048}; ///< the largest edge in each array

struct PackedTextures {
    std::array<TextureArray, kTextureArrays> arrays;
    std::vector<TexturePlace> places; ///< one an image
    std::vector<std::string> notes;   ///< of images that were halved
};

/// How a material reads an image; decides how it is averaged when it must be made smaller.
enum class TextureUse { none, data, colour };

/// Puts the used images into arrays by size. Images beyond the limits are halved, the largest first, colours in linear
/// light.
PackedTextures packTextures(const std::vector<part::Image>& images, const std::vector<TextureUse>& uses,
                            const TextureLimits& limits = {});

} // namespace vitrine::render
