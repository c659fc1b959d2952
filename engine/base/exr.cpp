#include "base/exr.h"

#include "base/error.h"
#include "base/exr_header.h"

#include <ImfArray.h>
#include <ImfChannelList.h>
#include <ImfFrameBuffer.h>
#include <ImfHeader.h>
#include <ImfIO.h>
#include <ImfInputFile.h>
#include <ImfOutputFile.h>
#include <ImfStandardAttributes.h>
#include <algorithm>
#include <cassert>
#include <cstring>
#include <fmt/format.h>
#include <half.h>

namespace vitrine {
namespace {

class MemoryReader : public Imf::IStream {
  public:
    MemoryReader(std::span<const std::uint8_t> bytes, const std::string& file)
        : Imf::IStream(file.c_str()), bytes_(bytes) {}

    bool read(char to[], int count) override {
        if (count < 0 || static_cast<std::size_t>(count) > bytes_.size() - position_)
            throw std::runtime_error("the file ends early");
        std::memcpy(to, bytes_.data() + position_, static_cast<std::size_t>(count));
        position_ += static_cast<std::size_t>(count);
        return position_ < bytes_.size();
    }
    std::uint64_t tellg() override { return position_; }
    void seekg(std::uint64_t position) override {
        if (position > bytes_.size()) throw std::runtime_error("an offset points past the end of the file");
        position_ = static_cast<std::size_t>(position);
    }

  private:
    std::span<const std::uint8_t> bytes_;
    std::size_t position_ = 0;
};

class MemoryWriter : public Imf::OStream {
  public:
    MemoryWriter() : Imf::OStream("memory") {}

    void write(const char from[], int count) override {
        const std::size_t end = position_ + static_cast<std::size_t>(count);
        if (end > bytes.size()) bytes.resize(end);
        std::memcpy(bytes.data() + position_, from, static_cast<std::size_t>(count));
        position_ = end;
    }
    std::uint64_t tellp() override { return position_; }
    void seekp(std::uint64_t position) override { position_ = static_cast<std::size_t>(position); }

    Bytes bytes;

  private:
    std::size_t position_ = 0;
};

std::string channelName(const ExrLayer& layer, std::size_t channel) {
    if (layer.channels.empty()) return layer.name;
    const std::string letter(1, layer.channels[channel]);
    return layer.name.empty() ? letter : layer.name + "." + letter;
}

// Beyond half's range a value becomes its largest finite one: an infinity would poison whoever reads the picture.
std::vector<half> halves(const FloatImage& image) {
    constexpr float greatest = 65504.0f;
    std::vector<half> values;
    values.reserve(image.data.size());
    for (const float value : image.data) values.emplace_back(std::clamp(value, -greatest, greatest));
    return values;
}

Imf::Header headerFor(const std::vector<ExrLayer>& layers, const std::map<std::string, std::string>& text) {
    const FloatImage& first = layers.front().image;
    Imf::Header header(first.width, first.height);
    header.compression() = Imf::ZIP_COMPRESSION;
    // ITU-R BT.709, white D65.
    Imf::addChromaticities(header,
                           Imf::Chromaticities({0.64f, 0.33f}, {0.30f, 0.60f}, {0.15f, 0.06f}, {0.3127f, 0.3290f}));
    for (const auto& [key, value] : text) header.insert(key, Imf::StringAttribute(value));
    for (const ExrLayer& layer : layers)
        for (int c = 0; c < layer.image.channels; ++c)
            header.channels().insert(
                channelName(layer, static_cast<std::size_t>(c)),
                Imf::Channel(layer.precision == ExrLayer::Precision::half ? Imf::HALF : Imf::FLOAT));
    return header;
}

// Imf's slices address from pixel (0, 0) of the data window's own coordinates.
template <class Sample>
Imf::Slice sliceOf(Imf::PixelType type, const Sample* first, std::size_t channels, int width) {
    return Imf::Slice(type, reinterpret_cast<char*>(const_cast<Sample*>(first)), sizeof(Sample) * channels,
                      sizeof(Sample) * channels * static_cast<std::size_t>(width));
}

ExrPlanes readPlanes(Imf::InputFile& input) {
    const Imath::Box2i window = input.header().dataWindow();
    ExrPlanes planes{.width = window.max.x - window.min.x + 1, .height = window.max.y - window.min.y + 1};
    Imf::FrameBuffer buffer;
    for (auto channel = input.header().channels().begin(); channel != input.header().channels().end(); ++channel) {
        std::vector<float>& plane = planes.channels[channel.name()];
        plane.resize(static_cast<std::size_t>(planes.width) * static_cast<std::size_t>(planes.height));
        buffer.insert(channel.name(), Imf::Slice::Make(Imf::FLOAT, plane.data(), window, sizeof(float),
                                                       sizeof(float) * static_cast<std::size_t>(planes.width)));
    }
    input.setFrameBuffer(buffer);
    input.readPixels(window.min.y, window.max.y);
    return planes;
}

} // namespace

FloatImage ExrPlanes::colour(const std::string& file) const {
    std::vector<const std::vector<float>*> planes;
    const auto add = [&](const char* name) {
        const auto found = channels.find(name);
        if (found != channels.end()) planes.push_back(&found->second);
    };
    for (const char* name : {"R", "G", "B"}) add(name);
    if (planes.empty())
        for (int i = 0; i < 3; ++i) add("Y");
    if (planes.size() != 3)
        throw Error({.file = file, .problem = "has no colour", .remedy = "channels R, G and B, or Y"});
    add("A");
    FloatImage image(width, height, static_cast<int>(planes.size()));
    for (std::size_t c = 0; c < planes.size(); ++c)
        for (std::size_t i = 0; i < planes[c]->size(); ++i) image.data[i * planes.size() + c] = (*planes[c])[i];
    return image;
}

Bytes encodeExr(const std::vector<ExrLayer>& layers, const std::map<std::string, std::string>& text) {
    assert(!layers.empty());
    std::vector<std::vector<half>> halfLayers;
    Imf::FrameBuffer buffer;
    for (const ExrLayer& layer : layers) {
        const FloatImage& image = layer.image;
        assert(image.width == layers.front().image.width && image.height == layers.front().image.height);
        assert(layer.channels.empty() ? image.channels == 1
                                      : static_cast<int>(layer.channels.size()) == image.channels);
        const auto channels = static_cast<std::size_t>(image.channels);
        const bool isHalf = layer.precision == ExrLayer::Precision::half;
        if (isHalf) halfLayers.push_back(halves(image));
        for (std::size_t c = 0; c < channels; ++c)
            buffer.insert(channelName(layer, c),
                          isHalf ? sliceOf(Imf::HALF, halfLayers.back().data() + c, channels, image.width)
                                 : sliceOf(Imf::FLOAT, image.data.data() + c, channels, image.width));
    }
    try {
        MemoryWriter memory;
        {
            Imf::OutputFile output(memory, headerFor(layers, text), 0);
            output.setFrameBuffer(buffer);
            output.writePixels(layers.front().image.height);
        } // the destructor writes the table of offsets
        return std::move(memory.bytes);
    } catch (const std::exception& problem) {
        throw Error(fmt::format("cannot encode an EXR: {}", problem.what()));
    }
}

ExrPlanes decodeExr(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits) {
    checkExrHeader(bytes, file, limits);
    MemoryReader memory(bytes, file);
    try {
        Imf::InputFile input(memory, 0);
        return readPlanes(input);
    } catch (const std::exception& problem) {
        throw Error({.file = file,
                     .place = fmt::format("byte {}", memory.tellg()),
                     .problem = fmt::format("not a valid EXR: {}", problem.what())});
    }
}

ExrPlanes readExr(const std::filesystem::path& path, const ImageLimits& limits) {
    return decodeExr(readFile(path, limits.maxBytes), path.string(), limits);
}

} // namespace vitrine
