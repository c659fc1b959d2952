#include "render/spectral_table.h"

#include "gem/body_optics.h"
#include "metal/energy.h"
#include "optics/upsampling.h"
#include "optics/wavelengths.h"
#include "render/illuminant.h"
#include "shared/cpp.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

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

// Index, absorption in 1/mm of a transparent enamel or coupling of an opaque one's body, and of diffuse light from
// below the share that its surface lets out.
glm::vec4 enamelRow(const enamel::Enamel& enamel, double nm) {
    const double surfaceMean = gem::diffuseReflectance(enamel.index);
    const double colour = enamel.kind == enamel::Kind::opaque
                              ? shared64::bodyCoupling(enamel.body.at(nm), enamel.index, surfaceMean)
                              : enamel.absorption_mm.at(nm);
    return {enamel.index, colour, (1.0 - surfaceMean) / (enamel.index * enamel.index), 0.0};
}

// An opaque species, and where a pearl's layers begin in a sample's table; 0 for others.
struct Body {
    gem::BodyOptics optics;
    std::uint32_t layers = 0;
};

// By species; those that nothing shows have none. `first`: where the first pearl's layers begin.
std::vector<std::optional<Body>> tabulated(const std::vector<std::shared_ptr<const gem::Species>>& species,
                                           SpectralSettings::Bodies which, std::uint32_t first,
                                           std::uint32_t texelsEach) {
    std::vector<std::optional<Body>> bodies(species.size());
    for (std::size_t i = 0; i < species.size(); ++i) {
        if (which == SpectralSettings::Bodies::absent || !species[i]->body) continue;
        bodies[i] = Body{.optics = gem::BodyOptics(*species[i]), .layers = 0};
        if (bodies[i]->optics.layered()) bodies[i]->layers = std::exchange(first, first + texelsEach);
    }
    return bodies;
}

std::uint32_t countLayered(const std::vector<std::optional<Body>>& bodies) {
    return static_cast<std::uint32_t>(
        std::ranges::count_if(bodies, [](const auto& body) { return body && body->layers != 0; }));
}

// The row of an opaque species at a wavelength; of a pearl its layers too, which begin at `lane` every `lanes` texels.
void writeBody(const Body& body, const gem::Species& species, double nm, glm::vec4& row, glm::vec4* lane,
               std::uint32_t lanes) {
    row = glm::vec4(species.ordinary.index(nm), body.optics.coupling(nm), body.layers, 0.0f);
    for (int node = 0; body.layers != 0 && node < shared64::kBodyNodes; ++node)
        lane[body.layers + lanes * static_cast<std::uint32_t>(node)] =
            glm::vec4(body.optics.facetReflectance(node, nm), body.optics.surfaceAlbedo(node, nm), 0.0f, 0.0f);
}

} // namespace

SpectralSettings::Bodies bodiesOf(const SceneOutline& piece) {
    return piece.hasBodies ? SpectralSettings::Bodies::worn : SpectralSettings::Bodies::absent;
}

SpectralTable makeSpectralTable(const std::vector<std::shared_ptr<const metal::Alloy>>& alloys,
                                const std::vector<std::shared_ptr<const gem::Species>>& species,
                                const SpectralSettings& settings) {
    SpectralTable table;
    const auto lanes = static_cast<std::uint32_t>(settings.wavelengths);
    const std::uint32_t texelsOfLayers = lanes * shared64::kBodyNodes;
    table.wavelengths = settings.wavelengths;
    table.alloyOffset = 2 * lanes;
    table.enamelOffset = table.alloyOffset + lanes * static_cast<std::uint32_t>(alloys.size());
    table.speciesOffset = table.enamelOffset + lanes * static_cast<std::uint32_t>(settings.enamels.size());
    table.layersOffset = table.speciesOffset + lanes * static_cast<std::uint32_t>(species.size());
    const std::vector<std::optional<Body>> bodies =
        tabulated(species, settings.bodies, table.layersOffset, texelsOfLayers);
    table.stride = table.layersOffset + texelsOfLayers * countLayered(bodies);
    table.samples = settings.samples;
    table.texels.resize(std::size_t{table.stride} * settings.samples);

    std::vector<optics::Spectrum> means;
    for (const auto& alloy : alloys) means.push_back(fresnelMeans(*alloy));

    const optics::WavelengthSampling sampling;
    const optics::SpectralFunction light = relativeToD65(settings.illuminant);
    // Multiples of the golden ratio: every prefix of the samples spreads its offsets evenly.
    const double start = std::fmod(0.5 + 0.7548776662466927 * settings.seed, 1.0);
    for (std::uint32_t s = 0; s < settings.samples; ++s) {
        const auto comb = sampling.comb(settings.wavelengths, std::fmod(start + 0.6180339887498949 * s, 1.0));
        glm::vec4* texels = &table.texels[std::size_t{table.stride} * s];
        for (std::uint32_t l = 0; l < lanes; ++l) {
            const double nm = comb[l].wavelength_nm;
            const auto basis = optics::rec709Basis(nm);
            texels[l] = glm::vec4(glm::vec3(light(nm) * comb[l].weightXyz), static_cast<float>(nm));
            texels[lanes + l] = glm::vec4(glm::vec3(basis[0], basis[1], basis[2]), 0.0f);
            for (std::size_t a = 0; a < alloys.size(); ++a)
                texels[table.alloyOffset + lanes * a + l] = glm::vec4(
                    alloys[a]->n.at(nm), alloys[a]->k.at(nm), means[a].at(nm), atNormalIncidence(*alloys[a], nm));
            for (std::size_t e = 0; e < settings.enamels.size(); ++e)
                texels[table.enamelOffset + lanes * e + l] = enamelRow(*settings.enamels[e], nm);
            for (std::size_t i = 0; i < species.size(); ++i) {
                glm::vec4& row = texels[table.speciesOffset + lanes * i + l];
                if (!species[i]->body) row = clearRow(*species[i], nm);
                if (bodies[i]) writeBody(*bodies[i], *species[i], nm, row, texels + l, lanes);
            }
        }
    }
    return table;
}

} // namespace vitrine::render
