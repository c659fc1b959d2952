#pragma once
// The layouts of the still's kernels as C++ structs, vitrine::shared32::StillFrame and StillSlice. GLM's vectors are
// packed, which is what scalar block layout is.
#include "base/math.h"

#include <cstdint>

#define VITRINE_DIALECT_GLSL
namespace vitrine::shared32 {
using real = float;
using real3 = glm::vec3;
using uint = std::uint32_t;
#include "shared/still_layout.glsl"
static_assert(sizeof(real3) == 12 && alignof(real3) == 4);
static_assert(sizeof(StillSlice) % 4 == 0 && sizeof(StillSlice) <= 128);
} // namespace vitrine::shared32
#undef VITRINE_DIALECT_GLSL
