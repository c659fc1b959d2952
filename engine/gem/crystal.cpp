#include "gem/crystal.h"

#include "gem/way.h"

namespace vitrine::gem {
namespace {

// The light inside the stone, on its way backwards from the eye.
struct Inside {
    glm::dvec3 point{0.0};
    InnerWave wave;
    int facet = -1;
    double weight = 0.0;
};

template <typename Body>
void meetFacet(const Body& body, const CrystalMedium& medium, const Surroundings& surroundings, const Dice& dice,
               Inside& inside, StoneLight& light) {
    const shared64::Crystal crystal = crystalOf(medium);
    const Ray ray{inside.point, shared64::crystalRay(crystal, inside.wave.k, inside.wave.ordinary)};
    const auto [at, distance_mm] = exitFrom(body, ray, inside.facet);
    light.sequence.push_back(at.facet);
    const double absorption = shared64::crystalAbsorption(crystal, medium.absorptionOrdinary_mm,
                                                          medium.absorptionExtraordinary_mm, inside.wave.field);
    const double arriving = absorb(inside.weight, absorption * distance_mm, light);

    const shared64::CrystalSplit split = shared64::leaveCrystal(crystal, at.outward, inside.wave.k, inside.wave.field);
    if (split.outside > 0.0) letOut(at, arriving * split.outside, split.kOutside, surroundings, light);
    inside = {.point = at.point,
              .wave = chooseWave(split, dice),
              .facet = at.facet,
              .weight = arriving * (split.ordinary + split.extraordinary)};
}

template <typename Body>
StoneLight traceBody(const Body& body, const CrystalMedium& medium, const Ray& ray, const Surroundings& surroundings,
                     const Dice& dice, const TraceLimits& limits) {
    const std::optional<SurfacePoint> entry = entryPoint(body, ray);
    if (!entry) return pastStone(ray, surroundings);
    const shared64::CrystalSplit split = shared64::enterCrystal(crystalOf(medium), entry->outward, ray.direction);
    StoneLight light = reflectedAt(*entry, split.outside, split.kOutside, surroundings);

    Inside inside{.point = entry->point,
                  .wave = chooseWave(split, dice),
                  .facet = entry->facet,
                  .weight = split.ordinary + split.extraordinary};
    for (int hit = 0; hit < limits.hits && inside.weight > limits.leastWeight; ++hit)
        meetFacet(body, medium, surroundings, dice, inside, light);
    const double mean = (2.0 * medium.absorptionOrdinary_mm + medium.absorptionExtraordinary_mm) / 3.0;
    returnTail(inside.weight, mean * body.meanChord(), surroundings, light);
    return light;
}

} // namespace

CrystalMedium crystalMediumAt(const Species& species, double wavelength_nm) {
    return {.ordinary = species.ordinary.index(wavelength_nm),
            .extraordinary = species.extraordinary.index(wavelength_nm),
            .absorptionOrdinary_mm = species.absorptionOrdinary.at(wavelength_nm),
            .absorptionExtraordinary_mm = species.absorptionExtraordinary.at(wavelength_nm),
            .opticAxis = species.opticAxis};
}

shared64::Crystal crystalOf(const CrystalMedium& medium) {
    return {.no2 = medium.ordinary * medium.ordinary,
            .ne2 = medium.extraordinary * medium.extraordinary,
            .axis = medium.opticAxis};
}

InnerWave chooseWave(const shared64::CrystalSplit& split, const Dice& dice) {
    const double both = split.ordinary + split.extraordinary;
    if (dice() * both < split.ordinary) return {split.kOrdinary, split.fieldOrdinary, true};
    return {split.kExtraordinary, split.fieldExtraordinary, false};
}

StoneLight traceCrystal(const Solid& solid, const CrystalMedium& medium, const Ray& ray,
                        const Surroundings& surroundings, const Dice& dice, const TraceLimits& limits) {
    return traceBody(solid, medium, ray, surroundings, dice, limits);
}

StoneLight traceCrystal(const Dome& dome, const CrystalMedium& medium, const Ray& ray, const Surroundings& surroundings,
                        const Dice& dice, const TraceLimits& limits) {
    return traceBody(dome, medium, ray, surroundings, dice, limits);
}

} // namespace vitrine::gem
