#pragma once
#include "scene/camera.h"
#include "scene/piece.h"

#include <optional>

namespace vitrine::showroom {

/// A ball about a stone.
struct StoneBall {
    int stone = -1; ///< into Piece::stones
    glm::dvec3 centre{0.0};
    double radius_mm = 0.0;
};

/// The nearest stone under a point of the picture, unless metal is seen before it there. Generous: where neither is in
/// the way, a point within the stone's ball means the stone.
std::optional<StoneBall> stoneUnder(const scene::Piece& piece, const scene::Camera& camera,
                                    const glm::dvec2& picture_px, const glm::dvec2& at_px);

} // namespace vitrine::showroom
