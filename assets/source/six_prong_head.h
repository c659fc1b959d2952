#pragma once
#include "source/surface.h"

namespace vitrine::source {

/// One claw, in the frame of its station: origin on the girdle, +X outward, +Y up. Every point is affine in each
/// member, so a member is a morph target. All mm.
struct ClawShape {
    double halfWire = 0.0;           ///< half the width along the girdle
    double halfDepth = 0.0;          ///< half the horizontal section across it, more than halfWire by the lean
    double baseX = 0.0, baseY = 0.0; ///< where the stem ends, in the base ring
    double bendX = 0.0, bendY = 0.0; ///< middle of the stem where its outside starts to bend over the stone
    double footX = 0.0, footY = 0.0; ///< lower end of the bearing, on the pavilion
    double halfGirdle = 0.0;         ///< half the girdle's thickness
    double noseX = 0.0, noseY = 0.0; ///< end of the claw, on the crown
    double tipY = 0.0, topX = 0.0;   ///< highest point
    double heelX = 0.0;              ///< where the tangents of the outside at the bend and at the top meet
    double browX = 0.0;              ///< where the tangents at the top and at the nose meet
};
Surface makeClaw(const ClawShape& shape);

/// A ring of wire about +Y, its middle at height 0.
struct RailShape {
    double radius = 0.0; ///< to the middle of the wire
    double wire = 0.0;   ///< diameter
};
Surface makeRail(const RailShape& shape);

/// The collar at the foot of the claws, its middle at height 0, leaning outward with them.
struct CollarShape {
    double radius = 0.0; ///< to the middle of the wall, at height 0
    double wall = 0.0;   ///< thickness
    double slope = 0.0;  ///< tangent of the lean
};
Surface makeCollar(const CollarShape& shape);

inline constexpr double kCollarHeight_mm = 0.8;

} // namespace vitrine::source
