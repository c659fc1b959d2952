#pragma once
#include "base/math.h"
#include "gem/clarity.h"

#include <cstdint>
#include <vector>

namespace vitrine::render {

/// Appends a stone's inclusions as shaders/stone/inclusion.glsl reads them: bits of the counts of grains and of
/// feathers; then of each grain centre and radius, and its albedo in w; then of each feather centre and radius, its
/// normal and its phase. `unit_mm` is the unit of length of the stone's planes. Returns the list's texel, 0 where there
/// is nothing.
std::uint32_t appendInclusions(std::vector<glm::uvec4>& texels, const std::vector<gem::Inclusion>& inclusions,
                               double unit_mm);

} // namespace vitrine::render
