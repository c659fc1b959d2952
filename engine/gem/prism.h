#pragma once
#include "gem/solid.h"
#include "gem/trace.h"

#include <optional>

namespace vitrine::gem {

/// A prism as a spectroscope has it: an isosceles triangle in the plane of x and y, its apex up, drawn out along z. The
/// origin is its centroid.
struct Prism {
    double apex_deg = 60.0; ///< the refracting angle
    double side_mm = 30.0;  ///< of the two faces that refract
    double length_mm = 40.0;
};
/// Its facets: the face that looks to -x, the one that looks to +x, the base, the ends. Throws vitrine::Error.
Solid solidOf(const Prism& prism);

/// The direction in the plane of x and y from which light of this index goes through symmetrically, which deviates it
/// least. Throws vitrine::Error where the apex is so wide that the far face reflects all of it.
glm::dvec3 leastDeviatedFrom(const Prism& prism, double index);

/// Light that has gone in by one face of a prism and out by the next that it met.
struct Refracted {
    glm::dvec3 in{0.0}, out{0.0}; ///< where, mm
    glm::dvec3 direction{0.0};    ///< behind
    double share = 0.0;           ///< of the light
};
/// None where the ray misses, or is totally reflected.
std::optional<Refracted> refractedTwice(const Solid& solid, const Medium& medium, const Ray& ray);

/// By which the light has been turned, degrees.
double deviation_deg(const Ray& ray, const Refracted& light);

} // namespace vitrine::gem
