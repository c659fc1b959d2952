#pragma once
#include "part/parametric_values.h"

#include <map>
#include <string>
#include <vector>

namespace vitrine::part {

/// One mesh of a part as it is with the values of a design.
struct ShapedMesh {
    int mesh = -1, primitive = -1; ///< of the model
    std::vector<double> weights;   ///< of its morph targets
    std::string slot;
    glm::dmat4 partFromMesh{1.0};
};

/// Where things are in a part with the values of a design: lengths mm, in the part's own frame.
struct Shape {
    std::vector<ShapedMesh> meshes;
    std::map<std::string, glm::dmat4> partFromSeat, partFromMount; ///< by id
    glm::dmat4 partFromAttach{1.0};
};

/// Stations by "<seat>/<pattern>": the cut's own, for the stone in the seat.
using StationsBySeat = std::map<std::string, std::vector<Station>>;

/// Walks the part's nodes with their bindings and repeats. Throws vitrine::Error that names the binding for values that
/// are not finite, for stations that the cut does not have, and for too many instances.
Shape shapePart(const PartChoice& choice, const ValueGraph& values, const StationsBySeat& stations);

/// A primitive with its morph targets applied. Normals are computed from the moved positions, never blended: vertices
/// that share position and normal in the file are one, those that share only the position are a crease and stay one.
struct MorphedVertices {
    std::vector<glm::dvec3> positions, normals;
};
MorphedVertices morphVertices(const Primitive& primitive, const std::vector<double>& weights);

} // namespace vitrine::part
