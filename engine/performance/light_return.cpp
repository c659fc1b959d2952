#include "performance/light_return.h"

#include "performance/sampling.h"

#include <algorithm>

namespace vitrine::performance {
namespace {

bool looksUp(const gem::Solid& solid, int facet) {
    return solid.facets()[static_cast<std::size_t>(facet)].plane.normal.y > 1e-9;
}

std::vector<int> crownOf(const gem::Solid& solid) {
    std::vector<int> crown;
    for (int i = 0; i < static_cast<int>(solid.facets().size()); ++i)
        if (looksUp(solid, i)) crown.push_back(i);
    return crown;
}

// Flux, in any unit.
struct Flux {
    double falling = 0.0, glare = 0.0, returned = 0.0, weighted = 0.0, leaked = 0.0, absorbed = 0.0, residue = 0.0;
};

void add(Flux& flux, const RayLight& light, const std::vector<char>& isCrown) {
    flux.falling += 1.0;
    flux.glare += light.reflected;
    flux.absorbed += light.absorbed;
    flux.residue += light.residue;
    for (const Meeting& meeting : light.meetings) {
        const double up = std::max(meeting.direction.y, 0.0);
        if (isCrown[static_cast<std::size_t>(meeting.facet)]) {
            flux.returned += meeting.leaving;
            flux.weighted += meeting.leaving * up * up;
        } else {
            flux.leaked += meeting.leaving;
        }
    }
}

} // namespace

LightReturn lightReturn(const gem::Solid& solid, const LightOfRay& light, const RaySets& sets) {
    const std::vector<int> crown = crownOf(solid);
    std::vector<char> isCrown(solid.facets().size(), 0);
    for (const int facet : crown) isCrown[static_cast<std::size_t>(facet)] = 1;
    const FaceSampler faces = FaceSampler::byArea(solid, crown);

    std::vector<Flux> fluxes(static_cast<std::size_t>(sets.repetitions));
    repeat(sets.repetitions, [&](int set) {
        const EvenPoints points(set);
        RayLight traced;
        Flux flux;
        for (int i = 0; i < sets.rays; ++i) {
            const EvenPoints::Point x = points.at(i);
            const FaceSampler::Sample place = faces.at(x[0], x[1]);
            const glm::dvec3& normal = solid.facets()[static_cast<std::size_t>(place.facet)].plane.normal;
            const glm::dvec3 from = cosineDirection(normal, x[2], x[3]);
            if (from.y <= 0.0) continue; // a tilted facet also faces what lies below the horizon: dark
            light({place.point, -from, place.facet, luminousWavelength_nm(x[4]), choicesOf(set, i)}, traced);
            add(flux, traced, isCrown);
        }
        fluxes[static_cast<std::size_t>(set)] = flux;
    });

    const auto share = [&](double Flux::*part) {
        std::vector<double> shares;
        for (const Flux& flux : fluxes) shares.push_back(flux.*part / flux.falling);
        return mean(shares);
    };
    return {.glare = share(&Flux::glare),
            .lightReturn = share(&Flux::returned),
            .weightedLightReturn = share(&Flux::weighted),
            .leakage = share(&Flux::leaked),
            .absorbed = share(&Flux::absorbed),
            .residue = share(&Flux::residue)};
}

} // namespace vitrine::performance
