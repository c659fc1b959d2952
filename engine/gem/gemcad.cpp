#include "gem/gemcad.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::gem {
namespace {

constexpr double kGirdleFrom_deg = 89.5;

struct Direction {
    double sine = 0.0, cosine = 1.0;
};

// Exact every 45 degrees, so that opposite facets are exactly opposite.
Direction directionOf(double angle_deg) {
    constexpr double d = 0.70710678118654752440;
    constexpr std::array<Direction, 8> exact{{{0, 1}, {d, d}, {1, 0}, {d, -d}, {0, -1}, {-d, -d}, {-1, 0}, {-d, d}}};
    const double eighth = angle_deg / 45.0;
    if (eighth == std::round(eighth)) return exact[static_cast<std::size_t>(std::fmod(std::fmod(eighth, 8) + 8, 8))];
    return {std::sin(radians(angle_deg)), std::cos(radians(angle_deg))};
}

} // namespace

const std::string& GemCadTier::name() const {
    static const std::string none;
    const auto named = std::ranges::find_if(facets, [](const GemCadFacet& facet) { return !facet.name.empty(); });
    return named == facets.end() ? none : named->name;
}

bool GemCadTier::onPavilion() const {
    return std::signbit(angle_deg) && !onGirdle();
}

bool GemCadTier::onGirdle() const {
    return std::abs(angle_deg) >= kGirdleFrom_deg;
}

HalfSpace planeOf(const GemCadDesign& design, const GemCadTier& tier, const GemCadFacet& facet) {
    const Direction azimuth = directionOf(360.0 * std::fmod((facet.index - design.offset) / design.gear, 1.0));
    const Direction slope = directionOf(std::abs(tier.angle_deg));
    const double up = std::signbit(tier.angle_deg) ? -1.0 : 1.0;
    return {.normal = {slope.sine * azimuth.sine, up * slope.cosine, slope.sine * azimuth.cosine},
            .distance = tier.distance};
}

std::string nameOfTier(const GemCadDesign& design, std::size_t tier) {
    const std::string& name = design.tiers.at(tier).name();
    return name.empty() ? fmt::format("tier {}", tier + 1) : fmt::format("tier {} ({})", tier + 1, name);
}

} // namespace vitrine::gem
