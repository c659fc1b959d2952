#include "gem/cabochon.h"

#include "gem/proportion_check.h"

#include <cmath>

namespace vitrine::gem {
namespace {

constexpr int kAround = 16, kTiers = 3;
constexpr double kThinnestGirdle = 1e-3; // less is an edge

// The planes that touch one half: `up` is +1 for the dome. Tiers at even steps of the ellipse's own angle.
void addHalf(std::vector<Facet>& facets, const Cabochon& c, double height, double up) {
    const double halfGirdle = 0.5 * c.girdle;
    for (int tier = 1; tier <= kTiers && height > 0.0; ++tier)
        for (int i = 0; i < kAround; ++i) {
            const double angle = 0.5 * kPi * tier / (kTiers + 1), azimuth = 2.0 * kPi * i / kAround;
            const glm::dvec3 axes(0.5, height, 0.5 * c.length);
            const glm::dvec3 unit(std::cos(angle) * std::sin(azimuth), up * std::sin(angle),
                                  std::cos(angle) * std::cos(azimuth));
            const glm::dvec3 normal = glm::normalize(unit / axes);
            const glm::dvec3 touched = unit * axes + glm::dvec3(0.0, up * halfGirdle, 0.0);
            facets.push_back({.plane = {normal, glm::dot(normal, touched)}, .kind = FacetKind::other});
        }
    facets.push_back({.plane = {glm::dvec3(0.0, up, 0.0), halfGirdle + height}, .kind = FacetKind::other});
}

} // namespace

void checkProportions(const Cabochon& c) {
    constexpr const char* kCut = "cabochon";
    checkProportion(kCut, "length", c.length, 0.5, 4.0);
    checkProportion(kCut, "dome", c.dome, 0.05, 1.0);
    checkProportion(kCut, "girdle", c.girdle, 0.0, 0.3);
    checkProportion(kCut, "base", c.base, 0.0, 1.0);
    if (c.base == 0.0 && c.girdle < kThinnestGirdle)
        throw Error({.problem = "a cabochon with a flat base and no girdle has an edge that chips",
                     .remedy = "a girdle of 0.02 or more"});
}

double volume(const Cabochon& c) {
    const double section = kPi * 0.5 * 0.5 * c.length;
    return section * (c.girdle + 2.0 / 3.0 * (c.dome + c.base));
}

double outlineRadius(const Cabochon& c, double azimuth_deg) {
    const double azimuth = radians(azimuth_deg);
    return 1.0 / std::hypot(std::sin(azimuth) / 0.5, std::cos(azimuth) / (0.5 * c.length));
}

Solid hullOf(const Cabochon& c) {
    checkProportions(c);
    std::vector<Facet> facets;
    addHalf(facets, c, c.dome, 1.0);
    for (int i = 0; i < kAround; ++i) {
        const double azimuth = 2.0 * kPi * i / kAround;
        const glm::dvec3 axes(0.5, 1.0, 0.5 * c.length), unit(std::sin(azimuth), 0.0, std::cos(azimuth));
        const glm::dvec3 normal = glm::normalize(unit / axes);
        facets.push_back({.plane = {normal, glm::dot(normal, unit * axes)}, .kind = FacetKind::girdle});
    }
    addHalf(facets, c, c.base, -1.0);
    return Solid(std::move(facets));
}

} // namespace vitrine::gem
