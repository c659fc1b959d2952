#include "part/image_file.h"

#include "part/decode_jpeg.h"
#include "part/decode_png.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>

namespace vitrine::part {
namespace {

using Span = std::span<const std::uint8_t>;

std::uint32_t big16(Span b, std::size_t at) {
    return static_cast<std::uint32_t>(b[at] << 8 | b[at + 1]);
}
std::uint32_t big32(Span b, std::size_t at) {
    return big16(b, at) << 16 | big16(b, at + 2);
}
std::uint32_t little24(Span b, std::size_t at) {
    return static_cast<std::uint32_t>(b[at] | b[at + 1] << 8 | b[at + 2] << 16);
}

bool startsWith(Span bytes, std::string_view start) {
    return bytes.size() >= start.size() &&
           std::equal(start.begin(), start.end(), bytes.begin(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

ImageProblem unexpectedEnd() {
    return {"IMAGE_UNEXPECTED_EOS", "the picture ends too early"};
}
ImageProblem invalid(std::string why) {
    return {"IMAGE_DATA_INVALID", std::move(why)};
}

std::variant<ImageHeader, ImageProblem> sized(ImageFormat format, std::uint32_t width, std::uint32_t height) {
    if (width == 0 || height == 0 || width > 0x7fffffff || height > 0x7fffffff)
        return invalid(fmt::format("a picture of {} x {} pixels", width, height));
    return ImageHeader{format, static_cast<int>(width), static_cast<int>(height)};
}

// PNG specification, 5.3 and 11.2.2: the first chunk is IHDR, 13 bytes.
std::variant<ImageHeader, ImageProblem> readPng(Span bytes) {
    if (bytes.size() < 33) return unexpectedEnd();
    if (big32(bytes, 8) != 13 || !startsWith(bytes.subspan(12), "IHDR")) return invalid("a PNG must begin with IHDR");
    return sized(ImageFormat::png, big32(bytes, 16), big32(bytes, 20));
}

// ITU-T T.81, annex B: segments up to the frame header, which holds the size.
std::variant<ImageHeader, ImageProblem> readJpeg(Span bytes) {
    std::size_t at = 2;
    while (true) {
        if (at + 4 > bytes.size()) return unexpectedEnd();
        if (bytes[at] != 0xff) return invalid("a JPEG segment must begin with 0xff");
        const std::uint8_t marker = bytes[at + 1];
        if (marker == 0xff) { // fill byte
            ++at;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) { // without parameters
            at += 2;
            continue;
        }
        if (marker == 0xd9 || marker == 0xda) return invalid("a JPEG scan without a frame header");
        const std::size_t length = big16(bytes, at + 2);
        if (length < 2) return invalid("a JPEG segment of invalid length");
        const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        if (frame) {
            if (length < 8) return invalid("a JPEG frame header of invalid length");
            if (at + 9 > bytes.size()) return unexpectedEnd();
            return sized(ImageFormat::jpeg, big16(bytes, at + 7), big16(bytes, at + 5));
        }
        at += 2 + length;
    }
}

// WebP container specification: a RIFF with a VP8, VP8L or VP8X chunk first.
std::variant<ImageHeader, ImageProblem> readWebp(Span bytes) {
    if (bytes.size() < 30) return unexpectedEnd();
    const Span chunk = bytes.subspan(12);
    if (startsWith(chunk, "VP8X")) return sized(ImageFormat::webp, little24(bytes, 24) + 1, little24(bytes, 27) + 1);
    if (startsWith(chunk, "VP8L")) {
        const std::uint32_t bits = little24(bytes, 21) | static_cast<std::uint32_t>(bytes[24]) << 24;
        return sized(ImageFormat::webp, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
    }
    if (startsWith(chunk, "VP8 "))
        return sized(ImageFormat::webp, little24(bytes, 26) & 0x3fff, (little24(bytes, 27) >> 8) & 0x3fff);
    return invalid("a WebP without a picture chunk");
}

} // namespace

std::string_view mediaType(ImageFormat format) {
    switch (format) {
    case ImageFormat::png:
        return "image/png";
    case ImageFormat::jpeg:
        return "image/jpeg";
    case ImageFormat::webp:
        return "image/webp";
    case ImageFormat::ktx2:
        return "image/ktx2";
    case ImageFormat::unknown:
        break;
    }
    return {};
}

ImageFormat recognise(Span bytes) {
    if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return ImageFormat::png;
    if (startsWith(bytes, "\xff\xd8\xff")) return ImageFormat::jpeg;
    if (startsWith(bytes, "RIFF") && bytes.size() >= 12 && startsWith(bytes.subspan(8), "WEBP"))
        return ImageFormat::webp;
    if (startsWith(bytes, "\xabKTX 20\xbb\r\n\x1a\n")) return ImageFormat::ktx2;
    return ImageFormat::unknown;
}

std::variant<ImageHeader, ImageProblem> readImageHeader(Span bytes) {
    switch (const ImageFormat format = recognise(bytes)) {
    case ImageFormat::png:
        return readPng(bytes);
    case ImageFormat::jpeg:
        return readJpeg(bytes);
    case ImageFormat::webp:
        return readWebp(bytes);
    default:
        return ImageHeader{format, 0, 0};
    }
}

std::variant<Image, ImageProblem> decodeImage(Span bytes, const ImageHeader& header) {
    Image image{.width = header.width, .height = header.height};
    image.rgba.resize(std::size_t{4} * static_cast<std::size_t>(header.width) *
                      static_cast<std::size_t>(header.height));
    const DecodeResult result = header.format == ImageFormat::png ? decodePng(bytes, header, image.rgba)
                                                                  : decodeJpeg(bytes, header, image.rgba);
    if (result.endedEarly) return unexpectedEnd();
    if (!result.problem.empty()) return invalid(result.problem);
    return image;
}

} // namespace vitrine::part
