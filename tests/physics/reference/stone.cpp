#include "reference/stone.h"

#include <cmath>
#include <limits>

namespace vitrine::reference {
namespace {

// The part of a line that lies in the stone: the overlap of what each plane leaves of it (Cyrus and Beck 1978).
struct Overlap {
    double from = -std::numeric_limits<double>::infinity(), to = std::numeric_limits<double>::infinity();
    int entry = -1, exit = -1;
};

Overlap overlap(const Stone& stone, const Vec& origin, const Vec& direction) {
    Overlap part;
    for (int i = 0; i < static_cast<int>(stone.planes.size()); ++i) {
        const Plane& plane = stone.planes[static_cast<std::size_t>(i)];
        const double rate = dot(plane.normal, direction);
        const double at = (plane.distance - dot(plane.normal, origin)) / rate;
        if (rate < 0.0 && at > part.from) {
            part.from = at;
            part.entry = i;
        } else if (rate > 0.0 && at < part.to) {
            part.to = at;
            part.exit = i;
        }
    }
    return part;
}

} // namespace

Outcome look(const Stone& stone, const World& world, Vec origin, Vec direction, int hits) {
    Outcome outcome;
    Overlap part = overlap(stone, origin, direction);
    if (part.entry < 0 || part.from < 0.0 || part.from >= part.to) {
        outcome.radiance = world.radiance(direction);
        return outcome;
    }
    origin = origin + part.from * direction;
    const Boundary first =
        meet(1.0, stone.index, direction, -1.0 * stone.planes[static_cast<std::size_t>(part.entry)].normal);
    outcome.planes.push_back(part.entry);
    outcome.radiance = first.reflectance * world.radiance(first.reflected);
    double left = first.transmittance;
    direction = first.transmitted;

    for (int hit = 0; hit < hits; ++hit) {
        // The whole chord through the stone along the line: its far end is the next plane, wherever rounding put us.
        part = overlap(stone, origin, direction);
        const double length = std::max(part.to, 0.0);
        origin = origin + length * direction;
        left *= std::exp(-stone.absorption * length);
        const Boundary next =
            meet(stone.index, 1.0, direction, stone.planes[static_cast<std::size_t>(part.exit)].normal);
        outcome.planes.push_back(part.exit);
        if (next.transmittance > 0.0) outcome.radiance += left * next.transmittance * world.radiance(next.transmitted);
        left *= next.reflectance;
        direction = next.reflected;
    }
    outcome.radiance += left * std::exp(-stone.absorption * stone.meanChord) * world.meanRadiance;
    return outcome;
}

} // namespace vitrine::reference
