#pragma once
#include <algorithm>
#include <cmath>

namespace vitrine::showroom {

/// A range whose ends resist: nearer than `margin` to an end, what goes towards it goes ever slower and never arrives.
struct SoftRange {
    double least = 0.0, most = 0.0, margin = 0.0;
};

/// `value` moved by `by`. A motion in parts arrives where it does in one, so that no event rate shows; a motion back
/// counts in full at once.
inline double moved(double value, double by, const SoftRange& range) {
    if (by < 0.0) return -moved(-value, -by, {-range.most, -range.least, range.margin});
    if (value >= range.most) return value;
    const double margin = std::min(range.margin, 0.5 * (range.most - range.least));
    const double free = std::max(range.most - margin - value, 0.0);
    if (by <= free || margin <= 0.0) return std::min(value + by, range.most);
    const double gap = std::min(range.most - value, margin);
    return range.most - gap * std::exp(-(by - free) / margin);
}

} // namespace vitrine::showroom
