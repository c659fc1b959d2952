#pragma once
#include "gem/gemcad.h"

namespace vitrine::gem {

/// The text of an .asc file. Numbers have as many digits as it takes to read the same design back, bit for bit.
std::string writeGemCad(const GemCadDesign& design);

/// A solid as a design: facets of one angle and distance are a tier, on the first of the usual gears on which every
/// facet falls on a tooth; without such a gear, on 96 teeth with fractional indices. The unit is half the solid's.
/// `title` becomes a header.
GemCadDesign designOf(const Solid& solid, const std::string& title, double refractiveIndex);
/// Whether every facet is cut on a whole tooth.
bool isOnTeeth(const GemCadDesign& design);

} // namespace vitrine::gem
