#pragma once
#include "part/document.h"

namespace vitrine::part {

/// Morph targets of a mesh: those of its first primitive, as glTF wants them equal.
std::size_t targetCount(const Json& mesh);

/// Whether a primitive of the mesh has the attribute JOINTS_0.
bool hasJoints(const Json& mesh);

} // namespace vitrine::part
