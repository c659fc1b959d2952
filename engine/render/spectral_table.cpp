#include "render/spectral_table.h"

#include "metal/energy.h"
#include "optics/upsampling.h"
#include "optics/wavelengths.h"
#include "render/illuminant.h"
#include "shared/cpp.h"

#include <cmath>

namespace vitrine::render {
namespace {

// Mean Fresnel reflectance is an integral; it is smooth in the wavelength, so a table at 5 nm serves every comb.
optics::Spectrum fresnelMeans(const metal::Alloy& alloy) {
    std::vector<double> wavelengths_nm, values;
    for (double nm = optics::kShortestWavelength_nm; nm <= optics::kLongestWavelength_nm; nm += 5.0) {
        wavelengths_nm.push_back(nm);
        values.push_back(metal::fresnelAverage(alloy, nm));
    }
    return optics::Spectrum(std::move(wavelengths_nm), std::move(values));
}

double atNormalIncidence(const metal::Alloy& alloy, double nm) {
    return shared64::fresnelConductor(1.0, alloy.n.at(nm), alloy.k.at(nm));
}

} // namespace

SpectralTable makeSpectralTable(const std::vector<std::shared_ptr<const metal::Alloy>>& alloys,
                                const std::vector<std::shared_ptr<const gem::Species>>& species, int wavelengths,
                                std::uint32_t samples, std::uint32_t seed, scene::Illuminant illuminant) {
    SpectralTable table;
    const auto lanes = static_cast<std::uint32_t>(wavelengths);
    table.wavelengths = wavelengths;
    table.alloyOffset = 2 * lanes;
    table.speciesOffset = table.alloyOffset + lanes * static_cast<std::uint32_t>(alloys.size());
    table.stride = table.speciesOffset + lanes * static_cast<std::uint32_t>(species.size());
    table.samples = samples;
    table.texels.resize(static_cast<std::size_t>(table.stride) * samples);

    std::vector<optics::Spectrum> means;
    for (const auto& alloy : alloys) means.push_back(fresnelMeans(*alloy));

    const optics::WavelengthSampling sampling;
    const optics::SpectralFunction light = relativeToD65(illuminant);
    // Multiples of the golden ratio: every prefix of the samples spreads its offsets evenly.
    const double start = std::fmod(0.5 + 0.7548776662466927 * seed, 1.0);
    for (std::uint32_t s = 0; s < samples; ++s) {
        const auto comb = sampling.comb(wavelengths, std::fmod(start + 0.6180339887498949 * s, 1.0));
        glm::vec4* texels = &table.texels[static_cast<std::size_t>(table.stride) * s];
        for (std::uint32_t l = 0; l < lanes; ++l) {
            const double nm = comb[l].wavelength_nm;
            const auto basis = optics::rec709Basis(nm);
            texels[l] = glm::vec4(glm::vec3(light(nm) * comb[l].weightXyz), static_cast<float>(nm));
            texels[lanes + l] = glm::vec4(glm::vec3(basis[0], basis[1], basis[2]), 0.0f);
            for (std::size_t a = 0; a < alloys.size(); ++a)
                texels[table.alloyOffset + lanes * a + l] = glm::vec4(
                    alloys[a]->n.at(nm), alloys[a]->k.at(nm), means[a].at(nm), atNormalIncidence(*alloys[a], nm));
            for (std::size_t i = 0; i < species.size(); ++i)
                texels[table.speciesOffset + lanes * i + l] =
                    glm::vec4(species[i]->ordinary.index(nm), species[i]->absorptionOrdinary.at(nm),
                              species[i]->extraordinary.index(nm), species[i]->absorptionExtraordinary.at(nm));
        }
    }
    return table;
}

} // namespace vitrine::render
