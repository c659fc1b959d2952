#pragma once
#include "part/image_file.h"

namespace vitrine::part {

struct DecodeResult {
    bool endedEarly = false; ///< the data ran out
    std::string problem;     ///< empty when the picture was decoded whole
};

/// Fills `rgba` (4 x width x height bytes, row 0 at the top) from a PNG of exactly the size in `header`.
DecodeResult decodePng(std::span<const std::uint8_t> bytes, const ImageHeader& header, std::span<std::uint8_t> rgba);

} // namespace vitrine::part
