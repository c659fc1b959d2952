#pragma once
#include "gem/solid.h"
#include "gem/species.h"

#include <functional>
#include <optional>
#include <vector>

namespace vitrine::gem {

class Dome;

/// A half-line. Unit direction; lengths mm, stone frame.
struct Ray {
    glm::dvec3 origin{0.0};
    glm::dvec3 direction{0.0, -1.0, 0.0};
};

/// The optics of a species at one wavelength, as its ordinary ray.
struct Medium {
    double index = 1.0;
    double absorption_mm = 0.0; ///< Napierian, 1/mm
};
Medium mediumAt(const Species& species, double wavelength_nm);

/// What surrounds a stone at one wavelength.
struct Surroundings {
    std::function<double(const Ray&)> radiance; ///< seen along a ray that leaves the stone
    double meanRadiance = 0.0;                  ///< over all that the stone can see
};

struct TraceLimits {
    int hits = 256;            ///< facets met inside
    double leastWeight = 1e-9; ///< of the energy; what is left below it ends in the tail
};

/// Where a ray meets a facet.
struct FacetHit {
    int facet = -1;
    double distance_mm = 0.0;
};

/// The facet through which a ray from outside enters, if it does.
std::optional<FacetHit> findEntry(const Solid& solid, const Ray& ray);

/// The facet that a ray from inside meets next. `current`, the facet that it starts on, is skipped; distances are held
/// at 0 or more and the lowest index wins a tie, so that no ray escapes through an edge.
FacetHit findExit(const Solid& solid, const Ray& ray, int current);

/// What becomes of one unit of light sent backwards along a ray. The five shares add up to 1.
struct Shares {
    double missed = 0.0;    ///< the ray does not meet the stone
    double reflected = 0.0; ///< at the first surface: glare
    double escaped = 0.0;   ///< through facets, from inside
    double absorbed = 0.0;
    double tail = 0.0; ///< left at the limit and given to the mean of what the stone can see
};

struct StoneLight {
    double radiance = 0.0;
    Shares shares;
    std::vector<int> sequence; ///< the facets met: entry, then each from inside
};

/// The radiance that arrives at the origin of `ray` along it, by exact Fresnel for unpolarised light and Beer-Lambert.
/// Inside a convex stone the light does not branch but for what leaves: at each facet the transmitted part goes out and
/// never comes back, the rest goes on. Energy left at a limit returns as the tail: absorbed over a mean chord, then the
/// mean radiance, so that a limit does not darken a stone.
StoneLight traceStone(const Solid& solid, const Medium& medium, const Ray& ray, const Surroundings& surroundings,
                      const TraceLimits& limits = {});
/// The same in a stone without facets, between its exact surfaces.
StoneLight traceStone(const Dome& dome, const Medium& medium, const Ray& ray, const Surroundings& surroundings,
                      const TraceLimits& limits = {});

} // namespace vitrine::gem
