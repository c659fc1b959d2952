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
/// irradiance without the piece, out to `groundExtent_mm`, then the albedo of each of `grooves` (metal::GroovedAlbedo).
std::vector<glm::vec4> makeTables(const Surroundings& surroundings, double groundExtent_mm,
                                  const std::vector<glm::dvec2>& grooves);

/// Where among those the albedo of the groove of that index begins.
std::uint32_t firstTexelOfGrooves(std::size_t index);

} // namespace vitrine::render
