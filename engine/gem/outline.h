#pragma once
#include "base/math.h"

#include <string>

namespace vitrine::gem {

/// The shapes of girdles that are neither round nor made of straight steps.
enum class OutlineShape { oval, cushion, pear, marquise, trillion };
OutlineShape outlineShape(const std::string& name); ///< "oval", ...; throws std::out_of_range

/// A convex girdle seen from above, 1 wide along X, in the frame of the stone: azimuth 0 is +Z, where a pear's and a
/// trillion's point lies, and azimuths grow towards +X.
struct Outline {
    OutlineShape shape = OutlineShape::oval;
    double length = 1.4; ///< along Z; of a trillion it follows from `bulge`
    /// Of a cushion, the exponent of its superellipse: 2 is an oval, more is squarer. Of a trillion, how far each side
    /// stands out, as a share of its chord.
    double bulge = 2.6;
};

/// A place on an outline, with the direction in which the outline faces there. At a point it faces along the bisector.
struct OutlinePlace {
    glm::dvec2 at{0.0}, normal{0.0}; ///< (x, z); normal of length 1
    /// At a point, the cosine of the angle from the bisector to what the outline faces beside it: what moves inwards
    /// from the sides by d moves inwards from the point by d / lean. 1 elsewhere.
    double lean = 1.0;
};

/// turn: from 0 to 1 once around, 0 at azimuth 0. Mains belong at even steps from there (mainsOf): in the middles of
/// sides, and in corners.
OutlinePlace placeAt(const Outline& outline, double turn);

/// How many mains a brilliant of that outline has, evenly over its turns.
int mainsOf(const Outline& outline);

/// Under which point of the girdle's plane the culet lies: below the middle, of a pear below its widest place.
glm::dvec2 centreOf(const Outline& outline);

} // namespace vitrine::gem
