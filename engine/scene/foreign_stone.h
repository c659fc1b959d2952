#pragma once
#include "base/math.h"
#include "gem/solid.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::scene {

/// A triangle mesh that might be a faceted stone, as a modeller left it: any winding, vertices repeated at edges.
/// Lengths mm.
struct StoneMesh {
    std::vector<glm::dvec3> positions;
    std::vector<glm::dvec3> normals; ///< one a vertex, or empty: the mesh is flat
    std::vector<std::uint32_t> indices;
};

/// RENDERING.md, "A foreign mesh is a faceted stone": what has to hold, in the order in which it is tested.
enum class StoneRule {
    passes,
    refracts,    ///< index at least 1.3
    fewPlanes,   ///< at most 400, triangles under 0.5 degrees apart being one
    facets,      ///< the ten largest planes cover over 20 % of the area
    flatNormals, ///< stored normals lie within 2 degrees of the faces'
    convex,      ///< no vertex farther than 0.2 % of the size outside any plane
    closed,      ///< every edge has two triangles, or the hull adds under 1 % of the volume
    bounded,     ///< the planes make a body that gem::Solid accepts
};

/// A stone in its own frame: the largest facet is the table, with normal +Y; the origin is the middle of the box that
/// holds the mesh.
struct FoundStone {
    gem::Solid solid;
    glm::dmat4 meshFromStone{1.0}; ///< rotation and translation only
};

struct StoneFinding {
    StoneRule failed = StoneRule::passes;
    std::string reason;             ///< figures for the reader; empty when it passes
    std::vector<FoundStone> stones; ///< one for each connected body; empty unless all of them pass
    double hullAdds = 0.0; ///< what the hull added to the volume of the body it was needed for, as a part of it
};

struct StoneQuestion {
    double ior = 1.5;
    /// What says that the mesh is meant to be a stone. The material alone: every rule as it stands. A name or the user:
    /// stored normals are taken for shading (many modellers smooth across facets), and a body that is not quite convex
    /// (facets of four corners that do not lie in a plane) is replaced by its hull if that adds under 5 % of the
    /// volume.
    enum class Evidence { material, name } evidence = Evidence::material;
};

/// Tests the mesh against every rule. A mesh of several bodies (pavé modelled as one mesh) passes if each does.
StoneFinding stoneTest(const StoneMesh& mesh, const StoneQuestion& question);

} // namespace vitrine::scene
