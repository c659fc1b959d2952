#include "gem/gemcad_stone.h"

#include "base/error.h"
#include "gem/polyhedron.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vitrine::gem {
namespace {

constexpr double kRough = 50.0;              // half the rough's edge, times the farthest facet's distance
constexpr double kSameFacet_deg = 0.01;      // what a Solid takes for one facet
constexpr double kLeastShareOfArea = 1.1e-6; // what a Solid refuses, and a little more

struct DesignFacet {
    Facet facet;
    std::size_t tier = 0;
};

FacetKind kindOf(const GemCadTier& tier) {
    if (tier.onGirdle()) return FacetKind::girdle;
    if (tier.angle_deg != 0.0) return FacetKind::other;
    return tier.onPavilion() ? FacetKind::culet : FacetKind::table;
}

std::vector<DesignFacet> facetsOf(const GemCadDesign& design) {
    std::vector<DesignFacet> facets;
    for (std::size_t i = 0; i < design.tiers.size(); ++i)
        for (const GemCadFacet& facet : design.tiers[i].facets)
            facets.push_back({{planeOf(design, design.tiers[i], facet), kindOf(design.tiers[i])}, i});
    return facets;
}

std::vector<Facet> planesOf(const std::vector<DesignFacet>& facets) {
    std::vector<Facet> planes;
    for (const DesignFacet& facet : facets) planes.push_back(facet.facet);
    return planes;
}

struct Side {
    glm::dvec3 normal;
    const char* name;
};
constexpr std::array<Side, 6> kSides{{{{0, 1, 0}, "above the crown"},
                                      {{0, -1, 0}, "below the pavilion"},
                                      {{0, 0, 1}, "at the girdle towards azimuth 0"},
                                      {{1, 0, 0}, "at the girdle towards azimuth 90 deg"},
                                      {{0, 0, -1}, "at the girdle towards azimuth 180 deg"},
                                      {{-1, 0, 0}, "at the girdle towards azimuth 270 deg"}}};

double roughSize(const std::vector<DesignFacet>& facets) {
    double farthest = 0.0;
    for (const DesignFacet& facet : facets) farthest = std::max(farthest, std::abs(facet.facet.plane.distance));
    return kRough * farthest;
}

// The first facets of the design cut from a cube of rough; the cube's planes come first.
Polyhedron cutFromRough(const std::vector<DesignFacet>& facets, std::size_t count, double halfSize) {
    std::vector<Facet> planes;
    for (const Side& side : kSides) planes.push_back({.plane = {side.normal, halfSize}});
    for (std::size_t i = 0; i < count; ++i) planes.push_back(facets[i].facet);
    return clip(planes);
}

bool leavesNothing(const std::vector<DesignFacet>& facets, std::size_t count, double halfSize) {
    try {
        return !(cutFromRough(facets, count, halfSize).volume() > 0.0);
    } catch (const Error&) {
        return true;
    }
}

// By bisection: once nothing is left, nothing comes back.
std::size_t facetThatLeavesNothing(const std::vector<DesignFacet>& facets, double halfSize) {
    std::size_t good = 0, bad = facets.size();
    while (bad - good > 1) {
        const std::size_t middle = (good + bad) / 2;
        (leavesNothing(facets, middle, halfSize) ? bad : good) = middle;
    }
    return bad - 1;
}

std::vector<std::string> tiersAtRough(const GemCadDesign& design, const std::vector<DesignFacet>& facets,
                                      const Polyhedron& body, double halfSize) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < facets.size(); ++i) {
        const bool reaches = std::ranges::any_of(body.faces[kSides.size() + i], [&](int v) {
            const glm::dvec3 p = glm::abs(body.vertices[static_cast<std::size_t>(v)]);
            return std::max({p.x, p.y, p.z}) > 0.999 * halfSize;
        });
        const std::string name = nameOfTier(design, facets[i].tier);
        if (reaches && (names.empty() || names.back() != name)) names.push_back(name);
    }
    return names;
}

void checkClosed(const GemCadDesign& design, const std::vector<DesignFacet>& facets, const std::string& file) {
    const double halfSize = roughSize(facets);
    if (!(halfSize > 0.0))
        throw Error({.file = file,
                     .place = nameOfTier(design, 0),
                     .problem = "every facet goes through the origin, so that nothing of the stone is left",
                     .remedy = "distances greater than 0"});
    if (leavesNothing(facets, facets.size(), halfSize)) {
        const std::size_t tier = facets[facetThatLeavesNothing(facets, halfSize)].tier;
        throw Error({.file = file,
                     .place = nameOfTier(design, tier),
                     .problem = fmt::format("with this tier nothing is left of the stone ({} deg at distance {})",
                                            design.tiers[tier].angle_deg, design.tiers[tier].distance),
                     .remedy = "a greater distance, or the other sign of the angle"});
    }
    const Polyhedron body = cutFromRough(facets, facets.size(), halfSize);
    std::vector<std::string> open;
    for (std::size_t i = 0; i < kSides.size(); ++i)
        if (!body.faces[i].empty()) open.emplace_back(kSides[i].name);
    if (open.empty()) return;
    throw Error({.file = file,
                 .place = fmt::format("{}", fmt::join(tiersAtRough(design, facets, body, halfSize), ", ")),
                 .problem = fmt::format("the facets close no stone: it is open {}", fmt::join(open, ", ")),
                 .remedy = "add the facets that bound it there; was the file cut short?"});
}

// Of facets with one normal only the innermost bounds the stone, the first of equal ones.
bool isBehindAnother(const std::vector<DesignFacet>& facets, std::size_t i) {
    const HalfSpace& plane = facets[i].facet.plane;
    for (std::size_t j = 0; j < facets.size(); ++j) {
        const HalfSpace& other = facets[j].facet.plane;
        if (j == i || glm::length(plane.normal - other.normal) >= radians(kSameFacet_deg)) continue;
        if (other.distance < plane.distance || (other.distance == plane.distance && j < i)) return true;
    }
    return false;
}

template <class Gone>
void removeFacets(const GemCadDesign& design, std::vector<DesignFacet>& facets, std::vector<std::string>& cutAway,
                  Gone&& gone) {
    std::vector<DesignFacet> kept;
    for (std::size_t i = 0; i < facets.size(); ++i) {
        if (!gone(i))
            kept.push_back(facets[i]);
        else if (const std::string name = nameOfTier(design, facets[i].tier);
                 std::ranges::find(cutAway, name) == cutAway.end())
            cutAway.push_back(name);
    }
    facets = std::move(kept);
}

// Mid-girdle: of its facets, or else of the points farthest from the axis.
double middleOf(const std::vector<DesignFacet>& facets, const Polyhedron& body) {
    double least = INFINITY, greatest = -INFINITY, widest = 0.0, sum = 0.0;
    int count = 0;
    for (std::size_t i = 0; i < facets.size(); ++i)
        if (facets[i].facet.kind == FacetKind::girdle)
            for (const int v : body.faces[i]) {
                least = std::min(least, body.vertices[static_cast<std::size_t>(v)].y);
                greatest = std::max(greatest, body.vertices[static_cast<std::size_t>(v)].y);
            }
    if (least <= greatest) return 0.5 * (least + greatest);
    for (const glm::dvec3& v : body.vertices) widest = std::max(widest, std::hypot(v.x, v.z));
    for (const glm::dvec3& v : body.vertices)
        if (std::hypot(v.x, v.z) > (1.0 - 1e-6) * widest) {
            sum += v.y;
            ++count;
        }
    return sum / count;
}

} // namespace

GemCadStone stoneOf(const GemCadDesign& design, const std::string& file) {
    std::vector<DesignFacet> facets = facetsOf(design);
    checkClosed(design, facets, file);
    std::vector<std::string> cutAway;
    {
        const std::vector<DesignFacet> all = facets;
        removeFacets(design, facets, cutAway, [&](std::size_t i) { return isBehindAnother(all, i); });
    }
    try {
        Polyhedron body = clip(planesOf(facets));
        const double leastArea = kLeastShareOfArea * body.area();
        removeFacets(design, facets, cutAway, [&](std::size_t i) { return !(faceArea(body, i) > leastArea); });
        body = clip(planesOf(facets));

        const glm::dvec3 size = body.greatest() - body.least();
        const bool turned = size.x > size.z * (1.0 + 1e-9);
        const double unit = 1.0 / std::min(size.x, size.z), middle = middleOf(facets, body);
        std::vector<Facet> planes = planesOf(facets);
        for (Facet& facet : planes) {
            HalfSpace& plane = facet.plane;
            plane.distance = (plane.distance - plane.normal.y * middle) * unit;
            if (turned) plane.normal = {-plane.normal.z, plane.normal.y, plane.normal.x};
        }
        return {.solid = Solid(std::move(planes)),
                .unit = unit,
                .middle = middle,
                .turned = turned,
                .cutAway = std::move(cutAway)};
    } catch (const Error& error) {
        throw Error({.file = file, .place = "tiers", .problem = error.parts().problem, .remedy = error.parts().remedy});
    }
}

} // namespace vitrine::gem
