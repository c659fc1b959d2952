#pragma once
#include "gem/trace.h"
#include "shared/cpp.h"

#include <functional>

namespace vitrine::gem {

/// The optics of a doubly refracting species at one wavelength, as those of the nearest uniaxial crystal.
struct CrystalMedium {
    double ordinary = 1.0, extraordinary = 1.0;                           ///< principal indices
    double absorptionOrdinary_mm = 0.0, absorptionExtraordinary_mm = 0.0; ///< Napierian, 1/mm
    glm::dvec3 opticAxis{0.0, 1.0, 0.0};                                  ///< unit, stone frame
};
CrystalMedium crystalMediumAt(const Species& species, double wavelength_nm);

shared64::Crystal crystalOf(const CrystalMedium& medium);

/// A number in [0, 1) each time it is called.
using Dice = std::function<double()>;

/// One of the two waves inside a crystal.
struct InnerWave {
    glm::dvec3 k{0.0}, field{0.0}; ///< wave vector in units of that in vacuum; unit
    bool ordinary = true;
};
/// One of those into which a boundary divides light, by its share of their power.
InnerWave chooseWave(const shared64::CrystalSplit& split, const Dice& dice);

/// As traceStone, for a doubly refracting stone: one of the many ways that light takes through it. At every facet a
/// part leaves and two waves are reflected, of which `dice` chooses one by its power, so that the mean over many calls
/// is the radiance. Waves keep their polarisation inside and are followed along their rays, absorbed by the squares of
/// their field's direction cosines; two waves of one path do not interfere, since a stone is many thousand wavelengths
/// thick.
StoneLight traceCrystal(const Solid& solid, const CrystalMedium& medium, const Ray& ray,
                        const Surroundings& surroundings, const Dice& dice, const TraceLimits& limits = {});
/// The same in a stone without facets, between its exact surfaces.
StoneLight traceCrystal(const Dome& dome, const CrystalMedium& medium, const Ray& ray, const Surroundings& surroundings,
                        const Dice& dice, const TraceLimits& limits = {});

} // namespace vitrine::gem
