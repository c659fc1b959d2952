#pragma once
#include "gem/solid.h"

#include <span>

namespace vitrine::gem {

/// The boundary of the intersection of the half-spaces of `facets`. Throws vitrine::Error if that is empty, or
/// unbounded (which here means larger than a thousand times the farthest plane's distance).
Polyhedron clip(std::span<const Facet> facets);

/// The area of face i, and the mean of its corners. Zero where the plane bounds nothing.
double faceArea(const Polyhedron& polyhedron, std::size_t i);
glm::dvec3 faceCentre(const Polyhedron& polyhedron, std::size_t i);

} // namespace vitrine::gem
