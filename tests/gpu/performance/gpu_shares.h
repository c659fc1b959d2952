#pragma once
#include "gem/solid.h"
#include "gem/species.h"
#include "gpu/device.h"
#include "performance/ray_light.h"
#include "shares_layout.h"

#include <array>
#include <vector>

namespace vitrine::performance {

/// A ray of four wavelengths, one of which, the hero, finds the way.
struct FanRay {
    Arrival arrival; ///< its wavelength is not used
    std::array<double, 4> wavelengths_nm{};
    int hero = 0;
};

/// What the GPU makes of each of the rays, as its mean over the four wavelengths. zenith: of the hemisphere of light,
/// as a unit vector of the stone's frame.
std::vector<onGpu::StoneShares> sharesOnGpu(const gpu::Device& device, const gem::Solid& solid,
                                            const gem::Species& species, const std::vector<FanRay>& rays,
                                            const glm::dvec3& zenith = {0.0, 1.0, 0.0});

} // namespace vitrine::performance
