#pragma once
#include "scene/configuration.h"
#include "scene/piece.h"

namespace vitrine::scene {

/// Builds the jewel that a design describes: values in the order of their dependencies, meshes moved by their bindings,
/// parts set onto their mounts, stones in their seats. Throws vitrine::Error for what the catalogue does not have, for
/// values out of range and for constraints that refuse; constraints that warn become notes of the piece.
Piece assemble(const Configuration& configuration, const Catalogue& catalogue);

} // namespace vitrine::scene
