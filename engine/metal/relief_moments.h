#pragma once
#include "base/math.h"

namespace vitrine::metal {

/// A relief (RELIEF_* of shaders/shared/finish.glsl) on the whole, of marks 1 mm wide and 1 mm deep: what is left of it
/// to tell where a view is too coarse for the marks themselves.
struct ReliefMoments {
    glm::dvec2 slope{0.0}; ///< mean squares of the slope along the tool's way and across it
    double height = 0.0;   ///< variance of the height
    double patina = 0.0;   ///< mean of patinaAt
};

/// Averaged over fixed places on the outside of a ring, the same on every machine. Beads, which stand along an edge and
/// nowhere else, have none.
ReliefMoments momentsOf(int relief, double stretch);

} // namespace vitrine::metal
