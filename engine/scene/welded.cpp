#include "scene/welded.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace vitrine::scene {
namespace {

constexpr double kJoin = 1e-5; // of the size

double sizeOf(const std::vector<glm::dvec3>& positions) {
    if (positions.empty()) return 0.0;
    glm::dvec3 least = positions.front(), greatest = least;
    for (const glm::dvec3& p : positions) {
        least = glm::min(least, p);
        greatest = glm::max(greatest, p);
    }
    const glm::dvec3 box = greatest - least;
    return std::max({box.x, box.y, box.z});
}

// Vertices by the cell of a grid, so that only the 27 cells about a point are searched.
class Grid {
  public:
    explicit Grid(double cell) : cell_(cell) {}

    std::uint32_t find(std::vector<glm::dvec3>& positions, const glm::dvec3& p) {
        const glm::i64vec3 home(glm::floor(p / cell_));
        for (std::int64_t x = -1; x <= 1; ++x)
            for (std::int64_t y = -1; y <= 1; ++y)
                for (std::int64_t z = -1; z <= 1; ++z) {
                    const auto [first, last] = cells_.equal_range(key(home + glm::i64vec3(x, y, z)));
                    for (auto it = first; it != last; ++it)
                        if (glm::length(positions[it->second] - p) <= cell_) return it->second;
                }
        const auto index = static_cast<std::uint32_t>(positions.size());
        positions.push_back(p);
        cells_.emplace(key(home), index);
        return index;
    }

  private:
    // Cells that share a key only cost a comparison.
    static std::uint64_t key(const glm::i64vec3& cell) {
        return static_cast<std::uint64_t>(cell.x) * 0x9E3779B97F4A7C15u ^
               static_cast<std::uint64_t>(cell.y) * 0xC2B2AE3D27D4EB4Fu ^
               static_cast<std::uint64_t>(cell.z) * 0x165667B19E3779F9u;
    }

    double cell_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> cells_;
};

std::uint32_t rootOf(std::vector<std::uint32_t>& parents, std::uint32_t i) {
    while (parents[i] != i) i = parents[i] = parents[parents[i]];
    return i;
}

} // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> Welded::openEdges() const {
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> uses;
    for (const Triangle& triangle : triangles)
        for (std::size_t i = 0; i < 3; ++i) {
            const std::uint32_t a = triangle.vertices[i], b = triangle.vertices[(i + 1) % 3];
            ++uses[{std::min(a, b), std::max(a, b)}];
        }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> open;
    for (const auto& [edge, count] : uses)
        if (count != 2) open.push_back(edge);
    return open;
}

Welded weld(const StoneMesh& mesh) {
    Welded welded{.size = sizeOf(mesh.positions)};
    if (!(welded.size > 0.0)) return welded;
    Grid grid(kJoin * welded.size);
    std::vector<std::uint32_t> joined;
    joined.reserve(mesh.positions.size());
    for (const glm::dvec3& p : mesh.positions) joined.push_back(grid.find(welded.positions, p));
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        const std::array<std::uint32_t, 3> corners = {mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]};
        const std::array<std::uint32_t, 3> v = {joined[corners[0]], joined[corners[1]], joined[corners[2]]};
        if (v[0] != v[1] && v[1] != v[2] && v[2] != v[0]) welded.triangles.push_back({v, corners});
    }
    return welded;
}

std::vector<Welded> bodies(const Welded& mesh) {
    std::vector<std::uint32_t> parents(mesh.positions.size());
    std::iota(parents.begin(), parents.end(), 0u);
    for (const Welded::Triangle& triangle : mesh.triangles)
        for (std::size_t i = 1; i < 3; ++i)
            parents[rootOf(parents, triangle.vertices[i])] = rootOf(parents, triangle.vertices[0]);

    std::map<std::uint32_t, std::size_t> bodyOfRoot;
    std::vector<Welded> found;
    std::vector<std::uint32_t> moved(mesh.positions.size(), UINT32_MAX);
    for (const Welded::Triangle& triangle : mesh.triangles) {
        const auto [body, isNew] = bodyOfRoot.try_emplace(rootOf(parents, triangle.vertices[0]), found.size());
        if (isNew) found.emplace_back();
        Welded& to = found[body->second];
        Welded::Triangle copy = triangle;
        for (std::uint32_t& vertex : copy.vertices) {
            if (moved[vertex] == UINT32_MAX) {
                moved[vertex] = static_cast<std::uint32_t>(to.positions.size());
                to.positions.push_back(mesh.positions[vertex]);
            }
            vertex = moved[vertex];
        }
        to.triangles.push_back(copy);
    }
    for (Welded& body : found) body.size = sizeOf(body.positions);
    return found;
}

} // namespace vitrine::scene
