#include "gem/crystal.h"

#include "shared/cpp.h"

#include <algorithm>
#include <cmath>

namespace vitrine::gem {
namespace {

// One wave inside the stone, on its way backwards from the eye.
struct Wave {
    glm::dvec3 k{0.0}, field{0.0}; // wave vector in units of that in vacuum; unit
    bool ordinary = true;
};

struct Inside {
    glm::dvec3 point{0.0};
    Wave wave;
    int facet = -1;
    double weight = 0.0;
};

shared64::Crystal crystalOf(const CrystalMedium& medium) {
    return {.no2 = medium.ordinary * medium.ordinary,
            .ne2 = medium.extraordinary * medium.extraordinary,
            .axis = medium.opticAxis};
}

// One of the two inner waves, by its share of their power.
Wave chooseWave(const shared64::CrystalSplit& split, const Dice& dice) {
    const double both = split.ordinary + split.extraordinary;
    if (dice() * both < split.ordinary) return {split.kOrdinary, split.fieldOrdinary, true};
    return {split.kExtraordinary, split.fieldExtraordinary, false};
}

void meetFacet(const Solid& solid, const CrystalMedium& medium, const Surroundings& surroundings, const Dice& dice,
               Inside& inside, StoneLight& light) {
    const shared64::Crystal crystal = crystalOf(medium);
    const Ray ray{inside.point, shared64::crystalRay(crystal, inside.wave.k, inside.wave.ordinary)};
    const FacetHit hit = findExit(solid, ray, inside.facet);
    const glm::dvec3 point = ray.origin + ray.direction * hit.distance_mm;
    const glm::dvec3& outward = solid.facets()[static_cast<std::size_t>(hit.facet)].plane.normal;
    light.sequence.push_back(hit.facet);

    const double absorption = shared64::crystalAbsorption(crystal, medium.absorptionOrdinary_mm,
                                                          medium.absorptionExtraordinary_mm, inside.wave.field);
    const double arriving = inside.weight * std::exp(-absorption * hit.distance_mm);
    light.shares.absorbed += inside.weight - arriving;

    const shared64::CrystalSplit split = shared64::leaveCrystal(crystal, outward, inside.wave.k, inside.wave.field);
    if (split.outside > 0.0) {
        light.shares.escaped += arriving * split.outside;
        light.radiance += arriving * split.outside * surroundings.radiance({point, split.kOutside});
    }
    inside = {.point = point,
              .wave = chooseWave(split, dice),
              .facet = hit.facet,
              .weight = arriving * (split.ordinary + split.extraordinary)};
}

} // namespace

CrystalMedium crystalMediumAt(const Species& species, double wavelength_nm) {
    return {.ordinary = species.ordinary.index(wavelength_nm),
            .extraordinary = species.extraordinary.index(wavelength_nm),
            .absorptionOrdinary_mm = species.absorptionOrdinary.at(wavelength_nm),
            .absorptionExtraordinary_mm = species.absorptionExtraordinary.at(wavelength_nm),
            .opticAxis = species.opticAxis};
}

StoneLight traceCrystal(const Solid& solid, const CrystalMedium& medium, const Ray& ray,
                        const Surroundings& surroundings, const Dice& dice, const TraceLimits& limits) {
    StoneLight light;
    const std::optional<FacetHit> entry = findEntry(solid, ray);
    if (!entry) {
        light.shares.missed = 1.0;
        light.radiance = surroundings.radiance(ray);
        return light;
    }
    const glm::dvec3 point = ray.origin + ray.direction * entry->distance_mm;
    const glm::dvec3& outward = solid.facets()[static_cast<std::size_t>(entry->facet)].plane.normal;
    const shared64::CrystalSplit split = shared64::enterCrystal(crystalOf(medium), outward, ray.direction);
    light.sequence.push_back(entry->facet);
    light.shares.reflected = split.outside;
    light.radiance = split.outside * surroundings.radiance({point, split.kOutside});

    Inside inside{.point = point,
                  .wave = chooseWave(split, dice),
                  .facet = entry->facet,
                  .weight = split.ordinary + split.extraordinary};
    for (int hit = 0; hit < limits.hits && inside.weight > limits.leastWeight; ++hit)
        meetFacet(solid, medium, surroundings, dice, inside, light);
    const double mean = (2.0 * medium.absorptionOrdinary_mm + medium.absorptionExtraordinary_mm) / 3.0;
    const double tail = inside.weight * std::exp(-mean * solid.meanChord());
    light.shares.absorbed += inside.weight - tail;
    light.shares.tail = tail;
    light.radiance += tail * surroundings.meanRadiance;
    return light;
}

} // namespace vitrine::gem
