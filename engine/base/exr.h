#pragma once
#include "base/files.h"
#include "base/image.h"

#include <map>
#include <string>
#include <vector>

namespace vitrine {

/// One layer to write. Channels are named one a letter: "RGB" in a layer called "diffuse" gives diffuse.R, diffuse.G
/// and diffuse.B; the layer "" gives R, G and B; no letters, for an image of one channel, gives the layer's own name.
struct ExrLayer {
    std::string name;
    std::string channels;
    FloatImage image;
    enum class Precision { half, single } precision = Precision::half;
};

/// Planes by channel name, row 0 at the top.
struct ExrPlanes {
    int width = 0, height = 0;
    std::map<std::string, std::vector<float>> channels;

    /// R, G, B (and A where present) interleaved; a lone Y three times. Throws Error naming `file` where neither
    /// exists.
    FloatImage colour(const std::string& file) const;
};

/// Linear Rec.709 (its chromaticities are stated in the file); negative values are kept. ZIP compression.
Bytes encodeExr(const std::vector<ExrLayer>& layers, const std::map<std::string, std::string>& text = {});

/// Scanline and tiled pictures of one part. The header is checked by our own reader before OpenEXR sees the file.
/// Throws Error with the byte offset.
ExrPlanes decodeExr(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits = {});
ExrPlanes readExr(const std::filesystem::path& path, const ImageLimits& limits = {});

} // namespace vitrine
