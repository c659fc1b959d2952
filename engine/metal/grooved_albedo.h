#pragma once
#include "base/math.h"

#include <vector>

namespace vitrine::metal {

/// The albedo of AlbedoTable for a surface that is rougher across than along (a brushed one): directional by angle and
/// azimuth. No table over a single roughness stands for it: the best of those tried was off by 0.1 and more.
///
/// Texel (x, y) of `directional` is entry y * kAlbedoTableSize + x; groovedAlbedoCoordinates of shaders/shared/ggx.glsl
/// gives the place of a direction, bilinear between entries.
struct GroovedAlbedo {
    std::vector<float> directional; ///< kAlbedoTableSize x kAlbedoAzimuths, 0..1
    float average = 1.0f;           ///< 1 / pi integral of directional * cosine over the hemisphere

    double directionalAt(const glm::dvec3& direction) const;
};

/// alpha: GGX roughness along and across. Integrated on a fixed grid, the same on every machine; takes some 0.1 s.
GroovedAlbedo makeGroovedAlbedo(const glm::dvec2& alpha);

} // namespace vitrine::metal
