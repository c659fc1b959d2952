#pragma once
#include "base/files.h"
#include "base/image.h"

#include <array>
#include <map>
#include <optional>
#include <string>

namespace vitrine {

/// What the code values of a PNG mean where that is not sRGB: x and y of red, green, blue and white, and the exponent
/// that encodes (1 / 2.2, or 1 for linear).
struct PngColour {
    std::array<double, 8> chromaticities_xy{};
    double gamma = 1.0 / 2.2;
};

struct PngSettings {
    std::optional<PngColour> colour;         ///< none: sRGB
    std::map<std::string, std::string> text; ///< Latin-1 keyword of 1-79 characters, UTF-8 value
};

/// 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGBA, alpha not premultiplied) channels of 8 bits.
Bytes encodePng(const ByteImage& image, const PngSettings& settings = {});
/// The same with 16 bits, from code values 0 to 1; values outside are clamped.
Bytes encodePng16(const FloatImage& codeValues, const PngSettings& settings = {});

/// Code values 0 to 1 of a PNG of any kind (palettes and greys become RGB): 3 channels, or 4 with alpha. Throws Error
/// with `file` and what is wrong.
FloatImage decodePng(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits = {});
FloatImage readPng(const std::filesystem::path& path, const ImageLimits& limits = {});

} // namespace vitrine
