#include "solids.h"

#include <cmath>
#include <random>

namespace vitrine::performance {
namespace {

struct Tier {
    double angle_deg = 0.0; // of the normal from vertical; over 90 it looks down
    int facets = 0;
    gem::FacetKind kind = gem::FacetKind::other;
};

// A plane that touches a flat ellipsoid of revolution: each such plane is a face, whatever the others are.
gem::HalfSpace tangentPlane(const glm::dvec3& normal) {
    const glm::dvec3 halfAxes(3.0, 2.0, 3.2);
    return {normal, glm::length(halfAxes * normal)};
}

} // namespace

gem::Solid randomConvexSolid(unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(-0.5, 0.5);
    const std::vector<Tier> tiers{{25.0, 7},   {42.0, 9},  {90.0, 13, gem::FacetKind::girdle},
                                  {132.0, 11}, {148.0, 8}, {165.0, 5}};
    std::vector<gem::Facet> facets{{.plane = tangentPlane({0.0, 1.0, 0.0}), .kind = gem::FacetKind::table}};
    for (const Tier& tier : tiers) {
        const double first = unit(random);
        for (int i = 0; i < tier.facets; ++i) {
            const double tooth = std::round(96.0 * (i + first + 0.6 * unit(random)) / tier.facets);
            const double azimuth = 2.0 * kPi * tooth / 96.0;
            const double tilt = tier.kind == gem::FacetKind::girdle ? 90.0 : tier.angle_deg + 6.0 * unit(random);
            const double s = std::sin(radians(tilt));
            facets.push_back(
                {.plane = tangentPlane({s * std::sin(azimuth), std::cos(radians(tilt)), s * std::cos(azimuth)}),
                 .kind = tier.kind});
        }
    }
    return gem::Solid(std::move(facets));
}

std::vector<NamedSolid> comparedSolids() {
    gem::Solid askew = gem::roundBrilliant({}).scaled(6.5);
    // A star, a bezel, two mains and a lower half.
    for (const auto& [facet, tilt_deg] : {std::pair{9, 0.4}, {2, -0.3}, {65, 0.3}, {68, -0.25}, {75, 0.4}})
        askew = gem::withFacetTurned(askew, static_cast<std::size_t>(facet), tilt_deg);
    return {{"RoundBrilliant", gem::roundBrilliant({}).scaled(6.5)},
            {"StepCut", gem::stepCut({}).scaled(5.0)},
            {"RandomConvexBody", randomConvexSolid(5)},
            {"BrilliantOutOfSymmetry", std::move(askew)}};
}

} // namespace vitrine::performance
