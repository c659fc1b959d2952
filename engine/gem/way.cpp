#include "gem/way.h"

#include <cmath>

namespace vitrine::gem {

SurfacePoint pointOn(const Solid& solid, const Ray& ray, const FacetHit& hit) {
    return {.facet = hit.facet,
            .point = ray.origin + ray.direction * hit.distance_mm,
            .outward = solid.facets()[static_cast<std::size_t>(hit.facet)].plane.normal};
}

std::optional<SurfacePoint> entryPoint(const Solid& solid, const Ray& ray) {
    const std::optional<FacetHit> entry = findEntry(solid, ray);
    if (!entry) return std::nullopt;
    return pointOn(solid, ray, *entry);
}

StoneLight pastStone(const Ray& ray, const Surroundings& surroundings) {
    StoneLight light;
    light.shares.missed = 1.0;
    light.radiance = surroundings.radiance(ray);
    return light;
}

StoneLight reflectedAt(const SurfacePoint& at, double share, const glm::dvec3& direction,
                       const Surroundings& surroundings) {
    StoneLight light;
    light.sequence.push_back(at.facet);
    light.shares.reflected = share;
    light.radiance = share * surroundings.radiance({at.point, direction});
    return light;
}

double absorb(double weight, double depth, StoneLight& light) {
    const double left = weight * std::exp(-depth);
    light.shares.absorbed += weight - left;
    return left;
}

void letOut(const SurfacePoint& at, double share, const glm::dvec3& direction, const Surroundings& surroundings,
            StoneLight& light) {
    light.shares.escaped += share;
    light.radiance += share * surroundings.radiance({at.point, direction});
}

void returnTail(double left, double meanDepth, const Surroundings& surroundings, StoneLight& light) {
    const double tail = absorb(left, meanDepth, light);
    light.shares.tail += tail;
    light.radiance += tail * surroundings.meanRadiance;
}

} // namespace vitrine::gem
