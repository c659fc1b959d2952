#pragma once
#include "scene/dressing.h"
#include "scene/piece.h"

namespace vitrine::scene {

/// How light finds a stone: clear ones let it through, of others it meets the polish or a pearl's layers.
enum class StoneShape { clear, polished, pearl };
StoneShape shapeOf(const gem::Species& species);

/// The stone where it has no facets, in widths. A pearl is round whatever it was asked to be.
std::optional<gem::Cabochon> roundedBodyOf(const Stone& stone);

/// The surface of a stone as triangles in its frame, mm: flat facets, each corner its own, or a smooth dome.
Mesh stoneMeshOf(const Stone& stone);

/// The mean length of a chord through the stone, mm.
double meanChordOf(const Stone& stone);

/// Corners of what is seen of a stone, in its frame, mm.
std::vector<glm::dvec3> cornersOf(const Stone& stone);

/// The piece as light finds it: no ray enters an opaque stone, so each of them is a mesh with a BodySurface, and
/// `stones` keeps those that light goes through, in their order.
Piece withBodies(Piece piece);

/// Whether all stones of both are of the same shape: else the one cannot be worn on the other's geometry.
bool sameShapes(const Dressing& a, const Dressing& b);

} // namespace vitrine::scene
