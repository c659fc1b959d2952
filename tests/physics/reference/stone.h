#pragma once
#include "reference/boundary.h"

#include <functional>
#include <vector>

namespace vitrine::reference {

/// Points x with dot(normal, x) <= distance belong to the stone.
struct Plane {
    Vec normal;
    double distance = 0.0;
};

struct Stone {
    std::vector<Plane> planes;
    double index = 1.0;
    double absorption = 0.0; ///< Napierian, per unit of length
    double meanChord = 0.0;
};

struct World {
    std::function<double(const Vec& direction)> radiance;
    double meanRadiance = 0.0;
};

struct Outcome {
    double radiance = 0.0;
    std::vector<int> planes; ///< met: entry, then each from inside
};

/// The radiance seen from `origin` along `direction`; after `hits` planes met inside, what is left is absorbed over the
/// mean chord and then sees the mean radiance.
Outcome look(const Stone& stone, const World& world, Vec origin, Vec direction, int hits);

} // namespace vitrine::reference
