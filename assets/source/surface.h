#pragma once
#include "base/math.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vitrine::source {

/// A closed triangle surface in mm, anticlockwise seen from outside. The order of its vertices does not depend on the
/// control values that shaped it, so that two shapes of one surface differ by a morph target.
struct Surface {
    std::vector<glm::dvec3> positions;
    std::vector<std::array<std::uint32_t, 3>> triangles;
};

/// A surface of rows and columns, both wrapping round: point(row, column). Rows run so that row x column points out.
Surface makeTorus(int rows, int columns, const std::function<glm::dvec3(int, int)>& point);

/// A surface of open rows of wrapping columns, closed at both ends by a pole.
Surface makeSpindle(int rows, int columns, const std::function<glm::dvec3(int, int)>& point, glm::dvec3 firstPole,
                    glm::dvec3 lastPole);

/// What a vertex of the file is: which point of the surface, and which of its smooth neighbourhoods.
struct CornerSplit {
    std::vector<std::uint32_t> source;                   ///< a point of the surface for each vertex of the file
    std::vector<std::array<std::uint32_t, 3>> triangles; ///< into `source`
};

/// Gives a point one vertex for each fan of triangles that meets without a crease: neighbours are in one fan when their
/// faces turn by less than `creaseAngle_deg`.
CornerSplit splitCreases(const Surface& surface, double creaseAngle_deg);

/// Unit normals of the split vertices: the sum of their faces' normals by the angle at the vertex.
std::vector<glm::dvec3> cornerNormals(const Surface& surface, const CornerSplit& split);

} // namespace vitrine::source
