#include "gem/polyhedron.h"

#include "base/error.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <numeric>

namespace vitrine::gem {
namespace {

using Polygon = std::vector<glm::dvec3>;

// Corners nearer to each other than this share of the body's size are one corner: more than two edges usually meet in a
// stone's meet points, and rounding spreads them over some 1e-13.
constexpr double kWeld = 1e-9;

constexpr double kLargestBody = 1000.0; // times the farthest plane's distance from the origin

Polygon squareOnPlane(const HalfSpace& plane, double halfSize) {
    const glm::dvec3 n = plane.normal;
    const glm::dvec3 other = std::abs(n.y) < 0.9 ? glm::dvec3(0, 1, 0) : glm::dvec3(1, 0, 0);
    const glm::dvec3 u = glm::normalize(glm::cross(other, n)) * halfSize;
    const glm::dvec3 v = glm::cross(n, u); // u, v, n right-handed: the loop is anticlockwise seen from outside
    const glm::dvec3 centre = n * plane.distance;
    return {centre - u - v, centre + u - v, centre + u + v, centre - u + v};
}

// Sutherland & Hodgman 1974: the part of a convex polygon on the inner side of a plane.
Polygon clipPolygon(const Polygon& polygon, const HalfSpace& plane) {
    Polygon kept;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const glm::dvec3& a = polygon[i];
        const glm::dvec3& b = polygon[(i + 1) % polygon.size()];
        const double heightA = glm::dot(plane.normal, a) - plane.distance;
        const double heightB = glm::dot(plane.normal, b) - plane.distance;
        if (heightA <= 0.0) kept.push_back(a);
        if ((heightA < 0.0 && heightB > 0.0) || (heightA > 0.0 && heightB < 0.0))
            kept.push_back(a + (b - a) * (heightA / (heightA - heightB)));
    }
    return kept;
}

Polygon facePolygon(std::span<const Facet> facets, std::size_t face, double halfSize) {
    Polygon polygon = squareOnPlane(facets[face].plane, halfSize);
    for (std::size_t i = 0; i < facets.size() && !polygon.empty(); ++i)
        if (i != face) polygon = clipPolygon(polygon, facets[i].plane);
    return polygon;
}

int root(std::vector<int>& parents, int i) {
    while (parents[static_cast<std::size_t>(i)] != i) i = parents[static_cast<std::size_t>(i)];
    return i;
}

// For each point the first point that it is one with, through any chain of near neighbours: which points are one must
// not depend on the order of the faces, or two faces would disagree about their common edge.
std::vector<int> weld(const Polygon& points, double tolerance) {
    std::vector<int> first(points.size());
    std::iota(first.begin(), first.end(), 0);
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (glm::length(points[i] - points[j]) <= tolerance) {
                const auto [low, high] =
                    std::minmax({root(first, static_cast<int>(i)), root(first, static_cast<int>(j))});
                first[static_cast<std::size_t>(high)] = low;
            }
    for (std::size_t i = 0; i < points.size(); ++i) first[i] = root(first, static_cast<int>(i));
    return first;
}

// The corners without repetitions; none where the face has shrunk to an edge or a point.
std::vector<int> withoutRepetitions(const std::vector<int>& corners) {
    std::vector<int> loop;
    for (const int v : corners)
        if (loop.empty() || loop.back() != v) loop.push_back(v);
    while (loop.size() > 1 && loop.front() == loop.back()) loop.pop_back();
    if (loop.size() < 3) loop.clear();
    return loop;
}

Polyhedron join(const std::vector<Polygon>& polygons, double tolerance) {
    Polygon points;
    for (const Polygon& polygon : polygons) points.insert(points.end(), polygon.begin(), polygon.end());
    const std::vector<int> first = weld(points, tolerance);

    Polyhedron body;
    std::vector<int> vertexOfPoint(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (first[i] == static_cast<int>(i)) {
            vertexOfPoint[i] = static_cast<int>(body.vertices.size());
            body.vertices.push_back(points[i]);
        } else {
            vertexOfPoint[i] = vertexOfPoint[static_cast<std::size_t>(first[i])];
        }
    }
    auto next = vertexOfPoint.begin();
    for (const Polygon& polygon : polygons) {
        const auto end = next + static_cast<std::ptrdiff_t>(polygon.size());
        body.faces.push_back(withoutRepetitions({next, end}));
        next = end;
    }
    return body;
}

// Twice the area of a loop, along its normal.
glm::dvec3 areaVector(const Polyhedron& body, const std::vector<int>& loop) {
    glm::dvec3 sum(0.0);
    for (std::size_t i = 2; i < loop.size(); ++i) {
        const glm::dvec3& origin = body.vertices[static_cast<std::size_t>(loop[0])];
        sum += glm::cross(body.vertices[static_cast<std::size_t>(loop[i - 1])] - origin,
                          body.vertices[static_cast<std::size_t>(loop[i])] - origin);
    }
    return sum;
}

// The faces that reach so far out: a corner of the square that was started from can only be left where nothing bounds
// the body.
std::vector<std::size_t> unbounded(const std::vector<Polygon>& polygons, double far) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < polygons.size(); ++i)
        if (std::any_of(polygons[i].begin(), polygons[i].end(), [&](const glm::dvec3& p) {
                return std::max({std::abs(p.x), std::abs(p.y), std::abs(p.z)}) >= far;
            }))
            found.push_back(i);
    return found;
}

} // namespace

Polyhedron clip(std::span<const Facet> facets) {
    double farthest = 0.0;
    for (const Facet& facet : facets) farthest = std::max(farthest, std::abs(facet.plane.distance));
    const double halfSize = kLargestBody * farthest;

    std::vector<Polygon> polygons;
    double size = 0.0;
    for (std::size_t i = 0; i < facets.size(); ++i) {
        polygons.push_back(facePolygon(facets, i, halfSize));
        for (const glm::dvec3& point : polygons.back())
            size = std::max({size, std::abs(point.x), std::abs(point.y), std::abs(point.z)});
    }
    if (const std::vector<std::size_t> endless = unbounded(polygons, 0.5 * halfSize); !endless.empty())
        throw Error(Error::Parts{.problem = fmt::format("the facets do not close the stone: {} {} on without end",
                                                        fmt::join(endless, ", "), endless.size() == 1 ? "runs" : "run"),
                                 .remedy = "add the facets that bound it"});
    if (facets.empty())
        throw Error(Error::Parts{.problem = "a stone without facets does not close", .remedy = "at least four"});

    Polyhedron body = join(polygons, kWeld * size);
    if (body.vertices.size() < 4)
        throw Error(
            Error::Parts{.problem = "the facets leave nothing of the stone", .remedy = "turn their normals outwards"});
    return body;
}

double faceArea(const Polyhedron& polyhedron, std::size_t i) {
    return 0.5 * glm::length(areaVector(polyhedron, polyhedron.faces[i]));
}

glm::dvec3 faceCentre(const Polyhedron& polyhedron, std::size_t i) {
    glm::dvec3 sum(0.0);
    for (const int v : polyhedron.faces[i]) sum += polyhedron.vertices[static_cast<std::size_t>(v)];
    return sum / std::max(1.0, static_cast<double>(polyhedron.faces[i].size()));
}

double Polyhedron::volume() const {
    // The cones from one corner over all faces.
    double sum = 0.0;
    for (const std::vector<int>& loop : faces)
        if (!loop.empty())
            sum += glm::dot(areaVector(*this, loop), vertices[static_cast<std::size_t>(loop[0])] - vertices[0]);
    return sum / 6.0;
}

double Polyhedron::area() const {
    double sum = 0.0;
    for (std::size_t i = 0; i < faces.size(); ++i) sum += faceArea(*this, i);
    return sum;
}

glm::dvec3 Polyhedron::least() const {
    glm::dvec3 corner(std::numeric_limits<double>::infinity());
    for (const glm::dvec3& v : vertices) corner = glm::min(corner, v);
    return corner;
}

glm::dvec3 Polyhedron::greatest() const {
    glm::dvec3 corner(-std::numeric_limits<double>::infinity());
    for (const glm::dvec3& v : vertices) corner = glm::max(corner, v);
    return corner;
}

} // namespace vitrine::gem
