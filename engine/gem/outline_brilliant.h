#pragma once
#include "gem/outline.h"
#include "gem/solid.h"

namespace vitrine::gem {

/// A brilliant over an outline that is not round: the round brilliant's facets, each main turned to the outline's own
/// normal and inclined by its own angle, none of them a stretched round's. Shares are of the width unless said
/// otherwise.
struct OutlineBrilliant {
    Outline outline;
    double table = 0.57;     ///< of the width; it lies as far from the girdle all around, so that all bezels are alike
    double crown_deg = 34.5; ///< of every bezel
    double pavilion_deg = 40.5; ///< of the mains beside the middle of the stone
    /// 1: every main has that angle, and those of the ends meet those of the sides in a keel; 0: all meet in a point
    /// below the middle, as the mains of a stretched round do, and those of the ends are too flat.
    double keel = 0.8;
    double star = 0.5;      ///< share of the way from the table's edge to the girdle, seen from above
    double lowerHalf = 0.8; ///< share of the way from the girdle to the middle, seen from below
    double girdle = 0.03;   ///< thickness at the mains
    int girdleFacets = 96;  ///< a multiple of twice the mains
};

/// The stone of width 1 mm. Facets in the order of roundBrilliant, each tier starting at azimuth 0 (+Z) and growing
/// towards +X. Throws vitrine::Error for proportions that leave a facet nothing.
Solid outlineBrilliant(const OutlineBrilliant& proportions);

} // namespace vitrine::gem
