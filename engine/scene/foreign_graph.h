#pragma once
#include "part/model.h"
#include "scene/foreign.h"

#include <memory>
#include <string>
#include <vector>

namespace vitrine::scene {

/// One primitive of one node, placed: what a foreign model is once its graph is walked.
struct Placed {
    int node = -1, primitive = -1;
    int material = -1; ///< after the variant; -1 for glTF's default material
    glm::dmat4 worldFromMesh{1.0};
    std::vector<double> weights;
};

/// Every triangle primitive beneath the scene's roots, in the order of the file. Nodes of no volume are left out.
/// Throws vitrine::Error for an unknown variant.
std::vector<Placed> placedPrimitives(const part::Model& model, const std::string& variant);

const part::Primitive& primitiveOf(const part::Model& model, const Placed& placed);
const part::Material& materialOf(const part::Model& model, const Placed& placed);

/// How a primitive is meant to be a stone: the species to give it, if it is.
enum class StoneIntent { none, byMaterial, byName, byUser };
struct IntendedStone {
    StoneIntent intent = StoneIntent::none;
    std::shared_ptr<const gem::Species> species; ///< null when the glTF material says it
};
IntendedStone intendedStone(const part::Model& model, const Placed& placed, const ForeignSettings& settings);

/// The stone test that such an intention asks for.
StoneQuestion questionFor(const IntendedStone& intended, const part::Material& material);

/// worldFromModel: the identity, or what brings a model of another size to that of jewellery; and what was done.
struct Fit {
    double scale = 1.0;
    glm::dmat4 worldFromModel{1.0};
    std::string note;
};
Fit fitOf(const part::Model& model, const std::vector<Placed>& placed);

} // namespace vitrine::scene
