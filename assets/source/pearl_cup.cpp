#include "source/pearl_cup.h"

#include <cmath>

namespace vitrine::source {
namespace {

constexpr int kColumns = 120;
constexpr int kFootRows = 4, kStemRows = 14, kBowlRows = 12, kRimRows = 8;
constexpr double kGlueGap_mm =
    0.02; // settings E1 has the bore of a seat wider than the stone; a cup is filled with glue
constexpr double kStemAngle_deg = 22.0; // where the stem flows into the bowl
constexpr double kStemPull = 0.24;      // how far along the bowl's tangent the stem still leans, in bowl radii

using glm::dvec2;

// Profiles: out from the axis, up.
void addArc(std::vector<dvec2>& profile, dvec2 centre, dvec2 radius, double from_deg, double to_deg, int rows) {
    for (int i = 1; i <= rows; ++i) {
        const double angle = radians(from_deg + (to_deg - from_deg) * i / rows);
        profile.push_back(centre + radius * dvec2(std::sin(angle), -std::cos(angle)));
    }
}

// A parabola from the last point to `to`, its tangents meeting in `by`.
void addCurve(std::vector<dvec2>& profile, dvec2 by, dvec2 to, int rows) {
    const dvec2 from = profile.back();
    for (int i = 1; i <= rows; ++i) {
        const double t = static_cast<double>(i) / rows;
        profile.push_back(from * (1.0 - t) * (1.0 - t) + by * 2.0 * t * (1.0 - t) + to * t * t);
    }
}

dvec2 below(double angle_deg) {
    return {std::sin(radians(angle_deg)), -std::cos(radians(angle_deg))};
}

std::vector<dvec2> profileOf(const PearlCupShape& s) {
    const double bowl = s.pearlRadius + kGlueGap_mm, outside = bowl + s.wall;
    const dvec2 pearl(0.0, s.lift + s.pearlRadius);
    std::vector<dvec2> profile;
    // The foot, its lower edge rounded: it goes into the metal of the shank.
    addArc(profile, {s.footRadius - 0.1, 0.1 - kCupFoot_mm}, dvec2(0.1), 0.0, 90.0, kFootRows);
    profile.emplace_back(s.footRadius, -0.1);
    const dvec2 tangent(-std::cos(radians(kStemAngle_deg)), -std::sin(radians(kStemAngle_deg)));
    addCurve(profile, pearl + outside * (below(kStemAngle_deg) + kStemPull * tangent),
             pearl + outside * below(kStemAngle_deg), kStemRows);
    addArc(profile, pearl, dvec2(outside), kStemAngle_deg, kCupAngle_deg, kBowlRows);
    // Half a circle over the rim, from the outside to the inside.
    const dvec2 rim = pearl + (bowl + 0.5 * s.wall) * below(kCupAngle_deg);
    for (int i = 1; i <= kRimRows; ++i) {
        const double angle = kPi * i / kRimRows;
        const dvec2 up(std::cos(radians(kCupAngle_deg)), std::sin(radians(kCupAngle_deg)));
        profile.push_back(rim + 0.5 * s.wall * (std::cos(angle) * below(kCupAngle_deg) + std::sin(angle) * up));
    }
    // Down the bowl, and at the peg up into the pearl. The bowl ends at a fixed angle, so that it stays affine: beside
    // the thickest peg.
    addArc(profile, pearl, dvec2(bowl), kCupAngle_deg, 14.0, kBowlRows);
    const dvec2 bottom(0.0, s.lift - kGlueGap_mm), top(0.0, s.lift + s.pegLength);
    profile.push_back(bottom + dvec2(s.pegRadius, 0.0));
    profile.push_back(top + dvec2(s.pegRadius, -0.1));
    profile.push_back(top + dvec2(s.pegRadius - 0.1, 0.0));
    return profile;
}

} // namespace

Surface makePearlCup(const PearlCupShape& shape) {
    const std::vector<dvec2> profile = profileOf(shape);
    return makeSpindle(static_cast<int>(profile.size()), kColumns,
                       [&](int row, int column) {
                           const double around = 2.0 * kPi * column / kColumns;
                           const dvec2 p = profile[static_cast<std::size_t>(row)];
                           return glm::dvec3(p.x * std::cos(around), p.y, p.x * std::sin(around));
                       },
                       {0.0, -kCupFoot_mm, 0.0}, {0.0, shape.lift + shape.pegLength, 0.0});
}

} // namespace vitrine::source
