#pragma once
#include "gem/solid.h"

namespace vitrine::gem {

/// A stone without facets: half an ellipsoid over the girdle, an upright elliptic band as the girdle, and below it half
/// an ellipsoid, or a plane where `base` is 0. A pearl is one whose halves make a sphere. Shares are of the width.
struct Cabochon {
    double length = 1.0;
    double dome = 0.36;   ///< from the girdle's upper edge to the top
    double girdle = 0.06; ///< height of the band
    double base = 0.0;    ///< from the girdle's lower edge to the lowest point
    bool operator==(const Cabochon&) const = default;
};

/// Throws vitrine::Error for proportions that make no stone.
void checkProportions(const Cabochon& cabochon);

/// Of a stone of width 1 mm, exact, in mm3.
double volume(const Cabochon& cabochon);

/// Distance from the axis to the girdle at an azimuth, for a width of 1 mm.
double outlineRadius(const Cabochon& cabochon, double azimuth_deg);

/// Planes that touch the stone of width 1 mm all around: the polyhedron holds it, is exactly as long, wide and deep,
/// and is what those work with who ask how large a stone is. Light never meets it.
Solid hullOf(const Cabochon& cabochon);

} // namespace vitrine::gem
