#pragma once
#include "gem/solid.h"

namespace vitrine::gem {

/// The proportions of a step cut: a rectangle with cut corners, and tiers of facets parallel to its sides. An emerald
/// cut is longer than wide and ends below in a keel, an Asscher is square and ends in a point. Shares are of the width.
struct StepCut {
    double length = 1.4;
    double corner = 0.15;        ///< what each corner takes off the length and the width
    double table = 0.64;         ///< its width
    double crown_deg = 34.0;     ///< slope of the middle of the crown's steps, along the sides
    double crownBreak_deg = 6.0; ///< by which each step is flatter than the one nearer the girdle
    int crownSteps = 3;
    double pavilion_deg = 44.0;
    double pavilionBreak_deg = 5.0;
    int pavilionSteps = 3;
    double girdle = 0.03; ///< thickness
};

/// The stone of width 1 mm. Facets in this order, each ring of eight starting at azimuth 0 (+Z) and growing towards +X:
/// the table, the crown's steps from the girdle up, the girdle, the pavilion's steps from the girdle down. Steps of a
/// side are equally wide seen from above. Throws vitrine::Error for proportions that leave a facet nothing.
Solid stepCut(const StepCut& proportions);

} // namespace vitrine::gem
