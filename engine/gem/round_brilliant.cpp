#include "gem/round_brilliant.h"

#include "gem/proportion_check.h"

#include <cmath>
#include <fmt/format.h>

namespace vitrine::gem {
namespace {

constexpr double kRadius = 0.5;
constexpr int kMains = 8;
const double kHalfStep = kPi / kMains; // from a main to the middle between two mains

glm::dvec3 pointAt(double azimuth, double radius, double height) {
    return {radius * std::sin(azimuth), height, radius * std::cos(azimuth)};
}

// A facet whose normal is tilted from the vertical by `slope`, upwards (side +1) or downwards (-1), through a point.
Facet tilted(FacetKind kind, double azimuth, double slope, double side, const glm::dvec3& through) {
    const glm::dvec3 normal = pointAt(azimuth, std::sin(slope), side * std::cos(slope));
    return {.plane = {.normal = normal, .distance = glm::dot(normal, through)}, .kind = kind};
}

// A facet through three points; the centre of the stone, the origin, is inside.
Facet throughPoints(FacetKind kind, const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c) {
    const glm::dvec3 normal = glm::normalize(glm::cross(b - a, c - a));
    const double distance = glm::dot(normal, a);
    return {.plane = distance < 0.0 ? HalfSpace{-normal, -distance} : HalfSpace{normal, distance}, .kind = kind};
}

Facet horizontal(FacetKind kind, double side, double height) {
    return {.plane = {.normal = {0.0, side, 0.0}, .distance = height}, .kind = kind};
}

void check(const RoundBrilliant& p) {
    checkProportion("round brilliant", "table", p.table, 0.05, 0.95);
    checkProportion("round brilliant", "crown_deg", p.crown_deg, 1.0, 80.0);
    checkProportion("round brilliant", "pavilion_deg", p.pavilion_deg, 1.0, 80.0);
    checkProportion("round brilliant", "star", p.star, 0.01, 0.99);
    checkProportion("round brilliant", "lower half", p.lowerHalf, 0.01, 0.99);
    checkProportion("round brilliant", "girdle", p.girdle, 0.001, 0.3);
    checkProportion("round brilliant", "culet", p.culet, 0.0, 0.5);
    checkProportion("round brilliant", "girdle facets", p.girdleFacets, 16, 256);
    if (p.girdleFacets % 16 != 0)
        throw Error({.problem = fmt::format("a round brilliant cannot have {} girdle facets", p.girdleFacets),
                     .remedy = "a multiple of 16"});
}

double mainAzimuth(int i) {
    return 2.0 * kHalfStep * i;
}

// Both tiers of halves: two beside each middle azimuth, each through one main's girdle point, the middle's, and `tip`,
// where the pair meets at the end away from the girdle.
void addHalves(std::vector<Facet>& facets, FacetKind kind, double girdleHeight, double tipRadius, double tipHeight) {
    for (int i = 0; i < kMains; ++i) {
        const double middle = mainAzimuth(i) + kHalfStep;
        const glm::dvec3 tip = pointAt(middle, tipRadius, tipHeight);
        for (const double main : {mainAzimuth(i), mainAzimuth(i + 1)})
            facets.push_back(
                throughPoints(kind, pointAt(main, kRadius, girdleHeight), pointAt(middle, kRadius, girdleHeight), tip));
    }
}

void addCrown(std::vector<Facet>& facets, const RoundBrilliant& p) {
    const double edge = 0.5 * p.girdle, slope = std::tan(radians(p.crown_deg));
    const double tableRadius = p.table * kRadius, tableHeight = edge + (kRadius - tableRadius) * slope;
    facets.push_back(horizontal(FacetKind::table, 1.0, tableHeight));
    for (int i = 0; i < kMains; ++i)
        facets.push_back(tilted(FacetKind::bezel, mainAzimuth(i), radians(p.crown_deg), 1.0,
                                pointAt(mainAzimuth(i), kRadius, edge)));
    // Stars end on the line in which neighbouring bezels meet.
    const double tableEdge = tableRadius * std::cos(kHalfStep);
    const double starRadius = tableEdge + p.star * (kRadius - tableEdge);
    const double starHeight = edge + slope * (kRadius - starRadius * std::cos(kHalfStep));
    for (int i = 0; i < kMains; ++i)
        facets.push_back(throughPoints(FacetKind::star, pointAt(mainAzimuth(i), tableRadius, tableHeight),
                                       pointAt(mainAzimuth(i + 1), tableRadius, tableHeight),
                                       pointAt(mainAzimuth(i) + kHalfStep, starRadius, starHeight)));
    addHalves(facets, FacetKind::upperHalf, edge, starRadius, starHeight);
}

// The polygon inscribed in the girdle circle, its corners on the mains: the stone is exactly 1 mm wide.
void addGirdle(std::vector<Facet>& facets, const RoundBrilliant& p) {
    const double halfStep = kPi / p.girdleFacets;
    for (int i = 0; i < p.girdleFacets; ++i)
        facets.push_back(
            {.plane = {.normal = pointAt((2 * i + 1) * halfStep, 1.0, 0.0), .distance = kRadius * std::cos(halfStep)},
             .kind = FacetKind::girdle});
}

void addPavilion(std::vector<Facet>& facets, const RoundBrilliant& p) {
    const double edge = -0.5 * p.girdle, slope = std::tan(radians(p.pavilion_deg));
    for (int i = 0; i < kMains; ++i)
        facets.push_back(tilted(FacetKind::pavilionMain, mainAzimuth(i), radians(p.pavilion_deg), -1.0,
                                pointAt(mainAzimuth(i), kRadius, edge)));
    const double tipRadius = (1.0 - p.lowerHalf) * kRadius;
    addHalves(facets, FacetKind::lowerHalf, edge, tipRadius,
              edge - slope * (kRadius - tipRadius * std::cos(kHalfStep)));
    if (p.culet > 0.0) {
        const double culetInradius = p.culet * kRadius * std::cos(kHalfStep);
        facets.push_back(horizontal(FacetKind::culet, -1.0, -edge + slope * (kRadius - culetInradius)));
    }
}

} // namespace

// The closed form: bezels and mains by their angles through the girdle's points; stars and halves through the points in
// which they meet.
Solid roundBrilliant(const RoundBrilliant& proportions) {
    check(proportions);
    std::vector<Facet> facets;
    addCrown(facets, proportions);
    addGirdle(facets, proportions);
    addPavilion(facets, proportions);
    return Solid(std::move(facets));
}

} // namespace vitrine::gem
