#pragma once
#include "gem/gemcad.h"

namespace vitrine::gem {

/// What a design cuts, as Vitrine has it.
struct GemCadStone {
    Solid solid;                      ///< in the stone frame, 1 mm wide. Its axis is the design's
    double unit = 1.0;                ///< the design's unit of length, mm
    double middle = 0.0;              ///< the height of mid-girdle above the design's origin, in the design's unit
    bool turned = false;              ///< by a quarter about the axis, so that its length lies along Z
    std::vector<std::string> cutAway; ///< facets that later ones leave nothing of, as those of a preform: "tier 1 (PF)"
};

/// The half-spaces of a design, closed, with a table, culet and girdle by their angles. Facets that cover less than a
/// millionth of the surface, or that stand twice, are left out and told. Throws vitrine::Error that names `file` and
/// the tier that is at fault, or the side on which the stone stays open.
GemCadStone stoneOf(const GemCadDesign& design, const std::string& file);

} // namespace vitrine::gem
