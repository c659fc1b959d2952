#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrine {

/// Samples of a picture, row 0 at the top, channels interleaved.
template <class Sample>
struct ImageOf {
    int width = 0, height = 0, channels = 0;
    std::vector<Sample> data; ///< width x height x channels

    ImageOf() = default;
    ImageOf(int columns, int rows, int channelCount)
        : width(columns), height(rows), channels(channelCount),
          data(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) *
               static_cast<std::size_t>(channelCount)) {}

    /// The first channel of a pixel; the others follow.
    Sample* pixel(int x, int y) { return data.data() + offsetOf(x, y); }
    const Sample* pixel(int x, int y) const { return data.data() + offsetOf(x, y); }

  private:
    std::size_t offsetOf(int x, int y) const {
        return (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) *
               static_cast<std::size_t>(channels);
    }
};

using FloatImage = ImageOf<float>;
using ByteImage = ImageOf<std::uint8_t>;

/// What a reader accepts from a file that nobody has vouched for.
struct ImageLimits {
    std::size_t maxBytes = std::size_t{512} << 20; ///< of the file
    std::size_t maxPixels = std::size_t{1} << 26;  ///< width x height
};

} // namespace vitrine
