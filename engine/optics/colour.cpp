#include "optics/colour.h"

#include "base/error.h"
#include "optics/cie.h"

#include <cmath>
#include <fmt/format.h>

namespace vitrine::optics {
namespace {

// CIE 015: (6/29)^3 and the slope of the linear foot.
double labCurve(double t) {
    constexpr double epsilon = 216.0 / 24389.0;
    return t > epsilon ? std::cbrt(t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

double hue_deg(double a, double b) {
    if (a == 0.0 && b == 0.0) return 0.0;
    const double angle = degrees(std::atan2(b, a));
    return angle < 0.0 ? angle + 360.0 : angle;
}

double chroma(double a, double b) {
    return std::hypot(a, b);
}

double pow7(double x) {
    return std::pow(x, 7.0);
}

// The hue difference of CIEDE2000 in (-180, 180], 0 for neutrals.
double hueDifference_deg(double h1, double h2, bool neutral) {
    if (neutral) return 0.0;
    const double difference = h2 - h1;
    return difference > 180.0 ? difference - 360.0 : difference < -180.0 ? difference + 360.0 : difference;
}

double meanHue_deg(double h1, double h2, bool neutral) {
    if (neutral) return h1 + h2;
    const double sum = h1 + h2;
    if (std::abs(h1 - h2) <= 180.0) return sum / 2.0;
    return (sum < 360.0 ? sum + 360.0 : sum - 360.0) / 2.0;
}

} // namespace

glm::dvec3 xyzFromChromaticity(glm::dvec2 xy) {
    return {xy.x / xy.y, 1.0, (1.0 - xy.x - xy.y) / xy.y};
}

glm::dvec2 chromaticity(const glm::dvec3& xyz) {
    const double sum = xyz.x + xyz.y + xyz.z;
    return {xyz.x / sum, xyz.y / sum};
}

glm::dmat3 xyzFromRgb(const RgbSpace& space) {
    const glm::dmat3 primaries(xyzFromChromaticity(space.red_xy), xyzFromChromaticity(space.green_xy),
                               xyzFromChromaticity(space.blue_xy));
    const glm::dvec3 luminances = glm::inverse(primaries) * d65White();
    return glm::dmat3(primaries[0] * luminances.x, primaries[1] * luminances.y, primaries[2] * luminances.z);
}

glm::dmat3 rgbFromXyz(const RgbSpace& space) {
    return glm::inverse(xyzFromRgb(space));
}

glm::dvec3 labFromXyz(const glm::dvec3& xyz, const glm::dvec3& white) {
    const double fx = labCurve(xyz.x / white.x), fy = labCurve(xyz.y / white.y), fz = labCurve(xyz.z / white.z);
    return {116.0 * fy - 16.0, 500.0 * (fx - fy), 200.0 * (fy - fz)};
}

double deltaE76(const glm::dvec3& labA, const glm::dvec3& labB) {
    return glm::length(labA - labB);
}

double deltaE2000(const glm::dvec3& labA, const glm::dvec3& labB) {
    const double meanC7 = pow7((chroma(labA.y, labA.z) + chroma(labB.y, labB.z)) / 2.0);
    const double g = 0.5 * (1.0 - std::sqrt(meanC7 / (meanC7 + pow7(25.0))));
    const double a1 = (1.0 + g) * labA.y, a2 = (1.0 + g) * labB.y;
    const double c1 = chroma(a1, labA.z), c2 = chroma(a2, labB.z);
    const double h1 = hue_deg(a1, labA.z), h2 = hue_deg(a2, labB.z);
    const bool neutral = c1 * c2 == 0.0;

    const double dL = labB.x - labA.x;
    const double dC = c2 - c1;
    const double dH = 2.0 * std::sqrt(c1 * c2) * std::sin(radians(hueDifference_deg(h1, h2, neutral)) / 2.0);

    const double meanL = (labA.x + labB.x) / 2.0, meanC = (c1 + c2) / 2.0;
    const double meanH = meanHue_deg(h1, h2, neutral);
    const double t = 1.0 - 0.17 * std::cos(radians(meanH - 30.0)) + 0.24 * std::cos(radians(2.0 * meanH)) +
                     0.32 * std::cos(radians(3.0 * meanH + 6.0)) - 0.20 * std::cos(radians(4.0 * meanH - 63.0));
    const double l50 = (meanL - 50.0) * (meanL - 50.0);
    const double sL = 1.0 + 0.015 * l50 / std::sqrt(20.0 + l50);
    const double sC = 1.0 + 0.045 * meanC;
    const double sH = 1.0 + 0.015 * meanC * t;
    const double turn = (meanH - 275.0) / 25.0;
    const double rC = 2.0 * std::sqrt(pow7(meanC) / (pow7(meanC) + pow7(25.0)));
    const double rT = -std::sin(radians(60.0 * std::exp(-turn * turn))) * rC;
    const double l = dL / sL, c = dC / sC, h = dH / sH;
    return std::sqrt(l * l + c * c + h * h + rT * c * h);
}

glm::dvec3 blackbodyWhite(double kelvin) {
    constexpr double c2_nm_K = 1.438776877e7; // second radiation constant
    return xyzOfPower([&](double nm) { return std::pow(nm / 560.0, -5.0) / std::expm1(c2_nm_K / (nm * kelvin)); });
}

glm::dvec3 daylightWhite(double kelvin) {
    const double t = 1000.0 / kelvin;
    const double x = kelvin <= 7000.0 ? ((-4.6070 * t + 2.9678) * t + 0.09911) * t + 0.244063
                                      : ((-2.0064 * t + 1.9018) * t + 0.24748) * t + 0.237040;
    return xyzFromChromaticity({x, (-3.0 * x + 2.870) * x - 0.275});
}

glm::dvec3 whiteOfKelvin(double kelvin) {
    if (!(kelvin >= 1000.0 && kelvin <= 25000.0))
        throw Error(
            {.problem = fmt::format("a white of {} K is out of range", kelvin), .remedy = "between 1000 and 25000 K"});
    return kelvin < 4000.0 ? blackbodyWhite(kelvin) : daylightWhite(kelvin);
}

glm::dmat3 cat16FromXyz() {
    // Given by rows, as published.
    return glm::transpose(
        glm::dmat3(0.401288, 0.650173, -0.051461, -0.250268, 1.204414, 0.045854, -0.002079, 0.048952, 0.953127));
}

glm::dmat3 adaptation(const glm::dvec3& fromWhite, const glm::dvec3& toWhite) {
    const glm::dmat3 cone = cat16FromXyz();
    const glm::dvec3 gain = (cone * toWhite) / (cone * fromWhite);
    return glm::inverse(cone) * glm::dmat3(gain.x, 0, 0, 0, gain.y, 0, 0, 0, gain.z) * cone;
}

} // namespace vitrine::optics
