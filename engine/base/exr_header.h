#pragma once
#include "base/image.h"

#include <span>
#include <string>

namespace vitrine {

/// Walks the header of an OpenEXR file attribute by attribute, so that its claims are known to be harmless before a
/// library allocates by them: magic, one part, no deep data, every attribute within the file, data window and channel
/// count within the limits. Throws Error with the byte offset.
void checkExrHeader(std::span<const std::uint8_t> bytes, const std::string& file, const ImageLimits& limits);

} // namespace vitrine
