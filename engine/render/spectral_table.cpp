#include "render/spectral_table.h"

#include "gem/body_optics.h"
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

// A clear stone: index and absorption of both rays.
glm::vec4 clearRow(const gem::Species& species, double nm) {
    return {species.ordinary.index(nm), species.absorptionOrdinary.at(nm), species.extraordinary.index(nm),
            species.absorptionExtraordinary.at(nm)};
}

// Where each pearl's layers begin in a sample's table; 0 for other species.
std::vector<std::uint32_t> layersPlaces(const std::vector<std::shared_ptr<const gem::Species>>& species,
                                        std::uint32_t first, std::uint32_t lanes) {
    std::vector<std::uint32_t> places;
    for (const auto& each : species) {
        const bool layered = each->body && each->body->nacre;
        places.push_back(layered ? first : 0);
        first += layered ? lanes * shared64::kBodyNodes : 0;
    }
    return places;
}

} // namespace

std::uint32_t layersTexels(const std::vector<std::shared_ptr<const gem::Species>>& species, int wavelengths) {
    std::uint32_t texels = 0;
    for (const auto& each : species)
        if (each->body && each->body->nacre) texels += static_cast<std::uint32_t>(wavelengths) * shared64::kBodyNodes;
    return texels;
}

SpectralTable makeSpectralTable(const std::vector<std::shared_ptr<const metal::Alloy>>& alloys,
                                const std::vector<std::shared_ptr<const gem::Species>>& species, int wavelengths,
                                std::uint32_t samples, std::uint32_t seed, scene::Illuminant illuminant) {
    SpectralTable table;
    const auto lanes = static_cast<std::uint32_t>(wavelengths);
    table.wavelengths = wavelengths;
    table.alloyOffset = 2 * lanes;
    table.speciesOffset = table.alloyOffset + lanes * static_cast<std::uint32_t>(alloys.size());
    table.layersOffset = table.speciesOffset + lanes * static_cast<std::uint32_t>(species.size());
    table.stride = table.layersOffset + layersTexels(species, wavelengths);
    table.samples = samples;
    table.texels.resize(static_cast<std::size_t>(table.stride) * samples);

    std::vector<optics::Spectrum> means;
    for (const auto& alloy : alloys) means.push_back(fresnelMeans(*alloy));

    std::vector<std::optional<gem::BodyOptics>> bodies(species.size());
    for (std::size_t i = 0; i < species.size(); ++i)
        if (species[i]->body) bodies[i].emplace(*species[i]);
    const std::vector<std::uint32_t> layers = layersPlaces(species, table.layersOffset, lanes);

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
            for (std::size_t i = 0; i < species.size(); ++i) {
                glm::vec4& row = texels[table.speciesOffset + lanes * i + l];
                row = bodies[i] ? glm::vec4(species[i]->ordinary.index(nm), bodies[i]->coupling(nm), layers[i], 0.0f)
                                : clearRow(*species[i], nm);
                for (int node = 0; layers[i] != 0 && node < shared64::kBodyNodes; ++node)
                    texels[layers[i] + lanes * static_cast<std::uint32_t>(node) + l] = glm::vec4(
                        bodies[i]->facetReflectance(node, nm), bodies[i]->surfaceAlbedo(node, nm), 0.0f, 0.0f);
            }
        }
    }
    return table;
}

} // namespace vitrine::render
