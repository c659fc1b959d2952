#include "metal/relief_moments.h"

#include "shared/cpp.h"

#include <cmath>

namespace vitrine::metal {
namespace {

constexpr int kPlaces = 2048;

// The R3 sequence (Roberts 2018).
glm::dvec3 placeWithin(int i) {
    return glm::fract(glm::dvec3(0.8191725133961645, 0.6710436067037893, 0.5497004779019703) * (i + 0.5));
}

} // namespace

ReliefMoments momentsOf(int relief, double stretch) {
    ReliefMoments moments;
    if (relief == RELIEF_NONE || relief == RELIEF_MILGRAIN) return moments;
    const shared64::Relief marks{.scale_mm = 1.0, .depth_mm = 1.0, .stretch = stretch};
    double mean = 0.0, square = 0.0;
    for (int i = 0; i < kPlaces; ++i) {
        const glm::dvec3 u = placeWithin(i);
        const double angle = 2.0 * kPi * u.x;
        const glm::dvec3 normal(std::sin(angle), std::cos(angle), 0.0);
        const glm::dvec3 at = (100.0 + 10.0 * u.y) * normal + glm::dvec3(0.0, 0.0, 20.0 * u.z);
        const glm::dvec3 slope = shared64::reliefSlope(relief, at, normal, marks, shared64::kFineStep);
        moments.slope += glm::dvec2(slope.x * slope.x, slope.y * slope.y) / double{kPlaces};
        moments.patina += shared64::patinaAt(slope.z) / kPlaces;
        mean += slope.z / kPlaces;
        square += slope.z * slope.z / kPlaces;
    }
    moments.height = square - mean * mean;
    return moments;
}

} // namespace vitrine::metal
