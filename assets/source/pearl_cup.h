#pragma once
#include "source/surface.h"

namespace vitrine::source {

/// A cup that carries a pearl on a peg, turned about +Y; origin where it stands on the shank. Every point is affine in
/// each member, so a member is a morph target. All mm.
struct PearlCupShape {
    double pearlRadius = 0.0;
    double lift = 0.0; ///< from the origin to the pearl's lowest point
    double wall = 0.0; ///< thickness of the cup
    double footRadius = 0.0;
    double pegRadius = 0.0;
    double pegLength = 0.0; ///< from the pearl's lowest point into its drill hole
};
Surface makePearlCup(const PearlCupShape& shape);

inline constexpr double kCupAngle_deg = 35.0; ///< of the rim, seen from the pearl's centre, from straight down
inline constexpr double kCupFoot_mm = 0.45;   ///< how far the foot reaches into the shank

} // namespace vitrine::source
