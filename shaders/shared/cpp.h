#pragma once
// The GLSL of shaders/shared, read by C++: once in single precision as vitrine::shared32 (what the GPU computes, for
// tests of shaders) and once in double as vitrine::shared64 (what engine/optics and engine/gem compute).
#include "base/math.h"

#include <cmath>
#include <cstdint>

#define VITRINE_DIALECT_GLSL
#define FUNCTION inline
#define UNROLL
#define OUT(type) type&
#define REAL(x) real(x)

namespace vitrine::shared32 {
using real = float;
using real2 = glm::vec2;
using real3 = glm::vec3;
using real4 = glm::vec4;
using uint = std::uint32_t;
using glm::abs, glm::atan, glm::clamp, glm::cross, glm::dot, glm::exp, glm::floor, glm::log, glm::max, glm::min,
    glm::mix, glm::normalize, glm::pow, glm::reflect, glm::sqrt, glm::sin, glm::cos, glm::length;
#include "shared/all.glsl"
} // namespace vitrine::shared32

#undef VITRINE_SHARED_ALL_GLSL
#undef VITRINE_SHARED_BODY_GLSL
#undef VITRINE_SHARED_COLOUR_GLSL
#undef VITRINE_SHARED_CRYSTAL_GLSL
#undef VITRINE_SHARED_ENAMEL_GLSL
#undef VITRINE_SHARED_FINISH_GLSL
#undef VITRINE_SHARED_FRESNEL_GLSL
#undef VITRINE_SHARED_GGX_GLSL
#undef VITRINE_SHARED_HAIRLINE_GLSL
#undef VITRINE_SHARED_INCLUSION_GLSL
#undef VITRINE_SHARED_GLOW_GLSL
#undef VITRINE_SHARED_LIGHT_GLSL
#undef VITRINE_SHARED_MIXTURE_GLSL
#undef VITRINE_SHARED_OPAL_GLSL
#undef VITRINE_SHARED_PICTURE_GLSL
#undef VITRINE_SHARED_SAMPLING_GLSL

namespace vitrine::shared64 {
using real = double;
using real2 = glm::dvec2;
using real3 = glm::dvec3;
using real4 = glm::dvec4;
using uint = std::uint32_t;
using glm::abs, glm::atan, glm::clamp, glm::cross, glm::dot, glm::exp, glm::floor, glm::log, glm::max, glm::min,
    glm::mix, glm::normalize, glm::pow, glm::reflect, glm::sqrt, glm::sin, glm::cos, glm::length;
#include "shared/all.glsl"
} // namespace vitrine::shared64

#undef FUNCTION
#undef UNROLL
#undef OUT
#undef REAL
#undef VITRINE_DIALECT_GLSL
