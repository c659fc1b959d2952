#include "optics/upsampling.h"

#include "optics/cie_table.h"
#include "optics/rec709_basis_table.h"

#include <algorithm>
#include <cmath>

namespace vitrine::optics {
namespace {

double nodeWavelength(std::size_t node) {
    return kCieFirst_nm + kCieStep_nm * static_cast<double>(node);
}

} // namespace

std::array<double, 3> rec709Basis(double wavelength_nm) {
    const double last = static_cast<double>(kRec709Basis.size() - 1);
    const double t = std::clamp((wavelength_nm - kCieFirst_nm) / kCieStep_nm, 0.0, last);
    const auto node = static_cast<std::size_t>(std::min(t, last - 1.0));
    const double fraction = t - static_cast<double>(node);
    const double red = glm::mix(kRec709Basis[node][0], kRec709Basis[node + 1][0], fraction);
    const double green = glm::mix(kRec709Basis[node][1], kRec709Basis[node + 1][1], fraction);
    return {red, green, 1.0 - red - green};
}

double rec709Spectrum(const glm::dvec3& linearRec709, double wavelength_nm) {
    // In this order a neutral is exact: the differences vanish.
    const std::array<double, 3> basis = rec709Basis(wavelength_nm);
    return linearRec709.z + basis[0] * (linearRec709.x - linearRec709.z) + basis[1] * (linearRec709.y - linearRec709.z);
}

Spectrum rec709Spectrum(const glm::dvec3& linearRec709) {
    std::vector<double> wavelengths_nm, values;
    for (std::size_t node = 0; node < kRec709Basis.size(); ++node) {
        wavelengths_nm.push_back(nodeWavelength(node));
        values.push_back(rec709Spectrum(linearRec709, nodeWavelength(node)));
    }
    return Spectrum(std::move(wavelengths_nm), std::move(values));
}

Spectrum absorptionOfAttenuation(const glm::dvec3& linearRec709, double distance_mm) {
    if (!(distance_mm > 0.0) || !std::isfinite(distance_mm)) return Spectrum::constant(0.0);
    const Spectrum transmittance = rec709Spectrum(linearRec709);
    std::vector<double> values;
    for (const double t : transmittance.values()) values.push_back(-std::log(std::clamp(t, 1e-4, 1.0)) / distance_mm);
    return Spectrum(transmittance.wavelengths_nm(), std::move(values));
}

} // namespace vitrine::optics
