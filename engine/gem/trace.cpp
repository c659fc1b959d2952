#include "gem/trace.h"

#include "shared/cpp.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::gem {
namespace {

// The light inside the stone, on its way backwards from the eye.
struct Inside {
    Ray ray;
    int facet = -1;      // on which the ray starts
    double weight = 0.0; // share of the eye's light that is still inside
};

const glm::dvec3& normalOf(const Solid& solid, int facet) {
    return solid.facets()[static_cast<std::size_t>(facet)].plane.normal;
}

// Follows the light to the next facet: absorption on the way, one part out, the rest reflected.
void meetFacet(const Solid& solid, const Medium& medium, const Surroundings& surroundings, Inside& inside,
               StoneLight& light) {
    const FacetHit hit = findExit(solid, inside.ray, inside.facet);
    const glm::dvec3 point = inside.ray.origin + inside.ray.direction * hit.distance_mm;
    const glm::dvec3& outward = normalOf(solid, hit.facet);
    light.sequence.push_back(hit.facet);

    const double arriving = inside.weight * std::exp(-medium.absorption_mm * hit.distance_mm);
    light.shares.absorbed += inside.weight - arriving;

    const double cosine = std::min(glm::dot(inside.ray.direction, outward), 1.0);
    const double reflected = shared64::fresnelDielectric(cosine, 1.0 / medium.index);
    if (reflected < 1.0) {
        const double leaving = arriving * (1.0 - reflected);
        const glm::dvec3 out = shared64::refractDirection(inside.ray.direction, -outward, medium.index);
        light.shares.escaped += leaving;
        light.radiance += leaving * surroundings.radiance({point, out});
    }
    const glm::dvec3 mirrored = inside.ray.direction - 2.0 * glm::dot(inside.ray.direction, outward) * outward;
    inside = {.ray = {point, glm::normalize(mirrored)}, .facet = hit.facet, .weight = arriving * reflected};
}

void returnTail(const Solid& solid, const Medium& medium, const Surroundings& surroundings, double left,
                StoneLight& light) {
    const double tail = left * std::exp(-medium.absorption_mm * solid.meanChord());
    light.shares.absorbed += left - tail;
    light.shares.tail += tail;
    light.radiance += tail * surroundings.meanRadiance;
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
    StoneLight light;
    const std::optional<FacetHit> entry = findEntry(solid, ray);
    if (!entry) {
        light.shares.missed = 1.0;
        light.radiance = surroundings.radiance(ray);
        return light;
    }
    const glm::dvec3 point = ray.origin + ray.direction * entry->distance_mm;
    const glm::dvec3& outward = normalOf(solid, entry->facet);
    const double reflected =
        shared64::fresnelDielectric(std::min(-glm::dot(ray.direction, outward), 1.0), medium.index);
    light.sequence.push_back(entry->facet);
    light.shares.reflected = reflected;
    light.radiance = reflected * surroundings.radiance({point, shared64::reflect(ray.direction, outward)});

    Inside inside{.ray = {point, shared64::refractDirection(ray.direction, outward, 1.0 / medium.index)},
                  .facet = entry->facet,
                  .weight = 1.0 - reflected};
    for (int hit = 0; hit < limits.hits && inside.weight > limits.leastWeight; ++hit)
        meetFacet(solid, medium, surroundings, inside, light);
    returnTail(solid, medium, surroundings, inside.weight, light);
    return light;
}

} // namespace vitrine::gem
