#pragma once
#include "render/still.h"
#include "shared/still_layout_cpp.h"

#include <vector>

namespace vitrine::render {

/// The camera's part of what is constant over a still.
void describeCamera(shared32::StillFrame& frame, const scene::Camera& camera, const StillSettings& settings);

/// The surroundings' part: lights, dome or map, ground.
void describeSurroundings(shared32::StillFrame& frame, const Surroundings& surroundings);

/// The texel buffer `tables`: GGX's directional albedo with the average in each row's first entry, then the ground's
/// irradiance without the piece, out to `groundExtent_mm`.
std::vector<glm::vec4> makeTables(const Surroundings& surroundings, double groundExtent_mm);

} // namespace vitrine::render
