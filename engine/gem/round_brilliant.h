#pragma once
#include "gem/solid.h"

namespace vitrine::gem {

/// The proportions that determine a round brilliant. Shares are of the girdle's diameter unless said otherwise; the
/// defaults are a cut that every laboratory grades excellent.
struct RoundBrilliant {
    double table = 0.57; ///< corner to corner
    double crown_deg = 34.0;
    double pavilion_deg = 40.7;
    double star = 0.5;      ///< share of the way from the table's edge to the girdle, seen from above
    double lowerHalf = 0.8; ///< share of the way from the girdle to the culet, seen from below
    double girdle = 0.025;  ///< thickness at the mains
    double culet = 0.0;     ///< corner to corner; 0 is a point
    int girdleFacets = 32;  ///< a multiple of 16, so that the mains meet the girdle in its corners
};

/// The stone of width 1 mm. Facets in this order, each tier starting at azimuth 0 (+Z) and growing towards +X: the
/// table, 8 bezels, 8 stars, 16 upper halves, the girdle, 8 pavilion mains, 16 lower halves, the culet if there is one.
/// No painting or digging. Throws vitrine::Error for proportions that leave a facet nothing.
Solid roundBrilliant(const RoundBrilliant& proportions);

} // namespace vitrine::gem
