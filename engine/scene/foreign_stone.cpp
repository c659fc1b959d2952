#include "scene/foreign_stone.h"

#include "base/error.h"
#include "gem/polyhedron.h"
#include "scene/hull.h"
#include "scene/welded.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::scene {
namespace {

// RENDERING.md, "A foreign mesh is a faceted stone".
constexpr double kLeastIor = 1.3;
constexpr double kMerge_deg = 0.5;
constexpr std::size_t kMostPlanes = 400;
constexpr double kOutside = 0.002;   // of the size
constexpr double kTenLargest = 0.20; // of the area
constexpr double kNormalError_deg = 2.0;
constexpr double kHullAdds = 0.01; // of the volume
constexpr double kHullOfNamedAdds = 0.05;
constexpr double kSliver = 1e-6; // of the area: too small to say which way it faces

struct Face {
    glm::dvec3 normal; ///< unit, away from the middle of the body
    double area;
};

struct Plane {
    glm::dvec3 sum{0.0}; ///< of area x normal
    double area = 0.0, moment = 0.0;
    glm::dvec3 normal() const { return glm::normalize(sum); }
};

/// The figures of a body: each triangle's face, and which plane it belongs to.
struct Body {
    const Welded& mesh;
    std::vector<Face> faces;
    std::vector<int> planeOf; ///< by triangle; -1 for slivers
    std::vector<Plane> planes;
    double area = 0.0, volume = 0.0;
};

StoneFinding failure(StoneRule rule, std::string reason) {
    return {.failed = rule, .reason = std::move(reason)};
}

glm::dvec3 corner(const Welded& mesh, std::size_t triangle, std::size_t i) {
    return mesh.positions[mesh.triangles[triangle].vertices[i]];
}

glm::dvec3 middleOf(const Welded& mesh, std::size_t triangle) {
    return (corner(mesh, triangle, 0) + corner(mesh, triangle, 1) + corner(mesh, triangle, 2)) / 3.0;
}

// Faces look away from the middle of the vertices, whatever the winding: right for every convex body, and the rules
// refuse the others.
Body measure(const Welded& mesh) {
    Body body{.mesh = mesh};
    glm::dvec3 middle(0.0);
    for (const glm::dvec3& p : mesh.positions) middle += p / static_cast<double>(mesh.positions.size());
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        const glm::dvec3 a = corner(mesh, t, 0);
        const glm::dvec3 twice = glm::cross(corner(mesh, t, 1) - a, corner(mesh, t, 2) - a);
        const double length = glm::length(twice);
        glm::dvec3 normal = length > 0.0 ? twice / length : glm::dvec3(0.0);
        if (glm::dot(normal, a - middle) < 0.0) normal = -normal;
        body.faces.push_back({normal, 0.5 * length});
        body.area += 0.5 * length;
        body.volume += 0.5 * length * glm::dot(normal, a - middle) / 3.0;
    }
    return body;
}

// The plane whose mean normal lies within the merging angle, or -1.
int planeFacing(const std::vector<Plane>& planes, const glm::dvec3& normal) {
    const double cosine = std::cos(radians(kMerge_deg));
    for (std::size_t i = 0; i < planes.size(); ++i)
        if (glm::dot(planes[i].normal(), normal) >= cosine) return static_cast<int>(i);
    return -1;
}

// Largest triangles first, so that a plane's direction is settled by what defines it best. Stops beyond the limit: a
// smooth mesh of a million triangles costs no more than a stone.
void mergePlanes(Body& body) {
    std::vector<std::size_t> order(body.faces.size());
    for (std::size_t t = 0; t < order.size(); ++t) order[t] = t;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return body.faces[a].area > body.faces[b].area; });
    body.planeOf.assign(body.faces.size(), -1);
    for (const std::size_t t : order) {
        const Face& face = body.faces[t];
        if (face.area < kSliver * body.area) break;
        int index = planeFacing(body.planes, face.normal);
        if (index < 0) {
            index = static_cast<int>(body.planes.size());
            body.planes.emplace_back();
        }
        Plane& plane = body.planes[static_cast<std::size_t>(index)];
        plane.sum += face.area * face.normal;
        plane.area += face.area;
        body.planeOf[t] = index;
        if (body.planes.size() > kMostPlanes) return;
    }
    for (std::size_t t = 0; t < body.faces.size(); ++t)
        if (body.planeOf[t] >= 0) {
            Plane& plane = body.planes[static_cast<std::size_t>(body.planeOf[t])];
            plane.moment += body.faces[t].area * glm::dot(plane.normal(), middleOf(body.mesh, t));
        }
}

double shareOfTenLargest(const Body& body) {
    std::vector<double> areas;
    for (const Plane& plane : body.planes) areas.push_back(plane.area);
    std::sort(areas.rbegin(), areas.rend());
    double sum = 0.0;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, areas.size()); ++i) sum += areas[i];
    return sum / body.area;
}

double worstNormal_deg(const Body& body, const std::vector<glm::dvec3>& normals) {
    double least = 1.0;
    for (std::size_t t = 0; t < body.faces.size() && !normals.empty(); ++t)
        if (body.planeOf[t] >= 0)
            for (const std::uint32_t i : body.mesh.triangles[t].corners)
                // Either side: a mirrored export turns its normals inward.
                least = std::min(least, std::abs(glm::dot(body.faces[t].normal, normals[i])));
    return degrees(std::acos(std::clamp(least, -1.0, 1.0)));
}

std::vector<gem::HalfSpace> halfSpaces(const Body& body) {
    std::vector<gem::HalfSpace> spaces;
    for (const Plane& plane : body.planes) spaces.push_back({plane.normal(), plane.moment / plane.area});
    return spaces;
}

double farthestOutside(const Welded& mesh, const std::vector<gem::HalfSpace>& spaces) {
    double worst = 0.0;
    for (const gem::HalfSpace& space : spaces)
        for (const glm::dvec3& p : mesh.positions) worst = std::max(worst, glm::dot(space.normal, p) - space.distance);
    return worst;
}

glm::dmat3 rotationTo(const glm::dvec3& up) {
    const glm::dvec3 helper = std::abs(up.x) < 0.9 ? glm::dvec3(1, 0, 0) : glm::dvec3(0, 0, 1);
    const glm::dvec3 z = glm::normalize(glm::cross(helper, up));
    return glm::dmat3(glm::cross(up, z), up, z);
}

// Planes that the others leave too small a face (a chamfer narrower than the merging smoothed away) are left out.
std::vector<gem::Facet> withoutVanishing(std::vector<gem::Facet> facets) {
    for (;;) {
        const gem::Polyhedron body = gem::clip(facets);
        const double least = 2.0 * kSliver * body.area();
        std::vector<gem::Facet> kept;
        for (std::size_t i = 0; i < facets.size(); ++i)
            if (gem::faceArea(body, i) >= least) kept.push_back(facets[i]);
        if (kept.size() == facets.size()) return kept;
        facets = std::move(kept);
    }
}

FoundStone build(const Body& body, const std::vector<gem::HalfSpace>& spaces) {
    std::size_t table = 0;
    for (std::size_t i = 1; i < body.planes.size(); ++i)
        if (body.planes[i].area > body.planes[table].area) table = i;
    glm::dvec3 least = body.mesh.positions.front(), greatest = least;
    for (const glm::dvec3& p : body.mesh.positions) {
        least = glm::min(least, p);
        greatest = glm::max(greatest, p);
    }
    const glm::dvec3 centre = 0.5 * (least + greatest);
    const glm::dmat3 turn = rotationTo(spaces[table].normal);
    std::vector<gem::Facet> facets;
    for (std::size_t i = 0; i < spaces.size(); ++i)
        facets.push_back({.plane = {glm::transpose(turn) * spaces[i].normal,
                                    spaces[i].distance - glm::dot(spaces[i].normal, centre)},
                          .kind = i == table ? gem::FacetKind::table : gem::FacetKind::other});
    glm::dmat4 meshFromStone(turn);
    meshFromStone[3] = glm::dvec4(centre, 1.0);
    return {.solid = gem::Solid(withoutVanishing(std::move(facets))), .meshFromStone = meshFromStone};
}

StoneFinding solidOf(const Body& body) {
    try {
        return {.stones = {build(body, halfSpaces(body))}};
    } catch (const Error& error) {
        return failure(StoneRule::bounded, error.what());
    }
}

// The hull in place of the body, if it adds little enough.
StoneFinding solidOfHull(const Body& body, double allowed, StoneRule rule, const std::string& why) {
    const Welded hull = hullOf(body.mesh);
    Body whole = measure(hull);
    mergePlanes(whole);
    const double added = whole.volume / body.volume - 1.0;
    if (hull.triangles.empty() || !(added < allowed))
        return failure(rule, fmt::format("{}, and its hull adds {:.1f} % to the volume; under {:.0f} % is allowed", why,
                                         100.0 * added, 100.0 * allowed));
    if (whole.planes.size() > kMostPlanes) return failure(StoneRule::fewPlanes, "its hull has more than 400 planes");
    StoneFinding finding = solidOf(whole);
    finding.hullAdds = added;
    return finding;
}

StoneFinding testBody(const Welded& mesh, const std::vector<glm::dvec3>& normals, StoneQuestion::Evidence evidence) {
    const bool isNamed = evidence == StoneQuestion::Evidence::name;
    Body body = measure(mesh);
    if (!(body.volume > 0.0)) return failure(StoneRule::closed, "the mesh encloses nothing");
    mergePlanes(body);
    if (body.planes.size() > kMostPlanes)
        return failure(StoneRule::fewPlanes, "its triangles face more than 400 ways: it is not faceted");
    if (const double share = shareOfTenLargest(body); !(share > kTenLargest))
        return failure(
            StoneRule::facets,
            fmt::format("its ten largest planes cover {:.0f} % of the area; over 20 % is needed", 100.0 * share));
    if (const double worst = worstNormal_deg(body, normals); !isNamed && worst > kNormalError_deg)
        return failure(StoneRule::flatNormals,
                       fmt::format("a normal leans {:.1f} degrees from its face; at most 2 degrees is allowed", worst));
    if (const double outside = farthestOutside(mesh, halfSpaces(body)); outside > kOutside * mesh.size) {
        const std::string why = fmt::format("a vertex lies {:.2f} % of the size outside a plane (0.2 % is allowed)",
                                            100.0 * outside / mesh.size);
        return isNamed ? solidOfHull(body, kHullOfNamedAdds, StoneRule::convex, why) : failure(StoneRule::convex, why);
    }
    if (const auto open = mesh.openEdges(); !open.empty())
        return solidOfHull(body, kHullAdds, StoneRule::closed, fmt::format("{} edges are open", open.size()));
    return solidOf(body);
}

} // namespace

StoneFinding stoneTest(const StoneMesh& mesh, const StoneQuestion& question) {
    if (!(question.ior >= kLeastIor))
        return failure(StoneRule::refracts, fmt::format("its ior is {}; at least 1.3 is needed", question.ior));
    const Welded whole = weld(mesh);
    std::vector<Welded> parts = bodies(whole);
    if (parts.empty()) return failure(StoneRule::closed, "the mesh has no triangles");
    // A crown and a pavilion with an open girdle between them are two bodies that make one stone.
    const bool anyOpen =
        std::any_of(parts.begin(), parts.end(), [](const Welded& w) { return !w.openEdges().empty(); });
    if (anyOpen) {
        StoneFinding together = testBody(whole, mesh.normals, question.evidence);
        if (together.failed == StoneRule::passes || parts.size() == 1) return together;
    }
    StoneFinding all;
    for (const Welded& part : parts) {
        StoneFinding one = testBody(part, mesh.normals, question.evidence);
        if (one.failed != StoneRule::passes) return one;
        all.stones.push_back(std::move(one.stones.front()));
        all.hullAdds = std::max(all.hullAdds, one.hullAdds);
    }
    return all;
}

} // namespace vitrine::scene
