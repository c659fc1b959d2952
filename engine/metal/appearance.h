#pragma once
#include "base/math.h"
#include "metal/alloy.h"

namespace vitrine::metal {

/// What a spectrophotometer tells of a polished metal: reflected light at normal incidence under D65 for the 2-degree
/// observer (ISO 8654 measures golds so, specular component included, at 8 degrees).
struct Appearance {
    glm::dvec3 rgb; ///< linear Rec.709; golds lie outside of it
    glm::dvec3 lab; ///< CIELAB, white D65
    /// Reflectance at 82 degrees (cosine 1/7) over what Schlick's formula makes of `rgb` there, by channel: under 1
    /// where a metal darkens before its edge, as platinum does and gold does not.
    glm::dvec3 f82;
    /// ASTM D1925's index 100 (1.28 X - 1.06 Z) / Y, by which white golds are graded; here of D65, the standard has C.
    double yellowness = 0.0;
};

Appearance appearanceOf(const Alloy& alloy);

/// Hue angle of CIELAB in degrees, 0 red to 90 yellow.
double hue_deg(const glm::dvec3& lab);

} // namespace vitrine::metal
