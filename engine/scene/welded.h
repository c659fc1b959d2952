#pragma once
#include "scene/foreign_stone.h"

#include <array>
#include <utility>
#include <vector>

namespace vitrine::scene {

/// Triangles over vertices that are joined where they coincide; no triangle uses a vertex twice.
struct Welded {
    struct Triangle {
        std::array<std::uint32_t, 3> vertices; ///< into positions
        std::array<std::uint32_t, 3> corners;  ///< of the mesh it came from, where its stored normals are
    };
    std::vector<glm::dvec3> positions;
    std::vector<Triangle> triangles;
    double size = 0.0; ///< the longest side of the axis-aligned box, mm

    /// Edges that do not have exactly two triangles.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> openEdges() const;
};

/// Joins vertices that lie within 1e-5 of the mesh's size.
Welded weld(const StoneMesh& mesh);

/// The connected bodies of a mesh, each with vertices of its own.
std::vector<Welded> bodies(const Welded& mesh);

} // namespace vitrine::scene
