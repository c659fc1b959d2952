#pragma once
#include "base/math.h"
#include "gem/species.h"
#include "metal/alloy.h"
#include "scene/studio.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace vitrine::render {

/// What shaders/still/spectral.glsl reads: for each sample of a pixel, what every material does at each wavelength that
/// the sample carries. All paths of one sample share their wavelengths, so this is tabulated in double precision and
/// no shader ever interpolates a spectrum.
struct SpectralTable {
    int wavelengths = 8;
    std::uint32_t stride = 0;      ///< texels of one sample
    std::uint32_t alloyOffset = 0; ///< within a sample, texels
    std::uint32_t speciesOffset = 0;
    std::uint32_t layersOffset = 0; ///< of pearls: kBodyNodes x wavelengths each
    std::uint32_t samples = 0;      ///< tabulated; sample s uses s % samples
    std::vector<glm::vec4> texels;
};

/// Texels that all pearls together take of a sample.
std::uint32_t layersTexels(const std::vector<std::shared_ptr<const gem::Species>>& species, int wavelengths);

/// Every light has that illuminant's spectrum, relative to which its radiance is given: the weights of the wavelengths
/// carry it.
SpectralTable makeSpectralTable(const std::vector<std::shared_ptr<const metal::Alloy>>& alloys,
                                const std::vector<std::shared_ptr<const gem::Species>>& species, int wavelengths,
                                std::uint32_t samples, std::uint32_t seed,
                                scene::Illuminant illuminant = scene::Illuminant::d65);

} // namespace vitrine::render
