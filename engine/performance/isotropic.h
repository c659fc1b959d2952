#pragma once
#include "gem/solid.h"
#include "gem/species.h"
#include "performance/ray_light.h"

namespace vitrine::performance {

/// Where tracing ends.
struct RayEnd {
    double residue = 1e-7; ///< of the ray's light
    int meetings = 4096;   ///< facets met inside
};

/// The light of rays in a solid (mm) of a species, as its ordinary ray: exact Fresnel for unpolarised light and
/// Beer-Lambert. Nothing branches inside a convex stone but what leaves, which never comes back.
LightOfRay isotropicLight(const gem::Solid& solid, const gem::Species& species, const RayEnd& end = {});

} // namespace vitrine::performance
