#pragma once
// What the tracers of singly and of doubly refracting stones do alike on a way through a stone, backwards from the eye.
#include "gem/dome.h"

namespace vitrine::gem {

/// Where a way meets the surface.
struct SurfacePoint {
    int facet = -1;
    glm::dvec3 point{0.0}, outward{0.0};
};
/// Where a ray from outside enters, if it does.
std::optional<SurfacePoint> entryPoint(const Solid& solid, const Ray& ray);
std::optional<SurfacePoint> entryPoint(const Dome& dome, const Ray& ray);

/// Where a ray from inside meets the surface next.
struct Exit {
    SurfacePoint at;
    double distance_mm = 0.0;
};
/// current: the facet on which the ray starts.
Exit exitFrom(const Solid& solid, const Ray& ray, int current);
Exit exitFrom(const Dome& dome, const Ray& ray, int current);

/// The light of a ray that does not meet the stone.
StoneLight pastStone(const Ray& ray, const Surroundings& surroundings);
/// The light of a way that begins at a facet: so far what of it is reflected there.
StoneLight reflectedAt(const SurfacePoint& at, double share, const glm::dvec3& direction,
                       const Surroundings& surroundings);

/// Takes off what is absorbed over an optical depth. Returns what is left.
double absorb(double weight, double depth, StoneLight& light);
/// Adds what is seen of the surroundings through a facet by that share.
void letOut(const SurfacePoint& at, double share, const glm::dvec3& direction, const Surroundings& surroundings,
            StoneLight& light);
/// The end: what is left is absorbed over a mean chord, and then sees the mean of what the stone can see.
void returnTail(double left, double meanDepth, const Surroundings& surroundings, StoneLight& light);

} // namespace vitrine::gem
