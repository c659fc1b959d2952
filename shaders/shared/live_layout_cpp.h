#pragma once
// The layouts of the live view's shaders as C++ structs, vitrine::shared32::LiveConstants and others.
#include "shared/still_layout_cpp.h"

#define VITRINE_DIALECT_GLSL
namespace vitrine::shared32 {
using real2 = glm::vec2;
using real4 = glm::vec4;
#include "shared/live_layout.glsl"
static_assert(sizeof(LiveStone) <= 128, "a stone is pushed");
} // namespace vitrine::shared32
#undef VITRINE_DIALECT_GLSL
