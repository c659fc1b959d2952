#pragma once
#include "base/math.h"

#include <functional>

namespace vitrine::optics {

/// A function of the wavelength in nm.
using SpectralFunction = std::function<double(double)>;

/// The CIE 1931 2-degree colour matching functions: the CIE's 5 nm values, between them Lagrange's cubic (which
/// CIE 167 recommends), 0 outside 380-780 nm.
glm::dvec3 xyzBar(double wavelength_nm);

/// Relative spectral power of CIE standard illuminant D65 (100 at 560 nm), linear between the CIE's 5 nm values (as CIE
/// 015 defines it), 0 outside 380-780 nm.
double d65(double wavelength_nm);

/// XYZ of a radiance (or reflectance) that is given relative to D65: the integral of s(l) xyzBar(l) D65(l) over
/// 380-780 nm, scaled so that s = 1 has Y = 1. Simpson's rule on every nanometre.
glm::dvec3 xyzUnderD65(const SpectralFunction& relativeToD65);

/// XYZ of a spectral power of its own (a blackbody, say), scaled to Y = 1.
glm::dvec3 xyzOfPower(const SpectralFunction& power);

/// Relative spectral power of CIE standard illuminant A, lamplight (100 at 560 nm; CIE 015, Planck's law for 2848 K
/// with the c2 of its time).
double illuminantA(double wavelength_nm);

/// XYZ of what a reflectance or transmittance makes of a light, scaled so that the light alone has Y = 1.
glm::dvec3 xyzUnder(const SpectralFunction& light, const SpectralFunction& relative);

/// XYZ of D65 itself, Y = 1, by the same integral: what every white of the project means, to the last bit.
glm::dvec3 d65White();

} // namespace vitrine::optics
