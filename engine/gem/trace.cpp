#include "gem/trace.h"

#include "gem/way.h"
#include "shared/cpp.h"

#include <algorithm>
#include <limits>

namespace vitrine::gem {
namespace {

// The light inside the stone, on its way backwards from the eye.
struct Inside {
    Ray ray;
    int facet = -1;      // on which the ray starts
    double weight = 0.0; // share of the eye's light that is still inside
};

// Follows the light to the next facet: absorption on the way, one part out, the rest reflected.
template <typename Body>
void meetFacet(const Body& body, const Medium& medium, const Surroundings& surroundings, Inside& inside,
               StoneLight& light) {
    const auto [at, distance_mm] = exitFrom(body, inside.ray, inside.facet);
    light.sequence.push_back(at.facet);
    const double arriving = absorb(inside.weight, medium.absorption_mm * distance_mm, light);

    const glm::dvec3& direction = inside.ray.direction;
    const double cosine = glm::dot(direction, at.outward);
    const double reflected = shared64::fresnelDielectric(std::min(cosine, 1.0), 1.0 / medium.index);
    if (reflected < 1.0)
        letOut(at, arriving * (1.0 - reflected), shared64::refractDirection(direction, -at.outward, medium.index),
               surroundings, light);
    inside = {.ray = {at.point, glm::normalize(direction - 2.0 * cosine * at.outward)},
              .facet = at.facet,
              .weight = arriving * reflected};
}

template <typename Body>
StoneLight traceBody(const Body& body, const Medium& medium, const Ray& ray, const Surroundings& surroundings,
                     const TraceLimits& limits) {
    const std::optional<SurfacePoint> entry = entryPoint(body, ray);
    if (!entry) return pastStone(ray, surroundings);
    const double cosine = std::min(-glm::dot(ray.direction, entry->outward), 1.0);
    const double reflected = shared64::fresnelDielectric(cosine, medium.index);
    StoneLight light = reflectedAt(*entry, reflected, shared64::reflect(ray.direction, entry->outward), surroundings);

    Inside inside{.ray = {entry->point, shared64::refractDirection(ray.direction, entry->outward, 1.0 / medium.index)},
                  .facet = entry->facet,
                  .weight = 1.0 - reflected};
    for (int hit = 0; hit < limits.hits && inside.weight > limits.leastWeight; ++hit)
        meetFacet(body, medium, surroundings, inside, light);
    returnTail(inside.weight, medium.absorption_mm * body.meanChord(), surroundings, light);
    return light;
}

} // namespace

Medium mediumAt(const Species& species, double wavelength_nm) {
    return {.index = species.ordinary.index(wavelength_nm),
            .absorption_mm = species.absorptionOrdinary.at(wavelength_nm)};
}

std::optional<FacetHit> findEntry(const Solid& solid, const Ray& ray) {
    FacetHit entry{.facet = -1, .distance_mm = 0.0};
    double exit_mm = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < solid.facets().size(); ++i) {
        const HalfSpace& plane = solid.facets()[i].plane;
        const double slope = glm::dot(plane.normal, ray.direction);
        const double height = plane.distance - glm::dot(plane.normal, ray.origin); // over 0: inside this plane
        if (slope == 0.0) {
            if (height < 0.0) return std::nullopt;
            continue;
        }
        const double distance = height / slope;
        if (slope > 0.0)
            exit_mm = std::min(exit_mm, distance);
        else if (distance > entry.distance_mm)
            entry = {.facet = static_cast<int>(i), .distance_mm = distance};
    }
    if (entry.facet < 0 || entry.distance_mm >= exit_mm) return std::nullopt;
    return entry;
}

FacetHit findExit(const Solid& solid, const Ray& ray, int current) {
    FacetHit nearest{.facet = current, .distance_mm = std::numeric_limits<double>::infinity()};
    for (std::size_t i = 0; i < solid.facets().size(); ++i) {
        const HalfSpace& plane = solid.facets()[i].plane;
        const double slope = glm::dot(plane.normal, ray.direction);
        if (slope <= 0.0 || static_cast<int>(i) == current) continue;
        const double distance = std::max((plane.distance - glm::dot(plane.normal, ray.origin)) / slope, 0.0);
        if (distance < nearest.distance_mm) nearest = {.facet = static_cast<int>(i), .distance_mm = distance};
    }
    return nearest;
}

StoneLight traceStone(const Solid& solid, const Medium& medium, const Ray& ray, const Surroundings& surroundings,
                      const TraceLimits& limits) {
    return traceBody(solid, medium, ray, surroundings, limits);
}

StoneLight traceStone(const Dome& dome, const Medium& medium, const Ray& ray, const Surroundings& surroundings,
                      const TraceLimits& limits) {
    return traceBody(dome, medium, ray, surroundings, limits);
}

} // namespace vitrine::gem
