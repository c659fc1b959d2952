#pragma once
#include "part/decode_png.h"

namespace vitrine::part {

/// Fills `rgba` (4 x width x height bytes, row 0 at the top) from a JPEG of exactly the size in `header`.
DecodeResult decodeJpeg(std::span<const std::uint8_t> bytes, const ImageHeader& header, std::span<std::uint8_t> rgba);

} // namespace vitrine::part
