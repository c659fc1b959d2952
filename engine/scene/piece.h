#pragma once
#include "base/math.h"
#include "enamel/enamel.h"
#include "gem/cabochon.h"
#include "gem/clarity.h"
#include "gem/solid.h"
#include "gem/species.h"
#include "metal/alloy.h"
#include "metal/finish.h"
#include "part/model.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace vitrine::scene {

/// Triangles in their own frame, mm. Normals unit, one a vertex, always present.
struct Mesh {
    std::string name;
    std::vector<glm::vec3> positions;
    std::vector<glm::vec3> normals;
    std::vector<glm::vec4> tangents;  ///< empty unless a normal texture needs them
    std::vector<glm::vec2> texCoords; ///< empty unless a texture needs them
    std::vector<glm::vec4> colors;    ///< empty when white
    std::vector<std::uint32_t> indices;
};

/// A metal of the catalogue with its polish.
struct MetalSurface {
    std::shared_ptr<const metal::Alloy> alloy;
    double roughness = 0.0; ///< GGX alpha = roughness squared
    /// What one roughness does not tell: grooves and tool marks. None where there are none.
    std::optional<metal::Finish> finish = {};
    std::optional<enamel::Coat> coat = {}; ///< what lies over it
};

/// A glTF material of a foreign model; its textures index Piece::images.
using ForeignSurface = part::Material;

/// The surface of an opaque stone.
struct BodySurface {
    std::shared_ptr<const gem::Species> species; ///< with a body
};

struct Surface {
    std::string name; ///< slot of a part, or name of a glTF material
    std::variant<MetalSurface, ForeignSurface, BodySurface> model;
};

struct Instance {
    int mesh = -1;    ///< into Piece::meshes
    int surface = -1; ///< into Piece::surfaces
    glm::dmat4 worldFromMesh{1.0};
};

struct Stone {
    std::string seat; ///< "centre", or the name of a foreign mesh
    std::shared_ptr<const gem::Species> species;
    std::shared_ptr<const gem::Solid> solid; ///< in mm, stone frame
    std::optional<gem::Cabochon> cabochon{}; ///< the stone where it has no facets, in widths; then `solid` holds it
    glm::dmat4 worldFromStone{1.0};          ///< rotation and translation only
    std::string cut;
    double carat = 0.0;
    std::vector<gem::Inclusion> inclusions{}; ///< none in a flawless stone
};

/// An assembled jewel: plain values, no GPU. Every length mm, world frame of the ring: finger axis Z, head at +Y.
struct Piece {
    std::vector<Mesh> meshes;
    std::vector<Surface> surfaces;
    std::vector<Instance> instances;
    std::vector<Stone> stones;
    std::vector<part::Image> images;
    std::vector<std::string> notes; ///< what the user should know, one line each
};

/// Corners of the axis-aligned box of everything in the piece; {0, 0} when it is empty.
struct Bounds {
    glm::dvec3 least{0.0}, greatest{0.0};
};
Bounds bounds(const Piece& piece);

} // namespace vitrine::scene
