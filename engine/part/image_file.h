#pragma once
#include "part/model.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace vitrine::part {

enum class ImageFormat { unknown, png, jpeg, webp, ktx2 };

/// "image/png"; empty for an unknown format.
std::string_view mediaType(ImageFormat format);

/// Recognises a picture by its first bytes, whatever its name claims.
ImageFormat recognise(std::span<const std::uint8_t> bytes);

struct ImageHeader {
    ImageFormat format = ImageFormat::unknown;
    int width = 0, height = 0;
};

/// Why a picture cannot be read: an issue code of Khronos's validator and a message.
struct ImageProblem {
    std::string code, message;
};

/// Size of a PNG, JPEG or WebP picture from its header; nothing is decoded. KTX2 and unknown formats give 0 x 0.
std::variant<ImageHeader, ImageProblem> readImageHeader(std::span<const std::uint8_t> bytes);

/// Decodes a PNG (libpng) or JPEG (libjpeg-turbo) to 8 bits a channel as stored: gamma and colour profiles are ignored,
/// as glTF asks. The caller has checked the size in the header, which the decoder holds to.
std::variant<Image, ImageProblem> decodeImage(std::span<const std::uint8_t> bytes, const ImageHeader& header);

} // namespace vitrine::part
