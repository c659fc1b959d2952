#include "base/exr_header.h"

#include "base/error.h"

#include <cstdint>
#include <fmt/format.h>
#include <string_view>

namespace vitrine {
namespace {

// OpenEXR file layout: magic, version and flags, then attributes (name\0 type\0 size value) up to an empty name. Little
// endian throughout.
class Walk {
  public:
    Walk(std::span<const std::uint8_t> bytes, const std::string& file) : bytes_(bytes), file_(file) {}

    std::int32_t integer() {
        need(4);
        std::uint32_t value = 0;
        for (int i = 3; i >= 0; --i) value = value << 8 | bytes_[position_ + static_cast<std::size_t>(i)];
        position_ += 4;
        return static_cast<std::int32_t>(value);
    }

    std::string_view name() {
        constexpr std::size_t longest = 255;
        const std::size_t start = position_;
        for (;; ++position_) {
            need(1);
            if (bytes_[position_] == 0) break;
            if (position_ - start > longest) fail("a name is longer than 255 bytes");
        }
        return {reinterpret_cast<const char*>(bytes_.data()) + start, position_++ - start};
    }

    std::size_t size() {
        const std::int32_t value = integer();
        if (value < 0) fail(fmt::format("an attribute is {} bytes long", value));
        need(static_cast<std::size_t>(value));
        return static_cast<std::size_t>(value);
    }

    void need(std::size_t count) const {
        if (count > bytes_.size() - position_) fail("the file ends within its header");
    }

    std::size_t position() const { return position_; }
    void moveTo(std::size_t position) { position_ = position; }

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

void checkVersion(Walk& walk) {
    if (walk.integer() != 20000630) walk.fail("does not begin with OpenEXR's magic number", "an OpenEXR file");
    const std::int32_t version = walk.integer();
    if ((version & 0xff) != 2) walk.fail(fmt::format("is of version {}", version & 0xff), "version 2");
    if (version & 0x800) walk.fail("holds deep data", "one flat picture");
    if (version & 0x1000) walk.fail("holds several parts", "one flat picture");
}

std::size_t checkDataWindow(Walk& walk, const ImageLimits& limits) {
    constexpr std::int64_t furthest = 1 << 24;
    std::int64_t box[4];
    for (std::int64_t& edge : box) edge = walk.integer();
    const std::int64_t width = box[2] - box[0] + 1, height = box[3] - box[1] + 1;
    for (const std::int64_t edge : box)
        if (edge < -furthest || edge > furthest) walk.fail(fmt::format("the data window reaches {}", edge));
    if (width < 1 || height < 1 || static_cast<std::size_t>(width * height) > limits.maxPixels)
        walk.fail(fmt::format("the data window has {} x {} pixels", width, height),
                  fmt::format("at least 1 and at most {} pixels", limits.maxPixels));
    return static_cast<std::size_t>(width * height);
}

std::size_t countChannels(Walk& walk) {
    constexpr std::size_t most = 64;
    std::size_t count = 0;
    while (!walk.name().empty()) {
        if (++count > most) walk.fail("has more than 64 channels");
        walk.moveTo(walk.position() + 8); // pixel type; linear flag and three reserved bytes
        const std::int32_t x = walk.integer(), y = walk.integer();
        if (x != 1 || y != 1) walk.fail("a channel is subsampled", "every channel at full resolution");
    }
    return count;
}

} // namespace

void checkExrHeader(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits) {
    Walk walk(bytes, file);
    checkVersion(walk);
    std::size_t pixels = 0, channels = 0;
    for (std::string_view name = walk.name(); !name.empty(); name = walk.name()) {
        const std::string_view type = walk.name();
        const std::size_t size = walk.size(), start = walk.position();
        if (name == "dataWindow") {
            if (type != "box2i" || size != 16) walk.fail("dataWindow is not a box2i");
            pixels = checkDataWindow(walk, limits);
        } else if (name == "channels") {
            if (type != "chlist") walk.fail("channels is not a chlist");
            channels = countChannels(walk);
        }
        walk.moveTo(start + size);
    }
    if (pixels == 0) walk.fail("the header lacks dataWindow");
    if (channels == 0) walk.fail("the header lacks channels");
    if (pixels > limits.maxPixels * 4 / channels)
        walk.fail(fmt::format("{} channels of {} pixels", channels, pixels),
                  fmt::format("at most {} samples in all", limits.maxPixels * 4));
}

} // namespace vitrine
