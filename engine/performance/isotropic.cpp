#include "performance/isotropic.h"

#include "gem/trace.h"
#include "performance/planes.h"
#include "shared/cpp.h"

#include <cmath>

namespace vitrine::performance {
namespace {

void trace(const Planes& planes, const gem::Medium& medium, const RayEnd& end, const Arrival& arrival,
           RayLight& light) {
    const glm::dvec3& entry = planes.normal(arrival.facet);
    light.reflected = shared64::fresnelDielectric(std::min(-glm::dot(arrival.direction, entry), 1.0), medium.index);
    light.mirrored = shared64::reflect(arrival.direction, entry);
    light.absorbed = 0.0;
    light.meetings.clear();

    glm::dvec3 point = arrival.point;
    glm::dvec3 direction = shared64::refractDirection(arrival.direction, entry, 1.0 / medium.index);
    int facet = arrival.facet;
    double inside = 1.0 - light.reflected;
    for (int hit = 0; hit < end.meetings && inside > end.residue; ++hit) {
        const Planes::Next next = planes.next(point, direction, facet);
        facet = next.facet;
        point += direction * next.distance_mm;
        const double arriving = inside * std::exp(-medium.absorption_mm * next.distance_mm);
        light.absorbed += inside - arriving;

        const glm::dvec3& outward = planes.normal(facet);
        const double cosine = std::min(glm::dot(direction, outward), 1.0);
        const double reflected = shared64::fresnelDielectric(cosine, 1.0 / medium.index);
        light.meetings.push_back({.facet = facet, .leaving = arriving * (1.0 - reflected)});
        if (reflected < 1.0)
            light.meetings.back().direction = shared64::refractDirection(direction, -outward, medium.index);
        direction = glm::normalize(direction - 2.0 * cosine * outward);
        inside = arriving * reflected;
    }
    light.residue = inside;
}

} // namespace

LightOfRay isotropicLight(const gem::Solid& solid, const gem::Species& species, const RayEnd& end) {
    return [planes = Planes(solid), species, end](const Arrival& arrival, RayLight& light) {
        trace(planes, gem::mediumAt(species, arrival.wavelength_nm), end, arrival, light);
    };
}

} // namespace vitrine::performance
