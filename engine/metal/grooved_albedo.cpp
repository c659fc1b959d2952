#include "metal/grooved_albedo.h"

#include "shared/cpp.h"

#include <algorithm>
#include <cmath>

namespace vitrine::metal {
namespace {

constexpr int kCosines = shared64::kAlbedoTableSize, kAzimuths = shared64::kAlbedoAzimuths;

// The mean weight of directions drawn by visible normals, on a midpoint grid.
double directionalAlbedo(const glm::dvec3& o, const glm::dvec2& alpha) {
    constexpr int kTurns = 48, kHeights = 48;
    double sum = 0.0;
    for (int i = 0; i < kTurns; ++i)
        for (int j = 0; j < kHeights; ++j) {
            const glm::dvec2 random((i + 0.5) / kTurns, (j + 0.5) / kHeights);
            const glm::dvec3 h = shared64::ggxSampleVisibleNormal(o, alpha, random);
            const glm::dvec3 in = 2.0 * glm::dot(o, h) * h - o;
            if (in.z > 0.0) sum += shared64::ggxSampleWeight(o, in, alpha);
        }
    return sum / (kTurns * kHeights);
}

glm::dvec3 directionAt(double cosine, double across) {
    const double sine = std::sqrt(1.0 - cosine * cosine);
    return {sine * std::sqrt(1.0 - across * across), sine * across, cosine};
}

// Midpoints, evenly in the root of the cosine as the table is, and in azimuth over a quarter.
double hemisphericalMean(const GroovedAlbedo& table) {
    constexpr int kSteps = 128, kTurns = 48;
    double sum = 0.0, weight = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const double root = (i + 0.5) / kSteps, density = root * root * root;
        for (int j = 0; j < kTurns; ++j)
            sum += density * table.directionalAt(directionAt(root * root, std::sin(0.5 * kPi * (j + 0.5) / kTurns)));
        weight += density * kTurns;
    }
    return sum / weight;
}

} // namespace

double GroovedAlbedo::directionalAt(const glm::dvec3& direction) const {
    const glm::dvec2 place = shared64::groovedAlbedoCoordinates(direction);
    const int x = std::clamp(static_cast<int>(place.x), 0, kCosines - 2);
    const int y = std::clamp(static_cast<int>(place.y), 0, kAzimuths - 2);
    const double s = place.x - x, t = place.y - y;
    const auto at = [&](int column, int row) {
        return static_cast<double>(directional[static_cast<std::size_t>(row * kCosines + column)]);
    };
    return (1.0 - t) * ((1.0 - s) * at(x, y) + s * at(x + 1, y)) +
           t * ((1.0 - s) * at(x, y + 1) + s * at(x + 1, y + 1));
}

GroovedAlbedo makeGroovedAlbedo(const glm::dvec2& alpha) {
    GroovedAlbedo table;
    for (int y = 0; y < kAzimuths; ++y)
        for (int x = 0; x < kCosines; ++x) {
            const double root = x / (kCosines - 1.0);
            // At exactly grazing incidence nothing is seen at all; the albedo has a limit there.
            const glm::dvec3 o = directionAt(std::max(root * root, 1e-4), y / (kAzimuths - 1.0));
            table.directional.push_back(static_cast<float>(directionalAlbedo(o, alpha)));
        }
    table.average = static_cast<float>(hemisphericalMean(table));
    return table;
}

} // namespace vitrine::metal
