#include "gem/outline.h"

#include <array>
#include <cmath>
#include <map>

namespace vitrine::gem {
namespace {

constexpr double kHalfWidth = 0.5;
constexpr int kTrillionSides = 3;

OutlinePlace onEllipse(double halfLength, double angle) {
    const glm::dvec2 at(kHalfWidth * std::sin(angle), halfLength * std::cos(angle));
    const glm::dvec2 normal(std::sin(angle) / kHalfWidth, std::cos(angle) / halfLength);
    return {.at = at, .normal = glm::normalize(normal)};
}

double signedPower(double base, double exponent) {
    return std::copysign(std::pow(std::abs(base), exponent), base);
}

// |x / a|^n + |z / b|^n = 1. The mains of its corners stand where its diagonal does.
OutlinePlace onSuperellipse(double halfLength, double exponent, double angle) {
    const double across = std::sin(angle), along = std::cos(angle);
    const glm::dvec2 at(kHalfWidth * signedPower(across, 2.0 / exponent),
                        halfLength * signedPower(along, 2.0 / exponent));
    const glm::dvec2 normal(signedPower(across, 2.0 - 2.0 / exponent) / kHalfWidth,
                            signedPower(along, 2.0 - 2.0 / exponent) / halfLength);
    return {.at = at, .normal = glm::normalize(normal)};
}

// From the point at (0, tip) to the widest place at (1/2, 0), which it leaves along Z: an arc about (1/2 - R, 0).
// share: 0 at the point, 1 at the widest place.
OutlinePlace onShoulder(double tip, double share) {
    const double radius = tip * tip + kHalfWidth * kHalfWidth; // of (R - 1/2)^2 + tip^2 = R^2, with a width of 1
    const double angle = (1.0 - share) * std::asin(tip / radius);
    const glm::dvec2 normal(std::cos(angle), std::sin(angle));
    if (share <= 0.0) return {.at = {0.0, tip}, .normal = {0.0, 1.0}, .lean = normal.y};
    return {.at = glm::dvec2(kHalfWidth - radius, 0.0) + radius * normal, .normal = normal};
}

OutlinePlace mirrored(OutlinePlace place, const glm::dvec2& signs) {
    return {.at = place.at * signs, .normal = place.normal * signs, .lean = place.lean};
}

OutlinePlace onMarquise(double halfLength, double turn) {
    const double quarter = 4.0 * turn; // 0 to 4
    const double within = quarter < 1.0   ? quarter
                          : quarter < 2.0 ? 2.0 - quarter
                          : quarter < 3.0 ? quarter - 2.0
                                          : 4.0 - quarter;
    return mirrored(onShoulder(halfLength, within),
                    {quarter <= 2.0 ? 1.0 : -1.0, quarter < 1.0 || quarter > 3.0 ? 1.0 : -1.0});
}

// A half circle and two arcs that leave it along Z and meet in the point.
OutlinePlace onPear(double length, double turn) {
    const glm::dvec2 widest(0.0, kHalfWidth - 0.5 * length);
    const double side = turn <= 0.5 ? 1.0 : -1.0, within = turn <= 0.5 ? turn : 1.0 - turn;
    OutlinePlace place;
    if (within <= 0.25) {
        place = onShoulder(length - kHalfWidth, 4.0 * within);
    } else {
        const double angle = 2.0 * kPi * within; // a quarter to a half turn
        place.normal = {std::sin(angle), std::cos(angle)};
        place.at = kHalfWidth * place.normal;
    }
    place.at += widest;
    return mirrored(place, {side, 1.0});
}

// Three arcs over the sides of an even triangle, turned so that a corner points along +Z, and scaled to a width of 1.
OutlinePlace onTrillion(double bulge, double turn) {
    const double third = kTrillionSides * turn;
    const int side = std::min(static_cast<int>(std::floor(third)), kTrillionSides - 1);
    const double share = third - side; // along this side's arc
    const double chord = 1.0, sagitta = bulge * chord;
    const double radius = (0.25 * chord * chord + sagitta * sagitta) / (2.0 * sagitta);
    const double half = std::asin(0.5 * chord / radius);
    const double corners = chord / std::sqrt(3.0); // from the centre
    const double middle = 2.0 * kPi * (side + 0.5) / kTrillionSides;
    const double apothem = 0.5 * corners; // of the triangle
    const double angle = middle + half * (2.0 * share - 1.0);
    const glm::dvec2 outwards(std::sin(middle), std::cos(middle)), normal(std::sin(angle), std::cos(angle));
    const glm::dvec2 centre = outwards * (apothem + sagitta - radius);
    OutlinePlace place{.at = centre + radius * normal, .normal = normal};
    if (share <= 1e-12 || share >= 1.0 - 1e-12) {
        const double corner = 2.0 * kPi * (share < 0.5 ? side : side + 1) / kTrillionSides;
        place.normal = {std::sin(corner), std::cos(corner)};
        place.at = corners * place.normal;
        place.lean = std::cos(kPi / kTrillionSides - half);
    }
    // The widest place lies on an arc where that faces sideways, or in the lower corners.
    const double lean = 2.0 * kPi / 6.0; // the right arc's middle faces 60 degrees from +Z
    const double reach =
        std::abs(0.5 * kPi - lean) <= half ? (apothem + sagitta - radius) * std::sin(lean) + radius : 0.5 * chord;
    place.at *= kHalfWidth / reach;
    return place;
}

} // namespace

OutlineShape outlineShape(const std::string& name) {
    static const std::map<std::string, OutlineShape> shapes{{"oval", OutlineShape::oval},
                                                            {"cushion", OutlineShape::cushion},
                                                            {"pear", OutlineShape::pear},
                                                            {"marquise", OutlineShape::marquise},
                                                            {"trillion", OutlineShape::trillion}};
    return shapes.at(name);
}

OutlinePlace placeAt(const Outline& outline, double turn) {
    const double within = turn - std::floor(turn), angle = 2.0 * kPi * within;
    switch (outline.shape) {
    case OutlineShape::cushion:
        return onSuperellipse(0.5 * outline.length, outline.bulge, angle);
    case OutlineShape::pear:
        return onPear(outline.length, within);
    case OutlineShape::marquise:
        return onMarquise(0.5 * outline.length, within);
    case OutlineShape::trillion:
        return onTrillion(outline.bulge, within);
    case OutlineShape::oval:
        break;
    }
    return onEllipse(0.5 * outline.length, angle);
}

int mainsOf(const Outline& outline) {
    return outline.shape == OutlineShape::trillion ? 6 : 8;
}

glm::dvec2 centreOf(const Outline& outline) {
    if (outline.shape == OutlineShape::pear) return {0.0, kHalfWidth - 0.5 * outline.length};
    return glm::dvec2(0.0);
}

} // namespace vitrine::gem
