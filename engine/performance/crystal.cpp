#include "performance/crystal.h"

#include "gem/crystal.h"
#include "performance/planes.h"

#include <cmath>

namespace vitrine::performance {
namespace {

// SplitMix64 (Steele, Lea & Flood 2014): numbers in [0, 1) that depend on nothing but their seed.
class Numbers {
  public:
    explicit Numbers(std::uint32_t seed) : state_(mixed(seed)) {} // mixed, or neighbours would be one sequence
    double next() { return static_cast<double>(mixed(state_ += 0x9e3779b97f4a7c15u) >> 11) * 0x1p-53; }

  private:
    static std::uint64_t mixed(std::uint64_t x) {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
        return x ^ (x >> 31);
    }
    std::uint64_t state_;
};

void trace(const Planes& planes, const gem::CrystalMedium& medium, const RayEnd& end, const Arrival& arrival,
           RayLight& light) {
    const shared64::Crystal crystal = gem::crystalOf(medium);
    Numbers numbers(arrival.choices);
    const gem::Dice dice = [&] { return numbers.next(); };
    shared64::CrystalSplit split = shared64::enterCrystal(crystal, planes.normal(arrival.facet), arrival.direction);
    light.reflected = split.outside;
    light.mirrored = split.kOutside;
    light.absorbed = 0.0;
    light.meetings.clear();

    glm::dvec3 point = arrival.point;
    gem::InnerWave wave = gem::chooseWave(split, dice);
    int facet = arrival.facet;
    double inside = split.ordinary + split.extraordinary;
    for (int hit = 0; hit < end.meetings && inside > end.residue; ++hit) {
        const glm::dvec3 ray = shared64::crystalRay(crystal, wave.k, wave.ordinary);
        const Planes::Next next = planes.next(point, ray, facet);
        facet = next.facet;
        point += ray * next.distance_mm;
        const double absorption = shared64::crystalAbsorption(crystal, medium.absorptionOrdinary_mm,
                                                              medium.absorptionExtraordinary_mm, wave.field);
        const double arriving = inside * std::exp(-absorption * next.distance_mm);
        light.absorbed += inside - arriving;

        split = shared64::leaveCrystal(crystal, planes.normal(facet), wave.k, wave.field);
        light.meetings.push_back({.facet = facet, .leaving = arriving * split.outside});
        if (split.outside > 0.0) light.meetings.back().direction = split.kOutside;
        inside = arriving * (split.ordinary + split.extraordinary);
        wave = gem::chooseWave(split, dice);
    }
    light.residue = inside;
}

} // namespace

LightOfRay crystalLight(const gem::Solid& solid, const gem::Species& species, const RayEnd& end) {
    return [planes = Planes(solid), species, end](const Arrival& arrival, RayLight& light) {
        trace(planes, gem::crystalMediumAt(species, arrival.wavelength_nm), end, arrival, light);
    };
}

} // namespace vitrine::performance
