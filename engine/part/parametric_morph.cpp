#include "part/parametric_shape.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace vitrine::part {
namespace {

// Which vertices share one normal: those that share position and normal in the file. The lowest index stands for all.
std::vector<std::uint32_t> smoothGroups(const Primitive& primitive) {
    const std::size_t count = primitive.positions.size();
    std::vector<std::uint32_t> order(count), group(count);
    for (std::size_t i = 0; i < count; ++i) order[i] = static_cast<std::uint32_t>(i);
    const auto position = [&](std::uint32_t i) {
        const glm::dvec3& p = primitive.positions[i];
        return std::tie(p.x, p.y, p.z);
    };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return position(a) < position(b); });
    constexpr double kSameNormal = 0.9999; // cosine
    for (std::size_t first = 0; first < count;) {
        std::size_t end = first;
        for (; end < count && position(order[end]) == position(order[first]); ++end) {
            group[order[end]] = order[end];
            for (std::size_t k = first; k < end && !primitive.normals.empty(); ++k)
                if (glm::dot(primitive.normals[order[k]], primitive.normals[order[end]]) > kSameNormal) {
                    group[order[end]] = group[order[k]];
                    break;
                }
        }
        first = end;
    }
    return group;
}

std::vector<glm::dvec3> computeNormals(const Primitive& primitive, const std::vector<glm::dvec3>& positions) {
    const std::vector<std::uint32_t> group = smoothGroups(primitive);
    std::vector<glm::dvec3> sums(positions.size(), glm::dvec3(0.0));
    for (std::size_t t = 0; t + 2 < primitive.indices.size(); t += 3) {
        const std::uint32_t* corner = &primitive.indices[t];
        const glm::dvec3 p[3] = {positions[corner[0]], positions[corner[1]], positions[corner[2]]};
        const glm::dvec3 area = glm::cross(p[1] - p[0], p[2] - p[0]);
        const double size = glm::length(area);
        if (size == 0.0) continue;
        for (int k = 0; k < 3; ++k) {
            const glm::dvec3 a = glm::normalize(p[(k + 1) % 3] - p[k]), b = glm::normalize(p[(k + 2) % 3] - p[k]);
            sums[group[corner[k]]] += area / size * std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0));
        }
    }
    std::vector<glm::dvec3> normals(positions.size());
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const glm::dvec3 sum = sums[group[i]];
        const double size = glm::length(sum);
        normals[i] = size > 0.0 ? sum / size : glm::dvec3(0.0, 1.0, 0.0);
    }
    return normals;
}

} // namespace

MorphedVertices morphVertices(const Primitive& primitive, const std::vector<double>& weights) {
    MorphedVertices vertices{.positions = primitive.positions};
    for (std::size_t t = 0; t < primitive.targets.size(); ++t) {
        const std::vector<glm::dvec3>& offsets = primitive.targets[t].positions;
        if (weights[t] == 0.0) continue;
        for (std::size_t i = 0; i < offsets.size(); ++i) vertices.positions[i] += weights[t] * offsets[i];
    }
    vertices.normals = computeNormals(primitive, vertices.positions);
    return vertices;
}

} // namespace vitrine::part
