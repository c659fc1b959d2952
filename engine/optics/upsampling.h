#pragma once
#include "base/math.h"
#include "optics/spectrum.h"

#include <array>

namespace vitrine::optics {

/// Three smooth reflectances in [0, 1] (red, green, blue) that sum to one at every wavelength and are Rec.709's
/// primaries under D65 (problem: Mallett and Yuksel 2019; table and its generator: tools/solve_rec709_basis.cpp).
/// Held constant outside 380-780 nm.
std::array<double, 3> rec709Basis(double wavelength_nm);

/// The spectrum of a linear Rec.709 colour: a reflectance as it stands, or an emission relative to D65. Linear in the
/// colour, within [0, 1] for colours in [0, 1]; a neutral colour gives exactly its value at every wavelength.
double rec709Spectrum(const glm::dvec3& linearRec709, double wavelength_nm);

/// The same at every wavelength of the table: 81 nodes at 5 nm.
Spectrum rec709Spectrum(const glm::dvec3& linearRec709);

/// Napierian absorption, 1/mm, of glTF's attenuation: -ln(max(spectrum of the colour, 1e-4)) / distance.
/// A distance of 0 means none.
Spectrum absorptionOfAttenuation(const glm::dvec3& linearRec709, double distance_mm);

} // namespace vitrine::optics
