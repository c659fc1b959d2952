#include "session/swatch_colour.h"

#include "optics/cie.h"
#include "optics/colour.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

double encoded(double linear) {
    const double value = std::clamp(linear, 0.0, 1.0);
    return value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1.0 / 2.4) - 0.055; // IEC 61966-2-1
}

glm::dvec3 codeValues(const glm::dvec3& xyz) {
    const glm::dvec3 linear = optics::rgbFromXyz(optics::kRec709) * xyz;
    return {encoded(linear.x), encoded(linear.y), encoded(linear.z)};
}

} // namespace

glm::dvec3 swatchColour(const metal::Alloy& alloy) {
    return codeValues(optics::xyzUnderD65([&](double wavelength_nm) {
        const double n = alloy.n.at(wavelength_nm), k = alloy.k.at(wavelength_nm);
        return ((n - 1.0) * (n - 1.0) + k * k) / ((n + 1.0) * (n + 1.0) + k * k); // Fresnel at normal incidence
    }));
}

glm::dvec3 swatchColour(const gem::Species& species, double path_mm) {
    if (species.body)
        return codeValues(
            optics::xyzUnderD65([&](double wavelength_nm) { return species.body->reflectance.at(wavelength_nm); }));
    return codeValues(optics::xyzUnderD65(
        [&](double wavelength_nm) { return std::exp(-path_mm * species.absorptionOrdinary.at(wavelength_nm)); }));
}

} // namespace vitrine::showroom
