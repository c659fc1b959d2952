#pragma once
#include "base/image.h"

#include <filesystem>
#include <span>
#include <string>

namespace vitrine {

/// A Radiance picture (.hdr, RGBE): 3 channels, linear RGB, EXPOSURE undone, row 0 at the top. Reads uncompressed, old
/// and new run-length encoded scanlines in all four orientations that keep rows as rows. Throws Error with the byte
/// offset. Format: Ward, "Real Pixels", Graphics Gems II; Radiance's reference manual, "File formats".
FloatImage decodeHdr(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits = {});
FloatImage readHdr(const std::filesystem::path& path, const ImageLimits& limits = {});

} // namespace vitrine
