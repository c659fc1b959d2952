#include "base/hdr.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>
#include <string_view>

namespace vitrine {
namespace {

using Rgbe = std::array<std::uint8_t, 4>;

class Cursor {
  public:
    Cursor(std::span<const std::uint8_t> bytes, const std::string& file) : bytes_(bytes), file_(file) {}

    std::uint8_t byte() {
        if (position_ >= bytes_.size()) fail("the file ends early", "the whole picture");
        return bytes_[position_++];
    }

    Rgbe rgbe() {
        Rgbe value;
        for (std::uint8_t& component : value) component = byte();
        return value;
    }

    std::string_view line() {
        constexpr std::size_t longest = 2048;
        const std::size_t start = position_;
        while (byte() != '\n')
            if (position_ - start > longest) fail("a header line is longer than 2048 bytes");
        return {reinterpret_cast<const char*>(bytes_.data()) + start, position_ - start - 1};
    }

    std::size_t left() const { return bytes_.size() - position_; }
    void back(std::size_t count) { position_ -= count; }

    [[noreturn]] void fail(std::string problem, std::string remedy = {}) const {
        throw Error({.file = file_,
                     .place = fmt::format("byte {}", position_),
                     .problem = std::move(problem),
                     .remedy = std::move(remedy)});
    }

  private:
    std::span<const std::uint8_t> bytes_;
    const std::string& file_;
    std::size_t position_ = 0;
};

struct Header {
    int width = 0, height = 0;
    bool bottomUp = false, rightToLeft = false;
    double exposure = 1.0; ///< the pixels were multiplied by this
};

double numberIn(std::string_view text, const Cursor& cursor) {
    double value = 0.0;
    const auto start = text.find_first_not_of(' ');
    if (start != std::string_view::npos) text.remove_prefix(start);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || !(value > 0.0) || !std::isfinite(value))
        cursor.fail(fmt::format("EXPOSURE is \"{}\"", text), "a number above 0");
    return value;
}

// "-Y 512 +X 1024": the slow axis first, its sign telling the direction.
void readResolution(Header& header, Cursor& cursor, const ImageLimits& limits) {
    const std::string line(cursor.line());
    char ySign = 0, xSign = 0;
    int consumed = 0;
    const int found =
        std::sscanf(line.c_str(), "%cY %7d %cX %7d%n", &ySign, &header.height, &xSign, &header.width, &consumed);
    const auto isSign = [](char c) { return c == '-' || c == '+'; };
    if (found != 4 || !isSign(ySign) || !isSign(xSign) || static_cast<std::size_t>(consumed) != line.size())
        cursor.fail(fmt::format("the size line is \"{}\"", line.substr(0, 60)), "as in \"-Y 512 +X 1024\"");
    if (header.width < 1 || header.height < 1 ||
        static_cast<std::size_t>(header.width) * static_cast<std::size_t>(header.height) > limits.maxPixels)
        cursor.fail(fmt::format("the picture has {} x {} pixels", header.width, header.height),
                    fmt::format("at least 1 and at most {} pixels", limits.maxPixels));
    header.bottomUp = ySign == '+';
    header.rightToLeft = xSign == '-';
}

Header readHeader(Cursor& cursor, const ImageLimits& limits) {
    if (!cursor.line().starts_with("#?")) cursor.fail("does not begin with \"#?\"", "a Radiance .hdr file");
    Header header;
    bool known = false;
    for (std::string_view line = cursor.line(); !line.empty(); line = cursor.line()) {
        if (line.starts_with("FORMAT=")) {
            known = line == "FORMAT=32-bit_rle_rgbe";
            if (!known) cursor.fail(fmt::format("the pixels are \"{}\"", line.substr(7)), "32-bit_rle_rgbe");
        } else if (line.starts_with("EXPOSURE=")) {
            header.exposure *= numberIn(line.substr(9), cursor);
        }
    }
    if (!known) cursor.fail("the header names no format", "FORMAT=32-bit_rle_rgbe");
    readResolution(header, cursor, limits);
    // Every row costs at least one pixel of four bytes: a height that cannot be true is refused before memory is taken.
    if (cursor.left() / 4 < static_cast<std::size_t>(header.height))
        cursor.fail(fmt::format("{} bytes are too few for {} rows", cursor.left(), header.height));
    return header;
}

// New encoding: the four components of the row one after another, each as runs (count above 128) and literals.
void readComponents(Cursor& cursor, std::vector<Rgbe>& row) {
    for (std::size_t component = 0; component < 4; ++component)
        for (std::size_t x = 0; x < row.size();) {
            const std::uint8_t code = cursor.byte();
            const bool isRun = code > 128;
            const std::size_t count = isRun ? code - 128u : code;
            if (count == 0 || count > row.size() - x) cursor.fail("a run leaves its row", "a whole number of pixels");
            const std::uint8_t repeated = isRun ? cursor.byte() : std::uint8_t{0};
            for (std::size_t i = 0; i < count; ++i) row[x++][component] = isRun ? repeated : cursor.byte();
        }
}

// Old encoding: plain pixels, where (1, 1, 1, n) repeats the last one n times, a second such count being worth 256 n.
void readPlain(Cursor& cursor, std::vector<Rgbe>& row) {
    int shift = 0;
    for (std::size_t x = 0; x < row.size();) {
        const Rgbe pixel = cursor.rgbe();
        if (pixel[0] != 1 || pixel[1] != 1 || pixel[2] != 1) {
            row[x++] = pixel;
            shift = 0;
            continue;
        }
        if (x == 0 || shift > 16) cursor.fail("a repetition without a pixel to repeat");
        const std::size_t count = static_cast<std::size_t>(pixel[3]) << shift;
        if (count > row.size() - x) cursor.fail("a repetition leaves its row", "a whole number of pixels");
        std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(x), count, row[x - 1]);
        x += count;
        shift += 8;
    }
}

void readRow(Cursor& cursor, std::vector<Rgbe>& row) {
    if (row.size() >= 8 && row.size() < 32768) {
        const Rgbe mark = cursor.rgbe();
        if (mark[0] == 2 && mark[1] == 2 && mark[2] < 128) {
            if (static_cast<std::size_t>(mark[2] * 256 + mark[3]) != row.size())
                cursor.fail("a scanline states another length than the picture");
            return readComponents(cursor, row);
        }
        cursor.back(4);
    }
    readPlain(cursor, row);
}

} // namespace

FloatImage decodeHdr(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits) {
    Cursor cursor(bytes, file);
    const Header header = readHeader(cursor, limits);
    FloatImage image(header.width, header.height, 3);
    std::vector<Rgbe> row(static_cast<std::size_t>(header.width));
    for (int i = 0; i < header.height; ++i) {
        readRow(cursor, row);
        const int y = header.bottomUp ? header.height - 1 - i : i;
        for (int j = 0; j < header.width; ++j) {
            const Rgbe& pixel = row[static_cast<std::size_t>(j)];
            float* out = image.pixel(header.rightToLeft ? header.width - 1 - j : j, y);
            if (pixel[3] == 0) continue; // black
            // A mantissa was cut, not rounded, when written: Radiance reads the middle of its interval.
            const double unit = std::ldexp(1.0, pixel[3] - (128 + 8)) / header.exposure;
            for (std::size_t c = 0; c < 3; ++c) out[c] = static_cast<float>((pixel[c] + 0.5) * unit);
        }
    }
    return image;
}

FloatImage readHdr(const std::filesystem::path& path, const ImageLimits& limits) {
    return decodeHdr(readFile(path, limits.maxBytes), path.string(), limits);
}

} // namespace vitrine
