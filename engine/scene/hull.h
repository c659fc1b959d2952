#pragma once
#include "scene/welded.h"

namespace vitrine::scene {

/// The convex hull of the vertices, closed and without open edges; its triangles have no corners in the file's mesh
/// (all 0). Empty when the vertices lie in one plane. Incremental, in time vertices x faces: for a stone's few hundred.
Welded hullOf(const Welded& mesh);

} // namespace vitrine::scene
