#include "source/surface.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace vitrine::source {
namespace {

using Triangle = std::array<std::uint32_t, 3>;

void addQuad(Surface& surface, std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    surface.triangles.push_back({a, b, c});
    surface.triangles.push_back({a, c, d});
}

glm::dvec3 areaVector(const Surface& surface, const Triangle& t) {
    const auto& p = surface.positions;
    return glm::cross(p[t[1]] - p[t[0]], p[t[2]] - p[t[0]]);
}

std::uint32_t rootOf(std::vector<std::uint32_t>& parent, std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

} // namespace

Surface makeTorus(int rows, int columns, const std::function<glm::dvec3(int, int)>& point) {
    Surface surface;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) surface.positions.push_back(point(r, c));
    const auto at = [&](int r, int c) { return static_cast<std::uint32_t>((r % rows) * columns + c % columns); };
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) addQuad(surface, at(r, c), at(r + 1, c), at(r + 1, c + 1), at(r, c + 1));
    return surface;
}

Surface makeSpindle(int rows, int columns, const std::function<glm::dvec3(int, int)>& point, glm::dvec3 firstPole,
                    glm::dvec3 lastPole) {
    Surface surface;
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c) surface.positions.push_back(point(r, c));
    const auto at = [&](int r, int c) { return static_cast<std::uint32_t>(r * columns + c % columns); };
    for (int r = 0; r + 1 < rows; ++r)
        for (int c = 0; c < columns; ++c) addQuad(surface, at(r, c), at(r + 1, c), at(r + 1, c + 1), at(r, c + 1));
    const auto first = static_cast<std::uint32_t>(surface.positions.size());
    surface.positions.push_back(firstPole);
    surface.positions.push_back(lastPole);
    for (int c = 0; c < columns; ++c) {
        surface.triangles.push_back({first, at(0, c), at(0, c + 1)});
        surface.triangles.push_back({first + 1, at(rows - 1, c + 1), at(rows - 1, c)});
    }
    return surface;
}

CornerSplit splitCreases(const Surface& surface, double creaseAngle_deg) {
    const double leastCosine = std::cos(radians(creaseAngle_deg));
    const auto count = static_cast<std::uint32_t>(surface.triangles.size());

    // Corners (triangle x 3 + k) are joined across every edge that is no crease: what stays together is one vertex.
    std::vector<std::uint32_t> parent(3 * static_cast<std::size_t>(count));
    std::iota(parent.begin(), parent.end(), 0u);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<std::uint32_t, std::uint32_t>> cornersByEdge;
    for (std::uint32_t t = 0; t < count; ++t) {
        const Triangle& triangle = surface.triangles[t];
        const glm::dvec3 normal = glm::normalize(areaVector(surface, triangle));
        for (std::uint32_t k = 0; k < 3; ++k) {
            const std::uint32_t here = 3 * t + k, next = 3 * t + (k + 1) % 3;
            const std::uint32_t a = triangle[k], b = triangle[(k + 1) % 3];
            cornersByEdge[{a, b}] = {here, next};
            const auto other = cornersByEdge.find({b, a});
            if (other == cornersByEdge.end()) continue;
            const glm::dvec3 across = glm::normalize(areaVector(surface, surface.triangles[other->second.first / 3]));
            if (glm::dot(normal, across) < leastCosine) continue;
            parent[rootOf(parent, here)] = rootOf(parent, other->second.second);
            parent[rootOf(parent, next)] = rootOf(parent, other->second.first);
        }
    }

    CornerSplit split;
    std::map<std::uint32_t, std::uint32_t> vertexOfRoot;
    for (std::uint32_t t = 0; t < count; ++t) {
        Triangle out{};
        for (std::uint32_t k = 0; k < 3; ++k) {
            const auto [found, isNew] =
                vertexOfRoot.try_emplace(rootOf(parent, 3 * t + k), static_cast<std::uint32_t>(split.source.size()));
            if (isNew) split.source.push_back(surface.triangles[t][k]);
            out[k] = found->second;
        }
        split.triangles.push_back(out);
    }
    return split;
}

std::vector<glm::dvec3> cornerNormals(const Surface& surface, const CornerSplit& split) {
    std::vector<glm::dvec3> normals(split.source.size(), glm::dvec3(0.0));
    for (std::size_t t = 0; t < split.triangles.size(); ++t) {
        const glm::dvec3 normal = glm::normalize(areaVector(surface, surface.triangles[t]));
        for (int k = 0; k < 3; ++k) {
            const auto corner = [&](int i) {
                return surface.positions[surface.triangles[t][static_cast<std::size_t>((k + i) % 3)]];
            };
            const glm::dvec3 a = glm::normalize(corner(1) - corner(0)), b = glm::normalize(corner(2) - corner(0));
            normals[split.triangles[t][static_cast<std::size_t>(k)]] +=
                normal * std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0));
        }
    }
    for (glm::dvec3& normal : normals) normal = glm::normalize(normal);
    return normals;
}

} // namespace vitrine::source
