#pragma once
#include "gem/solid.h"
#include "gem/species.h"
#include "performance/isotropic.h"
#include "performance/ray_light.h"

namespace vitrine::performance {

/// The light of rays in a solid (mm) of a doubly refracting species, unpolarised as it arrives: wave vectors and
/// polarisation inside, absorption by the squares of the field's direction cosines (gem/crystal.h). Every facet divides
/// light into two waves, of which one is drawn by its power.
LightOfRay crystalLight(const gem::Solid& solid, const gem::Species& species, const RayEnd& end = {});

} // namespace vitrine::performance
