#pragma once
#include "metal/alloy.h"

#include <vector>

namespace vitrine::metal {

/// How much of the light that falls on a rough perfect reflector leaves it after a single meeting with its microfacets,
/// by direction and on average. What is missing to 1 has met several and is put back by multipleScattering of
/// shaders/shared/ggx.glsl.
///
/// Texel (x, y) of `directional` is entry y * size + x: x counts directions, cosine = (x / (size - 1))^2; y counts
/// roughness = y / (size - 1), alpha = roughness^2. Between texels it is bilinear in x and y: albedoTableCoordinates
/// gives the place, a texture lookup needs (place + 0.5) / size. Texel y of `average` belongs to the same roughness.
struct AlbedoTable {
    int size = 0;
    std::vector<float> directional; ///< size x size, 0..1
    std::vector<float> average;     ///< size: 2 integral of directional * cosine over the cosine

    double directionalAt(double cosine, double roughness) const;
    double averageAt(double roughness) const;
};

/// Integrated on a fixed grid, the same on every machine; takes some 0.1 s.
AlbedoTable makeAlbedoTable();

/// The reflectance from air of a polished alloy at the cosine of the angle of incidence, 0..1.
double reflectance(const Alloy& alloy, double cosine, double wavelength_nm);

/// 2 integral of that reflectance * cosine over the cosine: the mean over diffuse light.
double fresnelAverage(const Alloy& alloy, double wavelength_nm);

} // namespace vitrine::metal
