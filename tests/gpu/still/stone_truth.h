#pragma once
// What a still of one bare stone converges to, by the double-precision tracer of engine/gem.
#include "base/image.h"
#include "render/surroundings.h"
#include "scene/camera.h"
#include "scene/piece.h"

namespace vitrine::render {

/// XYZ through the middle of each pixel, on a comb of that many wavelengths, of a piece that is a single stone.
/// Pixels off the stone are 0.
FloatImage stoneTruth(const scene::Piece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                      int width, int height, int wavelengths);

/// The facet that each pixel's middle ray enters by, + 1; 0 off the stone.
FloatImage entryTruth(const scene::Piece& piece, const scene::Camera& camera, int width, int height);

} // namespace vitrine::render
