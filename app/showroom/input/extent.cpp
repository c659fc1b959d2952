#include "input/extent.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

constexpr double kPoints = 600.0; // about as many as are walked at every event of a finger

struct Triangle {
    glm::dvec3 a, b, c;
    double area() const { return 0.5 * glm::length(glm::cross(b - a, c - a)); }
};

std::vector<Triangle> trianglesOf(const scene::Piece& piece) {
    std::vector<Triangle> triangles;
    for (const scene::Instance& instance : piece.instances) {
        const scene::Mesh& mesh = piece.meshes[static_cast<std::size_t>(instance.mesh)];
        const auto corner = [&](std::size_t i) {
            return glm::dvec3(instance.worldFromMesh * glm::dvec4(glm::dvec3(mesh.positions[mesh.indices[i]]), 1.0));
        };
        for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3)
            triangles.push_back({corner(i), corner(i + 1), corner(i + 2)});
    }
    return triangles;
}

} // namespace

Extent extentOf(const scene::Piece& piece) {
    const scene::Bounds box = scene::bounds(piece);
    Extent extent{.least = box.least, .greatest = box.greatest};
    for (const scene::Stone& stone : piece.stones) extent.points.emplace_back(stone.worldFromStone[3]);

    const std::vector<Triangle> triangles = trianglesOf(piece);
    double area = 0.0;
    for (const Triangle& triangle : triangles) area += triangle.area();
    if (!(area > 0.0)) return extent;
    // One point for every equal share of the surface; a large triangle holds several, on its way from a corner to the
    // opposite edge's middle.
    const double share = area / kPoints;
    extent.spacing_mm = std::sqrt(share);
    double due = 0.5 * share;
    for (const Triangle& triangle : triangles) {
        for (double within = due; within < triangle.area(); within += share) {
            const double f = within / triangle.area();
            extent.points.push_back(glm::mix(triangle.a, 0.5 * (triangle.b + triangle.c), std::sqrt(f)));
        }
        due = due < triangle.area() ? share - std::fmod(triangle.area() - due, share) : due - triangle.area();
    }
    return extent;
}

} // namespace vitrine::showroom
