#pragma once
#include "gem/cabochon.h"
#include "scene/piece.h"

namespace vitrine::scene {

/// A stone without facets as triangles in its own frame, with the normals of the smooth surface. At most 8 degrees
/// between neighbours: on one of 7 mm the outline keeps within 2 um of the ellipse around, 10 um over the dome.
Mesh roundedMesh(const gem::Cabochon& cabochon, double width_mm);

} // namespace vitrine::scene
