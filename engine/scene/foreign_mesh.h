#pragma once
#include "part/model.h"
#include "scene/foreign_stone.h"
#include "scene/piece.h"

#include <span>

namespace vitrine::scene {

/// The triangles of a glTF primitive with its morph targets applied, in the primitive's own frame, mm.
struct ForeignMesh {
    std::vector<glm::dvec3> positions;
    std::vector<glm::dvec3> normals; ///< empty where the file has none: glTF then wants flat faces
    std::vector<glm::dvec4> tangents;
    std::vector<glm::dvec2> texCoords;
    std::vector<glm::dvec4> colors;
    std::vector<std::uint32_t> indices;
};

/// `weights` may be shorter than the targets. `texCoord` is the set to take, 0 or 1.
ForeignMesh morphed(const part::Primitive& primitive, std::span<const double> weights, int texCoord);

/// Mirrored in x, with its winding turned over, so that what was outside stays outside: for nodes whose matrix has a
/// negative determinant.
ForeignMesh mirrored(ForeignMesh mesh);

/// With normals (flat where it had none) and, if wanted, tangents: those of the file, or else made from the texture
/// coordinates.
Mesh finished(ForeignMesh mesh, std::string name, bool wantsTangents);

/// The mesh as the stone test wants it: positions in another frame.
StoneMesh stoneMesh(const ForeignMesh& mesh, const glm::dmat4& frameFromMesh);

} // namespace vitrine::scene
