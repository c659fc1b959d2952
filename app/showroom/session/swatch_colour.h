#pragma once
#include "base/math.h"
#include "gem/species.h"
#include "metal/alloy.h"

namespace vitrine::showroom {

/// sRGB code values, 0 to 1, of polished metal seen straight on in white light: its reflectance at normal incidence.
glm::dvec3 swatchColour(const metal::Alloy& alloy);

/// sRGB code values of daylight that has gone once through `path_mm` of the stone, ordinary ray, or of
/// an opaque stone's body.
glm::dvec3 swatchColour(const gem::Species& species, double path_mm = 6.0);

} // namespace vitrine::showroom
