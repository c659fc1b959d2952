#include "source/band.h"

#include <algorithm>
#include <cmath>

namespace vitrine::source {
namespace {

constexpr int kAround = 320;                                // chord error 0.5 um at the outside of US 6.5
constexpr int kFlat = 7;                                    // segments from the crest to where the edge starts to round
constexpr int kCorner = 9;                                  // segments of a rounded edge
constexpr int kWall = 2;                                    // segments of the straight side
constexpr double kFlatInside = 0.66, kFlatOutside = 0.74;   // of the half width; the rest is the rounded edge
constexpr double kInsideRound = 0.30, kOutsideRound = 0.22; // mm, settings E2 "edge rounding inside / outside"

// One point of the cross-section: z = side * width / 2, radius = inner + dome * domeShare + ... ; see bandPoint.
struct SectionPoint {
    double side = 0.0;               // -1 ... 1 across the width
    double onOutside = 0.0;          // 0 on the inner crest line, 1 on the outer
    double round = 0.0;              // mm towards the middle of the section, from the rounding of an edge
    double inner = 0.0, outer = 0.0; // shares of the two domes, mm towards the middle
};

// The rounding is an ellipse in (side, radius): it leaves the domed face without a kink for any width and any dome,
// because both are smooth in `side`, and meets the side wall upright.
double roundingAt(double side, double flat, double depth) {
    const double t = std::max(0.0, (std::abs(side) - flat) / (1.0 - flat));
    return depth * (1.0 - std::sqrt(std::max(0.0, 1.0 - t * t)));
}

// From the crest (0) to the edge (1) of one face.
double sideAt(int step, double flat) {
    if (step <= kFlat) return flat * step / kFlat;
    return flat + (1.0 - flat) * std::sin(0.5 * kPi * (step - kFlat) / kCorner);
}

SectionPoint innerPoint(double side) {
    return {.side = side, .onOutside = 0.0, .round = roundingAt(side, kFlatInside, kInsideRound), .inner = side * side};
}

SectionPoint outerPoint(double side) {
    return {
        .side = side, .onOutside = 1.0, .round = -roundingAt(side, kFlatOutside, kOutsideRound), .outer = -side * side};
}

// Between the two ends of the side wall every share is linear.
SectionPoint wallPoint(double side, double t) {
    const SectionPoint a = innerPoint(side), b = outerPoint(side);
    const auto mix = [t](double x, double y) { return x + (y - x) * t; };
    return {.side = side,
            .onOutside = t,
            .round = mix(a.round, b.round),
            .inner = mix(a.inner, b.inner),
            .outer = mix(a.outer, b.outer)};
}

// Once round, from the inner crest over +Z to the outer crest and back over -Z.
std::vector<SectionPoint> makeSection() {
    constexpr int face = kFlat + kCorner;
    std::vector<SectionPoint> half;
    for (int i = 0; i <= face; ++i) half.push_back(innerPoint(sideAt(i, kFlatInside)));
    for (int i = 1; i < kWall; ++i) half.push_back(wallPoint(1.0, static_cast<double>(i) / kWall));
    for (int i = face; i >= 0; --i) half.push_back(outerPoint(sideAt(i, kFlatOutside)));
    std::vector<SectionPoint> section = half;
    for (std::size_t i = half.size() - 2; i > 0; --i) {
        section.push_back(half[i]);
        section.back().side = -section.back().side;
    }
    return section;
}

double smooth(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

// 0 under the stone, 1 where the foot of a head stands, gone an eighth of a turn from the top.
double shoulderAt(double angle) {
    const double fromTop_deg = degrees(std::acos(std::cos(angle)));
    return smooth(2.0, 11.0, fromTop_deg) * smooth(45.0, 11.0, fromTop_deg);
}

glm::dvec3 bandPoint(const BandShape& shape, const SectionPoint& s, double angle) {
    const double top = 0.5 * (1.0 + std::cos(angle)); // 1 at the head, 0 opposite, without a break anywhere
    const double width = shape.widthBottom + (shape.widthTop - shape.widthBottom) * top;
    const double thickness = shape.thicknessBottom + (shape.thicknessTop - shape.thicknessBottom) * top;
    const double height = thickness + shape.shoulder * shoulderAt(angle);
    const double radius =
        shape.fingerRadius + height * s.onOutside + s.round + shape.innerDome * s.inner + shape.outerDome * s.outer;
    return {radius * std::sin(angle), radius * std::cos(angle), 0.5 * width * s.side};
}

} // namespace

Surface makeBand(const BandShape& shape) {
    const std::vector<SectionPoint> section = makeSection();
    return makeTorus(kAround, static_cast<int>(section.size()), [&](int row, int column) {
        return bandPoint(shape, section[static_cast<std::size_t>(column)], 2.0 * kPi * row / kAround);
    });
}

} // namespace vitrine::source
