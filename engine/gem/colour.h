#pragma once
#include "base/math.h"
#include "gem/species.h"
#include "optics/cie.h"

namespace vitrine::gem {

/// The thickness at which the catalogue states the colour of a stone.
inline constexpr double kSlab_mm = 5.0;

/// What passes a slab of unpolarised light, without its surfaces: the mean of what each ray lets through, o and e
/// alike, or x, y and z. (The mean of the absorptions would be another, too dark a colour.)
double slabTransmittance(const Species& species, double wavelength_nm, double thickness_mm = kSlab_mm);

/// CIELAB of such a slab, or of the body of an opaque stone, under a light and relative to it.
glm::dvec3 labOf(const Species& species, const optics::SpectralFunction& light = optics::d65,
                 double thickness_mm = kSlab_mm);

/// CIELAB of a slab by one principal ray alone, 0 to 2 (see Species::principal), under D65.
glm::dvec3 labOfRay(const Species& species, std::size_t ray, double thickness_mm = kSlab_mm);

} // namespace vitrine::gem
