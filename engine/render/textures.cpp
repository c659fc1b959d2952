#include "render/textures.h"

#include "shared/cpp.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

using Size = glm::ivec2;

Size halved(Size size) {
    return {std::max(size.x / 2, 1), std::max(size.y / 2, 1)};
}

int edgeOf(Size size) {
    return std::max(size.x, size.y);
}

std::size_t arrayFor(Size size) {
    for (std::size_t a = 0; a + 1 < kTextureArrays; ++a)
        if (edgeOf(size) <= kTextureEdges[a]) return a;
    return kTextureArrays - 1;
}

// An array's layers are as large as its largest texture in each direction.
std::uint64_t bytesOf(const std::vector<Size>& sizes) {
    std::array<Size, kTextureArrays> extents{};
    std::array<std::uint64_t, kTextureArrays> layers{};
    for (const Size size : sizes) {
        if (size.x == 0) continue;
        const std::size_t a = arrayFor(size);
        extents[a] = glm::max(extents[a], size);
        ++layers[a];
    }
    std::uint64_t bytes = 0;
    for (std::size_t a = 0; a < kTextureArrays; ++a)
        bytes += 4 * layers[a] * static_cast<std::uint64_t>(extents[a].x) * static_cast<std::uint64_t>(extents[a].y);
    return bytes;
}

std::vector<Size> fittingSizes(std::vector<Size> sizes, const TextureLimits& limits) {
    const int edge = std::min(limits.largestEdge, kTextureEdges.back());
    for (Size& size : sizes)
        while (edgeOf(size) > edge) size = halved(size);
    const auto smaller = [](Size a, Size b) { return a.x * a.y < b.x * b.y; };
    while (bytesOf(sizes) > limits.total_bytes) {
        const auto largest = std::max_element(sizes.begin(), sizes.end(), smaller);
        if (edgeOf(*largest) <= 1) break;
        *largest = halved(*largest);
    }
    return sizes;
}

float decoded(std::uint8_t code, bool colour) {
    const float value = static_cast<float>(code) / 255.0f;
    return colour ? shared32::linearFromSrgb(value) : value;
}

std::uint8_t encoded(float value, bool colour) {
    return static_cast<std::uint8_t>(std::lround(255.0f * (colour ? shared32::srgbFromLinear(value) : value)));
}

// Each texel the mean of four; an odd last row or column goes with its neighbour's.
part::Image half(const part::Image& image, bool colour) {
    const Size size = halved({image.width, image.height});
    part::Image result{.width = size.x, .height = size.y, .rgba = {}};
    result.rgba.reserve(4 * static_cast<std::size_t>(size.x) * static_cast<std::size_t>(size.y));
    const auto at = [&](int x, int y, int c) {
        const auto row = static_cast<std::size_t>(std::min(y, image.height - 1));
        const auto column = static_cast<std::size_t>(std::min(x, image.width - 1));
        return image.rgba[4 * (row * static_cast<std::size_t>(image.width) + column) + static_cast<std::size_t>(c)];
    };
    for (int y = 0; y < size.y; ++y)
        for (int x = 0; x < size.x; ++x)
            for (int c = 0; c < 4; ++c) {
                const bool curved = colour && c < 3;
                float sum = 0.0f;
                for (int i = 0; i < 4; ++i) sum += decoded(at(2 * x + i % 2, 2 * y + i / 2, c), curved);
                result.rgba.push_back(encoded(0.25f * sum, curved));
            }
    return result;
}

void copyInto(TextureArray& array, int layer, const part::Image& image) {
    const auto stride = 4 * static_cast<std::size_t>(array.width), row = 4 * static_cast<std::size_t>(image.width);
    const std::size_t first = stride * static_cast<std::size_t>(array.height) * static_cast<std::size_t>(layer);
    for (std::size_t y = 0; y < static_cast<std::size_t>(image.height); ++y)
        std::copy_n(image.rgba.begin() + static_cast<std::ptrdiff_t>(row * y), row,
                    array.texels.begin() + static_cast<std::ptrdiff_t>(first + stride * y));
}

void fill(TextureArray& array, const TexturePlace& place, const part::Image& image, bool colour) {
    if (image.width == place.width && image.height == place.height) return copyInto(array, place.layer, image);
    part::Image smaller = half(image, colour);
    while (smaller.width != place.width || smaller.height != place.height) smaller = half(smaller, colour);
    copyInto(array, place.layer, smaller);
}

} // namespace

PackedTextures packTextures(const std::vector<part::Image>& images, const std::vector<TextureUse>& uses,
                            const TextureLimits& limits) {
    std::vector<Size> wanted(images.size(), Size(0));
    for (std::size_t i = 0; i < images.size(); ++i)
        if (uses[i] != TextureUse::none) wanted[i] = {images[i].width, images[i].height};
    const std::vector<Size> sizes = fittingSizes(wanted, limits);

    PackedTextures packed;
    packed.places.resize(images.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (sizes[i].x == 0) continue;
        const std::size_t a = arrayFor(sizes[i]);
        TextureArray& array = packed.arrays[a];
        packed.places[i] = {static_cast<int>(a), array.layers++, sizes[i].x, sizes[i].y};
        array.width = std::max(array.width, sizes[i].x);
        array.height = std::max(array.height, sizes[i].y);
        if (sizes[i] != wanted[i])
            packed.notes.push_back(fmt::format("image {} of {}x{} is used at {}x{}: {} MB hold all textures", i,
                                               wanted[i].x, wanted[i].y, sizes[i].x, sizes[i].y,
                                               limits.total_bytes >> 20));
    }
    for (TextureArray& array : packed.arrays)
        array.texels.resize(4 * static_cast<std::size_t>(array.width) * static_cast<std::size_t>(array.height) *
                            static_cast<std::size_t>(array.layers));
    for (std::size_t i = 0; i < images.size(); ++i)
        if (const TexturePlace& place = packed.places[i]; place.array >= 0)
            fill(packed.arrays[static_cast<std::size_t>(place.array)], place, images[i], uses[i] == TextureUse::colour);
    return packed;
}

} // namespace vitrine::render
