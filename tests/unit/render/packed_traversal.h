#pragma once
// Walks the packed records of render::SceneBuffers as shaders/still/trace.glsl does, so that what is wrong with the
// records shows without a device.
#include "render/scene_buffers.h"

#include <cstdint>

namespace vitrine::render {

struct PackedHit {
    double t = 1e30;
    std::uint32_t triangle = 0; ///< record
    std::uint32_t instance = ~0u;
    bool stone = false;
    std::uint32_t facet = 0, stoneIndex = 0;
    int deferred = 0; ///< most nodes that waited on a stack of a mesh
    int deferredTop = 0;
};

PackedHit traverse(const SceneBuffers& scene, const glm::dvec3& origin, const glm::dvec3& direction);

} // namespace vitrine::render
