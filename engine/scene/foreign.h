#pragma once
#include "scene/foreign_stone.h"
#include "scene/piece.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::scene {

struct ForeignSettings {
    std::string variant; ///< of KHR_materials_variants; empty for the materials of the file
    /// Stones by the name of a node, mesh or material ("--stone NAME=SPECIES"): overrides the file's material.
    std::map<std::string, std::shared_ptr<const gem::Species>> stones;
    /// The catalogue's species. Many models cannot say what a gem is: a polished, opaque dielectric whose node, mesh or
    /// material carries a species' id in its name is taken as that species, if its shape passes the stone test.
    std::vector<std::shared_ptr<const gem::Species>> species;
};

/// A jewel from a glTF model that is no Vitrine part. Nodes become instances with world matrices in mm of positive
/// determinant; default morph weights are applied; missing normals are flat and missing tangents made where a normal
/// texture needs them; transmissive meshes that pass the stone test become stones. A model that is far from the size of
/// jewellery (over 300 mm or under 1 mm) or far from the origin is brought to 25 mm about the origin, with a note.
/// Throws vitrine::Error for a variant or a stone name that the model does not have.
Piece pieceFromModel(const part::Model& model, const ForeignSettings& settings = {});

/// For `vitrine check`: each mesh that is meant to be a stone, with the rule that it fails, if any.
struct StoneReport {
    std::string mesh;
    int node = -1;
    StoneFinding finding;
};
std::vector<StoneReport> stoneReports(const part::Model& model, const ForeignSettings& settings = {});

} // namespace vitrine::scene
