#include "performance/planes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vitrine::performance {
namespace {

constexpr std::size_t kLanes = 8; // searched at a time, so that the compiler makes vectors of them

bool isUpright(const gem::Facet& facet) {
    return std::abs(facet.plane.normal.y) < 1e-9;
}

} // namespace

Planes::Planes(const gem::Solid& solid) {
    const auto& facets = solid.facets();
    slotOfFacet_.resize(facets.size());
    double least = std::numeric_limits<double>::infinity();
    const auto place = [&](bool upright) {
        for (std::size_t i = 0; i < facets.size(); ++i) {
            normals_.push_back(facets[i].plane.normal);
            if (isUpright(facets[i]) != upright) continue;
            slotOfFacet_[i] = x_.size();
            facetOfSlot_.push_back(static_cast<int>(i));
            x_.push_back(facets[i].plane.normal.x);
            y_.push_back(facets[i].plane.normal.y);
            z_.push_back(facets[i].plane.normal.z);
            distance_.push_back(facets[i].plane.distance);
            if (upright) least = std::min(least, std::max(facets[i].plane.distance, 0.0));
        }
        while (x_.size() % kLanes != 0) { // no ray ever moves towards these
            facetOfSlot_.push_back(-1);
            for (std::vector<double>* axis : {&x_, &y_, &z_}) axis->push_back(0.0);
            distance_.push_back(1.0);
        }
    };
    place(false);
    upright_ = x_.size();
    place(true);
    normals_.resize(facets.size());
    uprightRadius2_ = least * least;
}

Planes::Nearest Planes::search(std::size_t from, std::size_t to, const glm::dvec3& point, const glm::dvec3& direction,
                               std::size_t without, Nearest nearest) const {
    for (std::size_t first = from; first < to; first += kLanes) {
        std::array<double, kLanes> nearness;
        for (std::size_t i = 0; i < kLanes; ++i) {
            const std::size_t s = first + i;
            const double slope = x_[s] * direction.x + y_[s] * direction.y + z_[s] * direction.z;
            const double height = distance_[s] - (x_[s] * point.x + y_[s] * point.y + z_[s] * point.z);
            // A point on an edge may lie beyond a plane by rounding: the largest finite nearness, times the slope.
            nearness[i] = slope / std::max(height, 1e-200);
        }
        if (without - first < kLanes) nearness[without - first] = 0.0;
        for (std::size_t i = 0; i < kLanes; ++i)
            if (nearness[i] > nearest.nearness) nearest = {nearness[i], first + i};
    }
    return nearest;
}

Planes::Next Planes::next(const glm::dvec3& point, const glm::dvec3& direction, int current) const {
    const std::size_t without = slotOfFacet_[static_cast<std::size_t>(current)];
    Nearest nearest = search(0, upright_, point, direction, without, {});
    // The upright planes enclose a circle. A chord whose ends lie in it cannot cross one of them first.
    const glm::dvec3 end = point + direction * (1.0 / nearest.nearness);
    if (!(end.x * end.x + end.z * end.z < uprightRadius2_))
        nearest = search(upright_, x_.size(), point, direction, without, nearest);
    return {facetOfSlot_[nearest.slot], 1.0 / nearest.nearness};
}

} // namespace vitrine::performance
