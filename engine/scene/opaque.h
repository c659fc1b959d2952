#pragma once
#include "scene/dressing.h"
#include "scene/piece.h"

namespace vitrine::scene {

/// How light finds a stone: clear ones let it through, opaque ones are seen by their facets, pearls are round.
enum class StoneShape { clear, facets, sphere };
StoneShape shapeOf(const gem::Species& species);

/// The body of an opaque stone as triangles in the stone's frame, mm: flat facets, each corner its own. A pearl is
/// round whatever the cut, as wide as the stone that its seat was made for.
Mesh stoneMeshOf(const Stone& stone);

/// Of a stone of that species in a seat for that solid: a pearl has the solid's width.
double volume_mm3(const gem::Solid& solid, const gem::Species& species);

/// Corners of what is seen of a stone, in its frame, mm.
std::vector<glm::dvec3> cornersOf(const Stone& stone);

/// The piece as light finds it: no ray enters an opaque stone, so each of them is a mesh with a BodySurface, and
/// `stones` keeps those that light goes through, in their order.
Piece withBodies(Piece piece);

/// Whether all stones of both are of the same shape: else the one cannot be worn on the other's geometry.
bool sameShapes(const Dressing& a, const Dressing& b);

} // namespace vitrine::scene
