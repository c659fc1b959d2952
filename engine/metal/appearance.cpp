#include "metal/appearance.h"

#include "metal/energy.h"
#include "optics/cie.h"
#include "optics/colour.h"

#include <cmath>

namespace vitrine::metal {
namespace {

constexpr double kCosineOf82_deg = 1.0 / 7.0;

glm::dvec3 xyzAt(const Alloy& alloy, double cosine) {
    return optics::xyzUnderD65([&](double wavelength_nm) { return reflectance(alloy, cosine, wavelength_nm); });
}

} // namespace

Appearance appearanceOf(const Alloy& alloy) {
    const glm::dvec3 xyz = xyzAt(alloy, 1.0);
    const glm::dmat3 rgbFromXyz = optics::rgbFromXyz(optics::kRec709);
    const glm::dvec3 normal = rgbFromXyz * xyz;
    const glm::dvec3 schlick = normal + (1.0 - normal) * std::pow(1.0 - kCosineOf82_deg, 5.0);
    return {.rgb = normal,
            .lab = optics::labFromXyz(xyz, optics::d65White()),
            .f82 = rgbFromXyz * xyzAt(alloy, kCosineOf82_deg) / schlick,
            .yellowness = 100.0 * (1.28 * xyz.x - 1.06 * xyz.z) / xyz.y};
}

double hue_deg(const glm::dvec3& lab) {
    return glm::degrees(std::atan2(lab.z, lab.y));
}

} // namespace vitrine::metal
