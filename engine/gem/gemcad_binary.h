#pragma once
#include "gem/gemcad.h"

#include <cstdint>
#include <span>

namespace vitrine::gem {

/// Reads the bytes of a .gem file, of which only what its readers found is known. A facet's plane comes from its normal
/// and its corners, which the file has; its index is told from there. Throws vitrine::Error with the file's name, the
/// byte and a remedy.
GemCadDesign readGemCadBinary(std::span<const std::uint8_t> bytes, const std::string& file);

} // namespace vitrine::gem
