#pragma once
#include "gem/solid.h"
#include "performance/estimate.h"
#include "performance/ray_light.h"

namespace vitrine::performance {

/// What a stone does with the light of a uniform white hemisphere above that falls on its crown: shares of the flux,
/// averaged with D65 times V(lambda). Glare, light return, leakage, absorbed and residue add up to 1.
struct LightReturn {
    Estimate glare;       ///< reflected at the crown, never inside
    Estimate lightReturn; ///< leaves through the crown
    /// The same, each part of it weighted by the squared cosine of its angle from vertical, none for what leaves below
    /// the horizon.
    Estimate weightedLightReturn;
    Estimate leakage; ///< leaves through the girdle or the pavilion
    Estimate absorbed;
    Estimate residue; ///< still inside when the tracing ended
};

/// The crown is every facet that looks up.
LightReturn lightReturn(const gem::Solid& solid, const LightOfRay& light, const RaySets& sets = {});

} // namespace vitrine::performance
