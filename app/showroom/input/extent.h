#pragma once
#include "scene/piece.h"

#include <vector>

namespace vitrine::showroom {

/// What the camera's limits know of a piece: its box, and points spread over it so that an empty middle, as a ring's,
/// is known to be empty.
struct Extent {
    glm::dvec3 least{0.0}, greatest{0.0};
    std::vector<glm::dvec3> points = {}; ///< some hundred
    double spacing_mm = 0.0;             ///< from a point to its neighbours, about

    glm::dvec3 centre() const { return 0.5 * (least + greatest); }
    double radius() const { return 0.5 * glm::distance(least, greatest); }
};

Extent extentOf(const scene::Piece& piece);

} // namespace vitrine::showroom
