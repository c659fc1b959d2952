#include "scene/foreign_species.h"

#include "optics/upsampling.h"

#include <algorithm>
#include <cctype>

namespace vitrine::scene {
namespace {

// Abbe's number is (n_d - 1) / (n_F - n_C); with n = A + B / l^2 the denominator is B (1 / F^2 - 1 / C^2).
// Fraunhofer lines F, d and C: 486.1, 587.6 and 656.3 nm.
optics::Dispersion dispersionOf(double ior, double dispersion) {
    constexpr double F_um = 0.4861, d_um = 0.5876, C_um = 0.6563;
    const double B = (ior - 1.0) * dispersion / 20.0 / (1.0 / (F_um * F_um) - 1.0 / (C_um * C_um));
    return optics::Dispersion::cauchy(ior - B / (d_um * d_um), B);
}

optics::Spectrum sum(const optics::Spectrum& a, const optics::Spectrum& b) {
    if (a.isZero()) return b;
    if (b.isZero()) return a;
    std::vector<double> values;
    for (const double nm : a.wavelengths_nm()) values.push_back(a.at(nm) + b.at(nm));
    return optics::Spectrum(a.wavelengths_nm(), std::move(values));
}

// Lower-case letters; everything else becomes a space. Spaces at both ends, so that words can be searched.
std::string wordsOf(const std::string& name) {
    std::string words = " ";
    for (const char c : name) {
        const auto letter = static_cast<unsigned char>(c);
        words += std::isalpha(letter) ? static_cast<char>(std::tolower(letter)) : ' ';
    }
    return words + " ";
}

} // namespace

gem::Species speciesOf(const part::Material& material, double meanChord_mm) {
    const glm::dvec3 tint(material.baseColor);
    const optics::Spectrum absorption =
        sum(optics::absorptionOfAttenuation(material.attenuationColor, material.attenuationDistance_mm),
            tint == glm::dvec3(1.0) ? optics::Spectrum::constant(0.0)
                                    : optics::absorptionOfAttenuation(tint, meanChord_mm));
    gem::Species species;
    species.id = material.name;
    species.labels["en"] = material.name;
    species.ordinary = species.extraordinary = dispersionOf(material.ior, material.dispersion);
    species.absorptionOrdinary = species.absorptionExtraordinary = absorption;
    species.principal.fill(species.ordinary);
    species.absorptionPrincipal.fill(absorption);
    for (const char* field : {"ordinary", "extraordinary", "absorptionOrdinary", "absorptionExtraordinary"})
        species.sources[field] = "the model's glTF material";
    return species;
}

std::shared_ptr<const gem::Species> speciesNamed(std::span<const std::string> names,
                                                 std::span<const std::shared_ptr<const gem::Species>> species) {
    for (const std::string& name : names)
        for (const auto& candidate : species)
            if (wordsOf(name).find(wordsOf(candidate->id)) != std::string::npos) return candidate;
    return nullptr;
}

} // namespace vitrine::scene
