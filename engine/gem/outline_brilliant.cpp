#include "gem/outline_brilliant.h"

#include "gem/proportion_check.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::gem {
namespace {

constexpr const char* kName = "brilliant of that outline";

glm::dvec3 lifted(const glm::dvec2& place, double height) {
    return {place.x, height, place.y};
}

glm::dvec2 flattened(const glm::dvec3& place) {
    return {place.x, place.z};
}

// A facet whose normal is tilted from the vertical by `slope`, upwards (side +1) or downwards (-1), at the girdle.
HalfSpace tilted(const OutlinePlace& at, double height, double slope, double side) {
    const glm::dvec3 normal = lifted(std::sin(slope) * at.normal, side * std::cos(slope));
    return {.normal = normal, .distance = glm::dot(normal, lifted(at.at, height))};
}

HalfSpace throughPoints(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c) {
    const glm::dvec3 normal = glm::normalize(glm::cross(b - a, c - a));
    const double distance = glm::dot(normal, a);
    return distance < 0.0 ? HalfSpace{-normal, -distance} : HalfSpace{normal, distance};
}

// The line in which two planes meet, by height: at(y) = at + y * along, with along.y = 1.
struct Ridge {
    glm::dvec3 at{0.0}, along{0.0};

    Ridge(const HalfSpace& a, const HalfSpace& b) {
        along = glm::cross(a.normal, b.normal);
        along /= along.y;
        // The point at height 0: two lines of the plane y = 0.
        const glm::dvec2 n = flattened(a.normal), m = flattened(b.normal);
        const double determinant = n.x * m.y - n.y * m.x;
        at = {(a.distance * m.y - b.distance * n.y) / determinant, 0.0,
              (b.distance * n.x - a.distance * m.x) / determinant};
    }

    // Where, going down from a height, it first meets a plane that cuts it off.
    glm::dvec3 lowest(const std::vector<HalfSpace>& planes, double from) const {
        constexpr double kOwn = 1e-9; // the two planes that it lies in cross it nowhere
        double height = -1e9;
        for (const HalfSpace& plane : planes) {
            const double falling = -glm::dot(plane.normal, along);
            if (falling < kOwn) continue;
            height = std::max(height, from - (plane.distance - glm::dot(plane.normal, at + from * along)) / falling);
        }
        return at + height * along;
    }

    // Where it is `way` from `from` in the direction of the unit vector `towards`, seen from above.
    glm::dvec3 after(const glm::dvec2& from, const glm::dvec2& towards, double way) const {
        const double height = (way - glm::dot(flattened(at) - from, towards)) / glm::dot(flattened(along), towards);
        return at + height * along;
    }
};

void check(const OutlineBrilliant& p) {
    checkProportion(kName, "length", p.outline.length, 0.8, 3.0);
    if (p.outline.shape == OutlineShape::cushion) checkProportion(kName, "bulge", p.outline.bulge, 2.0, 6.0);
    if (p.outline.shape == OutlineShape::trillion) checkProportion(kName, "bulge", p.outline.bulge, 0.02, 0.25);
    checkProportion(kName, "table", p.table, 0.05, 0.95);
    checkProportion(kName, "crown_deg", p.crown_deg, 1.0, 80.0);
    checkProportion(kName, "pavilion_deg", p.pavilion_deg, 1.0, 80.0);
    checkProportion(kName, "keel", p.keel, 0.0, 1.0);
    checkProportion(kName, "star", p.star, 0.01, 0.99);
    checkProportion(kName, "lower half", p.lowerHalf, 0.01, 0.99);
    checkProportion(kName, "girdle", p.girdle, 0.001, 0.3);
    checkProportion(kName, "girdle facets", p.girdleFacets, 24, 256);
    if (p.girdleFacets % (2 * mainsOf(p.outline)) != 0)
        throw Error({.problem = fmt::format("a {} cannot have {} girdle facets", kName, p.girdleFacets),
                     .remedy = fmt::format("a multiple of {}", 2 * mainsOf(p.outline))});
}

// What all tiers are made from: mains and the middles between them around the girdle.
class Builder {
  public:
    explicit Builder(const OutlineBrilliant& p) : p_(p), mains_(mainsOf(p.outline)), centre_(centreOf(p.outline)) {}

    std::vector<Facet> facets() {
        addCrown();
        addGirdle();
        addPavilion();
        return std::move(facets_);
    }

  private:
    OutlinePlace main(int i) const { return placeAt(p_.outline, static_cast<double>(i) / mains_); }
    OutlinePlace middle(int i) const { return placeAt(p_.outline, (i + 0.5) / mains_); }

    void add(FacetKind kind, const HalfSpace& plane) { facets_.push_back({.plane = plane, .kind = kind}); }

    // Two beside each middle, through a main's and the middle's place at the girdle, and the tip of the pair.
    void addHalves(FacetKind kind, double height, const std::vector<glm::dvec3>& tips) {
        for (int i = 0; i < mains_; ++i)
            for (const int beside : {i, i + 1})
                add(kind, throughPoints(lifted(main(beside).at, height), lifted(middle(i).at, height),
                                        tips[static_cast<std::size_t>(i)]));
    }

    void addCrown() {
        const double edge = 0.5 * p_.girdle, slope = radians(p_.crown_deg), inset = 0.5 * (1.0 - p_.table);
        const double tableHeight = edge + inset * std::tan(slope);
        const auto run = [&](const OutlinePlace& place) { return inset / place.lean; };
        add(FacetKind::table, {.normal = {0.0, 1.0, 0.0}, .distance = tableHeight});
        const auto bezel = [&](int i) {
            return tilted(main(i), edge, std::atan((tableHeight - edge) / run(main(i))), 1.0);
        };
        const auto corner = [&](int i) { return main(i).at - run(main(i)) * main(i).normal; }; // of the table
        for (int i = 0; i < mains_; ++i) add(FacetKind::bezel, bezel(i));
        std::vector<glm::dvec3> tips; // of the stars, on the lines in which neighbouring bezels meet
        for (int i = 0; i < mains_; ++i) {
            const glm::dvec2 from = 0.5 * (corner(i) + corner(i + 1)), way = middle(i).at - from;
            tips.push_back(Ridge(bezel(i), bezel(i + 1)).after(from, glm::normalize(way), p_.star * glm::length(way)));
            add(FacetKind::star,
                throughPoints(lifted(corner(i), tableHeight), lifted(corner(i + 1), tableHeight), tips.back()));
        }
        addHalves(FacetKind::upperHalf, edge, tips);
    }

    void addGirdle() {
        for (int i = 0; i < p_.girdleFacets; ++i) {
            const glm::dvec2 from = placeAt(p_.outline, static_cast<double>(i) / p_.girdleFacets).at;
            const glm::dvec2 to = placeAt(p_.outline, static_cast<double>(i + 1) / p_.girdleFacets).at;
            const glm::dvec2 normal = glm::normalize(glm::dvec2(from.y - to.y, to.x - from.x));
            add(FacetKind::girdle, {.normal = lifted(normal, 0.0), .distance = glm::dot(normal, from)});
        }
    }

    // From the middle to the line that a main touches.
    double reach(int i) const { return glm::dot(main(i).at - centre_, main(i).normal); }

    double pavilionSlope(int i) const {
        double least = reach(0);
        for (int j = 1; j < mains_; ++j) least = std::min(least, reach(j));
        const double alike = std::min(least / main(i).lean, reach(i));
        return std::atan(std::tan(radians(p_.pavilion_deg)) * least / glm::mix(reach(i), alike, p_.keel));
    }

    void addPavilion() {
        const double edge = -0.5 * p_.girdle;
        std::vector<HalfSpace> mains;
        for (int i = 0; i < mains_; ++i) mains.push_back(tilted(main(i), edge, pavilionSlope(i), -1.0));
        for (const HalfSpace& plane : mains) add(FacetKind::pavilionMain, plane);
        std::vector<glm::dvec3> tips; // on the lines in which neighbouring mains meet
        for (int i = 0; i < mains_; ++i) {
            const Ridge ridge(mains[static_cast<std::size_t>(i)], mains[static_cast<std::size_t>((i + 1) % mains_)]);
            const glm::dvec2 end = flattened(ridge.lowest(mains, edge)), way = middle(i).at - end;
            tips.push_back(ridge.after(end, glm::normalize(way), (1.0 - p_.lowerHalf) * glm::length(way)));
        }
        addHalves(FacetKind::lowerHalf, edge, tips);
    }

    OutlineBrilliant p_;
    int mains_;
    glm::dvec2 centre_;
    std::vector<Facet> facets_;
};

} // namespace

Solid outlineBrilliant(const OutlineBrilliant& proportions) {
    check(proportions);
    return Solid(Builder(proportions).facets());
}

} // namespace vitrine::gem
