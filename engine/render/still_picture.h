#pragma once
#include "base/math.h"
#include "render/still.h"

#include <span>

namespace vitrine::render {

/// What a film (shared/still_layout.glsl) shows: means and variances of its sums.
StillPicture pictureOf(std::span<const glm::vec4> film, const StillSettings& settings);

} // namespace vitrine::render
