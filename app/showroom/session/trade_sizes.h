#pragma once
#include "gem/cut.h"
#include "gem/species.h"

#include <optional>
#include <vector>

namespace vitrine::showroom {

/// Widths in mm that the trade sells a stone in, growing. Diamonds go by weight (0.25, 0.33, 0.40 ... 2.00 ct, rounds
/// of the cut's own proportions), coloured stones by calibrated half millimetres, melee by 0.05 mm to 1.6 and by 0.1
/// above.
std::vector<double> tradeWidths_mm(const gem::Species& species, const gem::Cut& cut);

/// The width that is meant: `width_mm` itself if it is a trade size to a caliper's eye, else the nearest.
double snappedWidth_mm(double width_mm, const std::vector<double>& tradeWidths_mm);

/// The next trade size above (`direction` > 0) or below; nothing beyond the ends.
std::optional<double> neighbourWidth_mm(double width_mm, int direction, const std::vector<double>& tradeWidths_mm);

/// Mass of a stone of this cut from its exact volume; 1 ct = 0.2 g.
double carat(const gem::Species& species, const gem::Cut& cut, double width_mm);

} // namespace vitrine::showroom
