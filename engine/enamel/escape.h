#pragma once
#include "shared/cpp.h"

#include <array>

namespace vitrine::enamel {

/// Of light that has come into a clear layer over metal that reflects everything, the share that the facets of the
/// metal send out again without its going astray (enamelTrapped of shaders/shared/enamel.glsl puts back what does).
struct Escape {
    std::array<double, shared64::kEnamelNodes> share{}; ///< by enamelTableCoordinate of the angle outside
    double trapped = 0.0;                               ///< 2 integral of (1 - F)(1 - share) cos over the cosine

    double shareAt(double cosine) const; ///< as shaders have it: linear between nodes
};

/// alpha: GGX roughness of the metal. On a fixed grid, the same on every machine; some 2 ms.
Escape escapeOf(double index, double alpha);

} // namespace vitrine::enamel
