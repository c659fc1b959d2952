#include "base/png.h"

#include "base/error.h"

#include <algorithm>
#include <cassert>
#include <csetjmp>
#include <cstring>
#include <fmt/format.h>
#include <png.h>

namespace vitrine {
namespace {

// libpng reports errors by longjmp, which must not pass over C++ objects: every call into libpng happens in functions
// whose own variables are trivial, and the message waits here.
struct Complaint {
    char text[200] = "";
};

void onError(png_structp png, png_const_charp message) {
    auto* complaint = static_cast<Complaint*>(png_get_error_ptr(png));
    std::strncpy(complaint->text, message, sizeof complaint->text - 1);
    longjmp(png_jmpbuf(png), 1);
}

void onWarning(png_structp, png_const_charp) {}

struct Reader {
    Complaint complaint;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &complaint, onError, onWarning);
    png_infop info = png_create_info_struct(png);
    const std::uint8_t* bytes = nullptr;
    std::size_t size = 0, position = 0;

    Reader() = default;
    Reader(const Reader&) = delete;
    ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

struct Writer {
    Complaint complaint;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &complaint, onError, onWarning);
    png_infop info = png_create_info_struct(png);
    Bytes bytes;

    Writer() = default;
    Writer(const Writer&) = delete;
    ~Writer() { png_destroy_write_struct(&png, &info); }
};

void readBytes(png_structp png, png_bytep to, png_size_t count) {
    auto* reader = static_cast<Reader*>(png_get_io_ptr(png));
    if (count > reader->size - reader->position) png_error(png, "the file ends early");
    std::memcpy(to, reader->bytes + reader->position, count);
    reader->position += count;
}

void writeBytes(png_structp png, png_bytep from, png_size_t count) {
    Bytes& bytes = static_cast<Writer*>(png_get_io_ptr(png))->bytes;
    bytes.insert(bytes.end(), from, from + count);
}

bool readHeader(Reader& reader) {
    if (setjmp(png_jmpbuf(reader.png))) return false;
    png_set_read_fn(reader.png, &reader, readBytes);
    png_set_chunk_malloc_max(reader.png, 16u << 20);
    png_read_info(reader.png, reader.info);
    png_set_expand(reader.png);
    png_set_expand_16(reader.png);
    png_set_gray_to_rgb(reader.png);
    png_set_interlace_handling(reader.png);
    png_read_update_info(reader.png, reader.info);
    return true;
}

bool readRows(Reader& reader, png_bytepp rows) {
    if (setjmp(png_jmpbuf(reader.png))) return false;
    png_read_image(reader.png, rows);
    png_read_end(reader.png, nullptr);
    return true;
}

struct Header {
    int width, height, channels, bits;
    const PngColour* colour;
    png_textp texts;
    int textCount;
};

int colourType(int channels) {
    constexpr int types[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGBA};
    return types[channels - 1];
}

bool writeAll(Writer& writer, const Header& header, png_bytepp rows) {
    if (setjmp(png_jmpbuf(writer.png))) return false;
    png_set_write_fn(writer.png, &writer, writeBytes, nullptr);
    png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(header.width),
                 static_cast<png_uint_32>(header.height), header.bits, colourType(header.channels), PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (header.colour) {
        const auto& xy = header.colour->chromaticities_xy;
        png_set_gAMA(writer.png, writer.info, header.colour->gamma);
        png_set_cHRM(writer.png, writer.info, xy[6], xy[7], xy[0], xy[1], xy[2], xy[3], xy[4], xy[5]);
    } else {
        png_set_sRGB_gAMA_and_cHRM(writer.png, writer.info, PNG_sRGB_INTENT_PERCEPTUAL);
    }
    if (header.textCount > 0) png_set_text(writer.png, writer.info, header.texts, header.textCount);
    png_write_info(writer.png, writer.info);
    png_write_image(writer.png, rows);
    png_write_end(writer.png, writer.info);
    return true;
}

// Rows of `bits` deep samples, most significant byte first.
Bytes encode(Bytes& samples, int width, int height, int channels, int bits, const PngSettings& settings) {
    assert(width > 0 && height > 0 && channels >= 1 && channels <= 4);
    const std::size_t stride = samples.size() / static_cast<std::size_t>(height);
    std::vector<png_bytep> rows;
    for (int y = 0; y < height; ++y) rows.push_back(samples.data() + static_cast<std::size_t>(y) * stride);

    auto text = settings.text;
    std::vector<png_text> texts;
    for (auto& [key, value] : text) {
        png_text entry{};
        entry.compression = PNG_ITXT_COMPRESSION_NONE;
        entry.key = const_cast<png_charp>(key.c_str());
        entry.text = value.data();
        entry.itxt_length = value.size();
        texts.push_back(entry);
    }
    Writer writer;
    const Header header{.width = width,
                        .height = height,
                        .channels = channels,
                        .bits = bits,
                        .colour = settings.colour ? &*settings.colour : nullptr,
                        .texts = texts.data(),
                        .textCount = static_cast<int>(texts.size())};
    if (!writeAll(writer, header, rows.data()))
        throw Error(fmt::format("cannot encode a PNG: {}", writer.complaint.text));
    return std::move(writer.bytes);
}

} // namespace

Bytes encodePng(const ByteImage& image, const PngSettings& settings) {
    Bytes samples = image.data;
    return encode(samples, image.width, image.height, image.channels, 8, settings);
}

Bytes encodePng16(const FloatImage& codeValues, const PngSettings& settings) {
    Bytes samples;
    samples.reserve(codeValues.data.size() * 2);
    for (const float value : codeValues.data) {
        // The comparison is false for a value that is not a number, which becomes 0.
        const float inside = value > 0.0f ? std::min(value, 1.0f) : 0.0f;
        const auto code = static_cast<std::uint16_t>(inside * 65535.0f + 0.5f);
        samples.push_back(static_cast<std::uint8_t>(code >> 8));
        samples.push_back(static_cast<std::uint8_t>(code & 0xff));
    }
    return encode(samples, codeValues.width, codeValues.height, codeValues.channels, 16, settings);
}

FloatImage decodePng(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits) {
    Reader reader;
    reader.bytes = bytes.data();
    reader.size = bytes.size();
    const auto fail = [&](std::string problem, std::string remedy = {}) {
        throw Error({.file = file,
                     .place = fmt::format("byte {}", reader.position),
                     .problem = std::move(problem),
                     .remedy = std::move(remedy)});
    };
    if (!readHeader(reader)) fail(fmt::format("not a valid PNG: {}", reader.complaint.text));
    const std::size_t width = png_get_image_width(reader.png, reader.info);
    const std::size_t height = png_get_image_height(reader.png, reader.info);
    if (width * height > limits.maxPixels)
        fail(fmt::format("the picture has {} x {} pixels", width, height),
             fmt::format("at most {} pixels are read", limits.maxPixels));

    const std::size_t stride = png_get_rowbytes(reader.png, reader.info);
    Bytes samples(stride * height);
    std::vector<png_bytep> rows;
    for (std::size_t y = 0; y < height; ++y) rows.push_back(samples.data() + y * stride);
    if (!readRows(reader, rows.data())) fail(fmt::format("not a valid PNG: {}", reader.complaint.text));

    FloatImage image(static_cast<int>(width), static_cast<int>(height), png_get_channels(reader.png, reader.info));
    for (std::size_t i = 0; i < image.data.size(); ++i)
        image.data[i] = static_cast<float>(samples[2 * i] * 256 + samples[2 * i + 1]) / 65535.0f;
    return image;
}

FloatImage readPng(const std::filesystem::path& path, const ImageLimits& limits) {
    return decodePng(readFile(path, limits.maxBytes), path.string(), limits);
}

} // namespace vitrine
