#pragma once
#include "base/math.h"
#include "enamel/enamel.h"
#include "gem/species.h"
#include "metal/alloy.h"
#include "render/scene_buffers.h"
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
    std::uint32_t enamelOffset = 0;
    std::uint32_t speciesOffset = 0;
    std::uint32_t layersOffset = 0; ///< of pearls: kBodyNodes x wavelengths each
    std::uint32_t samples = 0;      ///< tabulated; sample s uses s % samples
    std::vector<glm::vec4> texels;
};

struct SpectralSettings {
    int wavelengths = 8;
    std::uint32_t samples = 1, seed = 0;
    /// Every light has its spectrum, relative to which its radiance is given: the weights of the wavelengths carry it.
    scene::Illuminant illuminant = scene::Illuminant::d65;
    /// Those that metals wear, or may come to.
    std::vector<std::shared_ptr<const enamel::Enamel>> enamels = {};
    /// What is read of opaque species. Where no surface is one of theirs, nor can become one, their rows stay zero and
    /// pearls have no layers: a pearl's take some 50 ms.
    enum class Bodies { worn, absent } bodies = Bodies::worn;
};

/// What the table of a packed piece must hold: no dressing makes opaque what was clear, that is another piece.
SpectralSettings::Bodies bodiesOf(const SceneOutline& piece);

SpectralTable makeSpectralTable(const std::vector<std::shared_ptr<const metal::Alloy>>& alloys,
                                const std::vector<std::shared_ptr<const gem::Species>>& species,
                                const SpectralSettings& settings);

} // namespace vitrine::render
