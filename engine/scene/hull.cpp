#include "scene/hull.h"

#include <algorithm>
#include <optional>
#include <set>

namespace vitrine::scene {
namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;
using Face = std::array<std::uint32_t, 3>; // anticlockwise seen from outside

constexpr double kFlat = 1e-9; // of the size: a vertex this near a face is on it

class Hull {
  public:
    Hull(const std::vector<glm::dvec3>& points, double size) : points_(points), tolerance_(kFlat * size) {}

    std::vector<Face> faces() {
        if (!startTetrahedron()) return {};
        for (std::uint32_t p = 0; p < points_.size(); ++p) add(p);
        return faces_;
    }

  private:
    // How far a point lies outside a face.
    double outside(const Face& face, std::uint32_t p) const {
        const glm::dvec3 a = points_[face[0]];
        const glm::dvec3 n = glm::cross(points_[face[1]] - a, points_[face[2]] - a);
        const double length = glm::length(n);
        return length > 0.0 ? glm::dot(n, points_[p] - a) / length : 0.0;
    }

    template <class Measure>
    std::optional<std::uint32_t> farthest(Measure measure) const {
        std::optional<std::uint32_t> best;
        double most = tolerance_;
        for (std::uint32_t i = 0; i < points_.size(); ++i)
            if (measure(i) > most) {
                most = measure(i);
                best = i;
            }
        return best;
    }

    bool startTetrahedron() {
        if (points_.empty()) return false;
        const glm::dvec3 a = points_[0];
        const auto b = farthest([&](std::uint32_t i) { return glm::length(points_[i] - a); });
        if (!b) return false;
        const glm::dvec3 along = glm::normalize(points_[*b] - a);
        const auto c = farthest([&](std::uint32_t i) { return glm::length(glm::cross(along, points_[i] - a)); });
        if (!c) return false;
        const Face base = {0, *b, *c};
        const auto d = farthest([&](std::uint32_t i) { return std::abs(outside(base, i)); });
        if (!d) return false;
        faces_ = {base, {0, *d, *b}, {*b, *d, *c}, {*c, *d, 0}};
        if (outside(base, *d) > 0.0)
            for (Face& face : faces_) std::swap(face[1], face[2]);
        return true;
    }

    // Replaces what the point sees by a fan from the rim of that to the point.
    void add(std::uint32_t p) {
        std::set<Edge> edges;
        std::vector<Face> kept;
        for (const Face& face : faces_) {
            if (outside(face, p) <= tolerance_) {
                kept.push_back(face);
                continue;
            }
            for (std::size_t i = 0; i < 3; ++i) edges.insert({face[i], face[(i + 1) % 3]});
        }
        if (edges.empty()) return;
        for (const auto& [from, to] : edges)
            if (!edges.contains({to, from})) kept.push_back({from, to, p});
        faces_ = std::move(kept);
    }

    const std::vector<glm::dvec3>& points_;
    double tolerance_;
    std::vector<Face> faces_;
};

} // namespace

Welded hullOf(const Welded& mesh) {
    Welded hull{.positions = mesh.positions, .size = mesh.size};
    for (const Face& face : Hull(mesh.positions, mesh.size).faces()) hull.triangles.push_back({face, {0, 0, 0}});
    return hull;
}

} // namespace vitrine::scene
