#pragma once
#include "base/math.h"
#include "gem/cabochon.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace vitrine::render {

/// The words in which records reach the GPU: floats as their bits, so that no float load flushes an integer.
inline std::uint32_t bits(float value) {
    return std::bit_cast<std::uint32_t>(value);
}
inline glm::uvec4 bits(float a, float b, float c, float d) {
    return {bits(a), bits(b), bits(c), bits(d)};
}
inline glm::uvec4 bits(const glm::vec3& v, float w) {
    return bits(v.x, v.y, v.z, w);
}

/// A cabochon of that width as shaders/stone/dome.glsl reads it.
std::array<glm::uvec4, 2> domeTexels(const gem::Cabochon& cabochon, double width);

/// A unit vector, octahedral in 2 x 16 bits: unpackNormal of shaders/still/surface.glsl.
std::uint32_t packNormal(glm::vec3 n);

} // namespace vitrine::render
