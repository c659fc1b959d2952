#include "optics/cie.h"

#include "optics/cie_table.h"
#include "optics/spectrum.h"

#include <algorithm>
#include <cmath>

namespace vitrine::optics {
namespace {

constexpr int kLastRow = static_cast<int>(kCieTable.size()) - 1;

double placeInTable(double wavelength_nm) {
    return (wavelength_nm - kCieFirst_nm) / kCieStep_nm;
}

bool isInTable(double place) {
    return place >= 0.0 && place <= kLastRow;
}

glm::dvec3 xyzOfRow(int row) {
    const CieRow& r = kCieTable[static_cast<std::size_t>(row)];
    return {r.x, r.y, r.z};
}

glm::dvec3 integrate(const std::function<glm::dvec3(double)>& f) {
    constexpr int steps = static_cast<int>(kLongestWavelength_nm - kShortestWavelength_nm);
    glm::dvec3 sum(0.0);
    glm::dvec3 left = f(kShortestWavelength_nm);
    for (int i = 0; i < steps; ++i) {
        const double start = kShortestWavelength_nm + i;
        const glm::dvec3 right = f(start + 1.0);
        sum += (left + 4.0 * f(start + 0.5) + right) / 6.0;
        left = right;
    }
    return sum;
}

double d65Luminance() {
    static const double luminance = integrate([](double nm) { return d65(nm) * xyzBar(nm); }).y;
    return luminance;
}

} // namespace

glm::dvec3 xyzBar(double wavelength_nm) {
    const double place = placeInTable(wavelength_nm);
    if (!isInTable(place)) return glm::dvec3(0.0);
    const int first = std::clamp(static_cast<int>(place) - 1, 0, kLastRow - 3);
    const double t = place - first; // Lagrange's cubic through rows 0, 1, 2 and 3 from `first`
    const glm::dvec3 xyz = xyzOfRow(first) * ((t - 1.0) * (t - 2.0) * (t - 3.0) / -6.0) +
                           xyzOfRow(first + 1) * (t * (t - 2.0) * (t - 3.0) / 2.0) +
                           xyzOfRow(first + 2) * (t * (t - 1.0) * (t - 3.0) / -2.0) +
                           xyzOfRow(first + 3) * (t * (t - 1.0) * (t - 2.0) / 6.0);
    return glm::max(xyz, glm::dvec3(0.0));
}

double d65(double wavelength_nm) {
    const double place = placeInTable(wavelength_nm);
    if (!isInTable(place)) return 0.0;
    const auto row = static_cast<std::size_t>(std::min(static_cast<int>(place), kLastRow - 1));
    return glm::mix(kCieTable[row].d65, kCieTable[row + 1].d65, place - static_cast<double>(row));
}

glm::dvec3 xyzUnderD65(const SpectralFunction& relativeToD65) {
    return integrate([&](double nm) { return relativeToD65(nm) * d65(nm) * xyzBar(nm); }) / d65Luminance();
}

glm::dvec3 xyzOfPower(const SpectralFunction& power) {
    const glm::dvec3 xyz = integrate([&](double nm) { return power(nm) * xyzBar(nm); });
    return xyz / xyz.y;
}

double illuminantA(double wavelength_nm) {
    const auto planck = [](double nm) { return std::pow(560.0 / nm, 5.0) / std::expm1(1.435e7 / (2848.0 * nm)); };
    return 100.0 * planck(wavelength_nm) / planck(560.0);
}

glm::dvec3 xyzUnder(const SpectralFunction& light, const SpectralFunction& relative) {
    const double luminance = integrate([&](double nm) { return light(nm) * xyzBar(nm); }).y;
    return integrate([&](double nm) { return relative(nm) * light(nm) * xyzBar(nm); }) / luminance;
}

glm::dvec3 d65White() {
    static const glm::dvec3 white = xyzUnderD65([](double) { return 1.0; });
    return white;
}

} // namespace vitrine::optics
