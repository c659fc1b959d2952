#include "gem/step_cut.h"

#include "gem/proportion_check.h"

#include <array>
#include <cmath>

namespace vitrine::gem {
namespace {

constexpr int kSides = 8;

// The outline at one height: a rectangle with cut corners. Shrunk by `inset` from each side, its corners stay the same
// share of its width, so that they end where the sides do.
struct Outline {
    double halfWidth = 0.5, halfLength = 0.5, corner = 0.0;

    Outline shrunk(double inset) const {
        return {halfWidth - inset, halfLength - inset, corner * (halfWidth - inset) / halfWidth};
    }
    // From the axis to the line of a side.
    double distance(int side) const {
        if (side % 2 == 1) return (halfWidth + halfLength - corner) * std::sqrt(0.5);
        return side % 4 == 0 ? halfLength : halfWidth;
    }
};

glm::dvec3 outwards(int side) {
    // Exact, so that opposite facets are exactly opposite.
    constexpr double d = 0.70710678118654752440;
    constexpr std::array<std::array<double, 2>, kSides> sineAndCosine{
        {{0, 1}, {d, d}, {1, 0}, {d, -d}, {0, -1}, {-d, -d}, {-1, 0}, {-d, d}}};
    return {sineAndCosine[static_cast<std::size_t>(side)][0], 0.0, sineAndCosine[static_cast<std::size_t>(side)][1]};
}

Outline girdleOf(const StepCut& p) {
    return {.halfWidth = 0.5, .halfLength = 0.5 * p.length, .corner = p.corner};
}

// One ring of facets from one outline to the next, `rise` farther from the girdle; `up` is +1 for the crown.
void addStep(std::vector<Facet>& facets, FacetKind kind, const Outline& from, const Outline& to, double height,
             double rise, double up) {
    for (int side = 0; side < kSides; ++side) {
        const double run = from.distance(side) - to.distance(side);
        const glm::dvec3 normal = glm::normalize(outwards(side) * rise + glm::dvec3(0.0, up * run, 0.0));
        const glm::dvec3 onEdge = outwards(side) * from.distance(side) + glm::dvec3(0.0, up * height, 0.0);
        facets.push_back({.plane = {normal, glm::dot(normal, onEdge)}, .kind = kind});
    }
}

struct Steps {
    FacetKind kind = FacetKind::crownStep;
    int count = 3;
    double middle_deg = 0.0, break_deg = 0.0;
    double inset = 0.0; ///< of all of them
    double up = 1.0;

    // The one nearest to the girdle is the steepest, or the body would not be convex.
    double slope_deg(int step) const { return middle_deg + break_deg * (0.5 * (count - 1) - step); }
};

// Returns the height that the last step reaches, from mid-girdle.
double addSteps(std::vector<Facet>& facets, const StepCut& p, const Steps& steps) {
    const Outline girdle = girdleOf(p);
    const double width = steps.inset / steps.count;
    double height = 0.5 * p.girdle;
    for (int step = 0; step < steps.count; ++step) {
        const double rise = width * std::tan(radians(steps.slope_deg(step)));
        addStep(facets, steps.kind, girdle.shrunk(width * step), girdle.shrunk(width * (step + 1)), height, rise,
                steps.up);
        height += rise;
    }
    return height;
}

void checkSteps(const char* name, int count, double middle_deg, double break_deg) {
    checkProportion("step cut", fmt::format("{} steps", name), count, 1, 6);
    checkProportion("step cut", fmt::format("{} break_deg", name), break_deg, count > 1 ? 0.1 : 0.0, 40.0);
    const double half = 0.5 * (count - 1) * break_deg;
    checkProportion("step cut", fmt::format("{} steepest step_deg", name), middle_deg + half, 1.0, 80.0);
    checkProportion("step cut", fmt::format("{} flattest step_deg", name), middle_deg - half, 1.0, 80.0);
}

void check(const StepCut& p) {
    checkProportion("step cut", "length", p.length, 1.0, 5.0);
    checkProportion("step cut", "corner", p.corner, 0.01, 0.45);
    checkProportion("step cut", "table", p.table, 0.05, 0.95);
    checkProportion("step cut", "girdle", p.girdle, 0.001, 0.3);
    checkSteps("crown", p.crownSteps, p.crown_deg, p.crownBreak_deg);
    checkSteps("pavilion", p.pavilionSteps, p.pavilion_deg, p.pavilionBreak_deg);
}

} // namespace

Solid stepCut(const StepCut& p) {
    check(p);
    std::vector<Facet> facets(1);
    const double tableHeight = addSteps(facets, p,
                                        {.kind = FacetKind::crownStep,
                                         .count = p.crownSteps,
                                         .middle_deg = p.crown_deg,
                                         .break_deg = p.crownBreak_deg,
                                         .inset = 0.5 * (1.0 - p.table),
                                         .up = 1.0});
    facets.front() = {.plane = {{0.0, 1.0, 0.0}, tableHeight}, .kind = FacetKind::table};
    for (int side = 0; side < kSides; ++side)
        facets.push_back({.plane = {outwards(side), girdleOf(p).distance(side)}, .kind = FacetKind::girdle});
    addSteps(facets, p,
             {.kind = FacetKind::pavilionStep,
              .count = p.pavilionSteps,
              .middle_deg = p.pavilion_deg,
              .break_deg = p.pavilionBreak_deg,
              .inset = 0.5,
              .up = -1.0});
    return Solid(std::move(facets));
}

} // namespace vitrine::gem
