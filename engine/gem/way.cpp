#include "gem/way.h"

#include <cmath>

namespace vitrine::gem {
namespace {

SurfacePoint pointOn(const Solid& solid, const Ray& ray, const FacetHit& hit) {
    return {.facet = hit.facet,
            .point = ray.origin + ray.direction * hit.distance_mm,
            .outward = solid.facets()[static_cast<std::size_t>(hit.facet)].plane.normal};
}

SurfacePoint pointOn(const Dome& dome, const Ray& ray, const FacetHit& hit) {
    const glm::dvec3 point = ray.origin + ray.direction * hit.distance_mm;
    return {.facet = hit.facet, .point = point, .outward = dome.outwardAt(hit.facet, point)};
}

template <typename Body>
std::optional<SurfacePoint> pointOn(const Body& body, const Ray& ray, const std::optional<FacetHit>& hit) {
    if (!hit) return std::nullopt;
    return pointOn(body, ray, *hit);
}

} // namespace

std::optional<SurfacePoint> entryPoint(const Solid& solid, const Ray& ray) {
    return pointOn(solid, ray, findEntry(solid, ray));
}

std::optional<SurfacePoint> entryPoint(const Dome& dome, const Ray& ray) {
    return pointOn(dome, ray, dome.findEntry(ray));
}

Exit exitFrom(const Solid& solid, const Ray& ray, int current) {
    const FacetHit hit = findExit(solid, ray, current);
    return {.at = pointOn(solid, ray, hit), .distance_mm = hit.distance_mm};
}

Exit exitFrom(const Dome& dome, const Ray& ray, int) {
    const FacetHit hit = dome.findExit(ray);
    return {.at = pointOn(dome, ray, hit), .distance_mm = hit.distance_mm};
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
