#include "gem/colour.h"

#include "optics/colour.h"

#include <cmath>

namespace vitrine::gem {
namespace {

glm::dvec3 labUnder(const optics::SpectralFunction& light, const optics::SpectralFunction& relative) {
    return optics::labFromXyz(optics::xyzUnder(light, relative), optics::xyzUnder(light, [](double) { return 1.0; }));
}

} // namespace

double slabTransmittance(const Species& species, double wavelength_nm, double thickness_mm) {
    const auto pass = [&](const optics::Spectrum& absorption) {
        return std::exp(-absorption.at(wavelength_nm) * thickness_mm);
    };
    if (species.character != OpticCharacter::biaxial)
        return 0.5 * (pass(species.absorptionOrdinary) + pass(species.absorptionExtraordinary));
    double sum = 0.0;
    for (const optics::Spectrum& absorption : species.absorptionPrincipal) sum += pass(absorption);
    return sum / 3.0;
}

glm::dvec3 labOf(const Species& species, const optics::SpectralFunction& light, double thickness_mm) {
    if (species.body) return labUnder(light, [&](double nm) { return species.body->reflectance.at(nm); });
    return labUnder(light, [&](double nm) { return slabTransmittance(species, nm, thickness_mm); });
}

glm::dvec3 labOfRay(const Species& species, std::size_t ray, double thickness_mm) {
    const optics::Spectrum& absorption = species.absorptionPrincipal.at(ray);
    return labUnder(optics::d65, [&](double nm) { return std::exp(-absorption.at(nm) * thickness_mm); });
}

} // namespace vitrine::gem
