#pragma once
#include "base/math.h"

namespace vitrine::optics {

/// Linear RGB by the chromaticities of its primaries. The white of all three is D65, as integrated by d65White().
struct RgbSpace {
    glm::dvec2 red_xy, green_xy, blue_xy;
};

inline constexpr RgbSpace kRec709{{0.640, 0.330}, {0.300, 0.600}, {0.150, 0.060}};    ///< ITU-R BT.709-6
inline constexpr RgbSpace kRec2020{{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046}};   ///< ITU-R BT.2020-2
inline constexpr RgbSpace kDisplayP3{{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060}}; ///< SMPTE EG 432-1, white D65

/// Columns are the primaries, scaled so that (1, 1, 1) is D65 with Y = 1.
glm::dmat3 xyzFromRgb(const RgbSpace& space);
glm::dmat3 rgbFromXyz(const RgbSpace& space);

/// XYZ with Y = 1 of a chromaticity.
glm::dvec3 xyzFromChromaticity(glm::dvec2 xy);
glm::dvec2 chromaticity(const glm::dvec3& xyz);

/// CIELAB (CIE 015) relative to a white. Values below zero continue the linear foot.
glm::dvec3 labFromXyz(const glm::dvec3& xyz, const glm::dvec3& white);
/// CIE 1976 colour difference of two CIELAB colours.
double deltaE76(const glm::dvec3& labA, const glm::dvec3& labB);
/// CIEDE2000 (Sharma, Wu and Dalal 2005), all weights 1.
double deltaE2000(const glm::dvec3& labA, const glm::dvec3& labB);

/// XYZ, Y = 1, of a blackbody (Planck's law, CODATA 2018 constants).
glm::dvec3 blackbodyWhite(double kelvin);
/// XYZ, Y = 1, of CIE daylight of a correlated colour temperature, 4000-25000 K (CIE 015, equations for xD and yD).
glm::dvec3 daylightWhite(double kelvin);
/// The white that a photographer means by a colour temperature: lamplight (blackbody) below 4000 K, daylight above.
/// Throws vitrine::Error outside 1000-25000 K.
glm::dvec3 whiteOfKelvin(double kelvin);

/// Sharpened cone responses of CAT16 (Li et al. 2017, Comprehensive color solutions: CAM16, CAT16, and CAM16-UCS).
glm::dmat3 cat16FromXyz();
/// Von Kries adaptation in CAT16: takes `from` to `to`, complete adaptation.
glm::dmat3 adaptation(const glm::dvec3& fromWhite, const glm::dvec3& toWhite);

} // namespace vitrine::optics
