#pragma once
// shares_layout.glsl as C++.
#include "base/math.h"

#include <cstdint>

namespace vitrine::performance::onGpu {
using vec3 = glm::vec3;
using uint = std::uint32_t;
#include "shares_layout.glsl"
static_assert(sizeof(StoneRay) == 64 && sizeof(StoneShares) == 48 && sizeof(ShareSettings) == 28);
} // namespace vitrine::performance::onGpu
