#include "gem/solid.h"

#include "base/error.h"
#include "gem/polyhedron.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace vitrine::gem {
namespace {

constexpr double kLeastAngle_deg = 0.01;
constexpr double kLeastShareOfArea = 1e-6;

// "facet 12 (star)"
std::string called(const std::vector<Facet>& facets, std::size_t i) {
    const std::string_view name = nameOf(facets[i].kind);
    return name.empty() ? fmt::format("facet {}", i) : fmt::format("facet {} ({})", i, name);
}

void checkPlanes(const std::vector<Facet>& facets) {
    for (std::size_t i = 0; i < facets.size(); ++i) {
        const HalfSpace& plane = facets[i].plane;
        if (!(std::abs(glm::length(plane.normal) - 1.0) < 1e-9) || !std::isfinite(plane.distance))
            throw Error(
                {.problem = called(facets, i) + " is no plane", .remedy = "a unit normal and a finite distance"});
        for (std::size_t j = 0; j < i; ++j)
            // The chord between unit normals: the angle's cosine has no digits left this near to 1.
            if (glm::length(plane.normal - facets[j].plane.normal) < radians(kLeastAngle_deg))
                throw Error({.problem = fmt::format("{} and {} lie within {} degrees", called(facets, j),
                                                    called(facets, i), kLeastAngle_deg),
                             .remedy = "keep one of them"});
    }
}

void checkFaces(const std::vector<Facet>& facets, const Polyhedron& polyhedron) {
    const double least = kLeastShareOfArea * polyhedron.area();
    for (std::size_t i = 0; i < polyhedron.faces.size(); ++i)
        if (!(faceArea(polyhedron, i) > least))
            throw Error({.problem = called(facets, i) + " is cut away by the others",
                         .remedy = "every facet must cover more than a millionth of the surface"});
}

// Two faces are neighbours when one runs along an edge that the other runs back.
std::vector<std::vector<int>> findNeighbours(const Polyhedron& polyhedron) {
    std::map<std::pair<int, int>, int> faceOfEdge;
    const auto forEachEdge = [&](auto&& visit) {
        for (std::size_t f = 0; f < polyhedron.faces.size(); ++f) {
            const std::vector<int>& loop = polyhedron.faces[f];
            for (std::size_t i = 0; i < loop.size(); ++i) visit(f, loop[i], loop[(i + 1) % loop.size()]);
        }
    };
    forEachEdge([&](std::size_t f, int from, int to) { faceOfEdge[{from, to}] = static_cast<int>(f); });

    std::vector<std::vector<int>> neighbours(polyhedron.faces.size());
    forEachEdge([&](std::size_t f, int from, int to) {
        const auto found = faceOfEdge.find({to, from});
        if (found == faceOfEdge.end())
            throw Error({.problem = fmt::format("facet {} has an edge that no other facet shares", f),
                         .remedy = "facets that nearly meet in a point must meet in it, or clearly miss it"});
        neighbours[f].push_back(found->second);
    });
    return neighbours;
}

} // namespace

std::string_view nameOf(FacetKind kind) {
    switch (kind) {
    case FacetKind::table:
        return "table";
    case FacetKind::bezel:
        return "bezel";
    case FacetKind::star:
        return "star";
    case FacetKind::upperHalf:
        return "upper half";
    case FacetKind::crownStep:
        return "crown step";
    case FacetKind::girdle:
        return "girdle";
    case FacetKind::pavilionMain:
        return "pavilion main";
    case FacetKind::lowerHalf:
        return "lower half";
    case FacetKind::pavilionStep:
        return "pavilion step";
    case FacetKind::culet:
        return "culet";
    case FacetKind::other:
        break;
    }
    return "";
}

Solid::Solid(std::vector<Facet> facets) : facets_(std::move(facets)) {
    checkPlanes(facets_);
    polyhedron_ = clip(facets_);
    checkFaces(facets_, polyhedron_);
    neighbours_ = findNeighbours(polyhedron_);
}

double Solid::meanChord() const {
    return 4.0 * polyhedron_.volume() / polyhedron_.area();
}

Solid Solid::scaled(double factor) const {
    if (!(factor > 0.0) || !std::isfinite(factor)) throw Error(fmt::format("a stone cannot be scaled by {}", factor));
    Solid result = *this;
    for (Facet& facet : result.facets_) facet.plane.distance *= factor;
    for (glm::dvec3& vertex : result.polyhedron_.vertices) vertex *= factor;
    return result;
}

double carat(const Solid& solid, double density_g_cm3) {
    constexpr double kGramsInCarat = 0.2, kCubicMillimetresInCubicCentimetre = 1000.0;
    return solid.polyhedron().volume() / kCubicMillimetresInCubicCentimetre * density_g_cm3 / kGramsInCarat;
}

} // namespace vitrine::gem
