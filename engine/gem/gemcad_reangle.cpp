#include "gem/gemcad_reangle.h"

#include "base/error.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace vitrine::gem {
namespace {

constexpr double kMargin_deg = 2.0;

double tangent(double angle_deg) {
    return std::tan(radians(angle_deg));
}

double pavilionRatioFor(const GemCadDesign& design, double refractiveIndex) {
    const double usual = tangent(brilliantAnglesFor(refractiveIndex).pavilion_deg) /
                         tangent(brilliantAnglesFor(design.refractiveIndex).pavilion_deg);
    const double flattest_deg = flattestPavilion_deg(design);
    const double margin_deg = flattest_deg - criticalAngle_deg(design.refractiveIndex);
    if (flattest_deg == 90.0 || margin_deg <= 0.0) return usual;
    const double least_deg = criticalAngle_deg(refractiveIndex) + std::min(margin_deg, kMargin_deg);
    return std::max(usual, tangent(least_deg) / tangent(flattest_deg));
}

// The heights in the design from which its halves are stretched.
struct Seams {
    double crown = 0.0, pavilion = 0.0;
    bool apart = false; ///< a girdle lies between
};

Seams seamsOf(const GemCadDesign& design, const std::string& file) {
    const GemCadStone stone = stoneOf(design, file);
    const Polyhedron& body = stone.solid.polyhedron();
    double crown = INFINITY, pavilion = -INFINITY;
    for (std::size_t i = 0; i < body.faces.size(); ++i) {
        const Facet& facet = stone.solid.facets()[i];
        if (facet.kind == FacetKind::girdle) continue;
        for (const int v : body.faces[i]) {
            const double y = body.vertices[static_cast<std::size_t>(v)].y / stone.unit + stone.middle;
            if (facet.plane.normal.y > 0.0) crown = std::min(crown, y);
            if (facet.plane.normal.y < 0.0) pavilion = std::max(pavilion, y);
        }
    }
    return {crown, pavilion, crown >= pavilion};
}

// A facet of a stone whose heights y become seam + ratio (y - seam).
void stretch(GemCadTier& tier, double ratio, double seam) {
    const double sine = std::sin(radians(std::abs(tier.angle_deg)));
    const double cosine = std::cos(radians(tier.angle_deg)) * (std::signbit(tier.angle_deg) ? -1.0 : 1.0);
    const double length = std::hypot(sine, cosine / ratio);
    tier.distance = (tier.distance - cosine * seam + cosine / ratio * seam) / length;
    if (tier.angle_deg != 0.0)
        tier.angle_deg = std::copysign(degrees(std::atan(tangent(std::abs(tier.angle_deg)) * ratio)), tier.angle_deg);
}

} // namespace

BrilliantAngles brilliantAnglesFor(double refractiveIndex) {
    struct Row {
        double index;
        BrilliantAngles angles;
    };
    constexpr std::array<Row, 4> rows{
        {{1.55, {40.0, 43.0}}, {1.72, {37.0, 42.0}}, {2.05, {35.0, 41.0}}, {2.417, {34.5, 40.75}}}};
    if (refractiveIndex <= rows.front().index) return rows.front().angles;
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (refractiveIndex < rows[i].index) {
            const double t = (refractiveIndex - rows[i - 1].index) / (rows[i].index - rows[i - 1].index);
            return {std::lerp(rows[i - 1].angles.crown_deg, rows[i].angles.crown_deg, t),
                    std::lerp(rows[i - 1].angles.pavilion_deg, rows[i].angles.pavilion_deg, t)};
        }
    return rows.back().angles;
}

double criticalAngle_deg(double refractiveIndex) {
    return degrees(std::asin(1.0 / refractiveIndex));
}

double flattestPavilion_deg(const GemCadDesign& design) {
    double flattest_deg = 90.0;
    for (const GemCadTier& tier : design.tiers)
        if (tier.onPavilion() && tier.angle_deg != 0.0) flattest_deg = std::min(flattest_deg, -tier.angle_deg);
    return flattest_deg;
}

Reangled reangled(const GemCadDesign& design, double refractiveIndex, const std::string& file) {
    if (!(design.refractiveIndex > 1.0))
        throw Error({.file = file,
                     .place = "I",
                     .problem = "the design does not say for which index of refraction it was made",
                     .remedy = "a line such as \"I 1.54\" after the line \"y\""});
    const Seams seams = seamsOf(design, file);
    Reangled result{.design = design, .pavilionRatio = pavilionRatioFor(design, refractiveIndex)};
    result.crownRatio = seams.apart ? tangent(brilliantAnglesFor(refractiveIndex).crown_deg) /
                                          tangent(brilliantAnglesFor(design.refractiveIndex).crown_deg)
                                    : result.pavilionRatio;
    for (GemCadTier& tier : result.design.tiers) {
        if (std::abs(tier.angle_deg) == 90.0) continue;
        const bool below = std::signbit(tier.angle_deg);
        const double seam = !seams.apart ? 0.0 : below ? seams.pavilion : seams.crown;
        stretch(tier, below ? result.pavilionRatio : result.crownRatio, seam);
    }
    result.design.refractiveIndex = refractiveIndex;
    (void)stoneOf(result.design, file);
    return result;
}

} // namespace vitrine::gem
