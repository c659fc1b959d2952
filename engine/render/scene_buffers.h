#pragma once
#include "gem/species.h"
#include "metal/alloy.h"
#include "render/bvh.h"
#include "render/textures.h"
#include "scene/piece.h"
#include "scene/studio.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace vitrine::render {

/// A piece as the arrays that the still's kernels read; shared/still_layout.glsl gives the records. Plain values: the
/// same arrays are traversed on the CPU by the tests.
struct SceneBuffers {
    std::vector<glm::uvec4> nodes;      ///< BVH records and triangles, four texels each
    std::vector<glm::uvec4> shading;    ///< packed normals of a triangle's corners; its first texel of `attributes`
    std::vector<glm::uvec4> attributes; ///< texture coordinates, tangents and colours of a triangle's corners
    std::vector<glm::uvec4> scene;      ///< instances, stones, planes, surfaces
    std::uint32_t topLevelRoot = 0;
    std::uint32_t instanceRecords = 0, stoneRecords = 0, surfaceRecords = 0; ///< texels of `scene`
    std::uint32_t stoneCount = 0;
    bool hasForeign = false; ///< some surface is a glTF material
    PackedTextures textures;
    int meshDepth = 0; ///< deferred nodes that a traversal of one mesh can need
    int topDepth = 0;  ///< and one of the instances
    std::uint64_t triangleCount = 0;
    std::vector<std::shared_ptr<const metal::Alloy>> alloys; ///< in the order of the spectral table
    std::vector<std::shared_ptr<const gem::Species>> species;
};

/// Throws vitrine::Error when the piece holds nothing that can be drawn.
SceneBuffers packScene(const scene::Piece& piece);

/// Appends the lights and returns the texel of the first.
std::uint32_t appendLights(SceneBuffers& buffers, const std::vector<scene::StudioLight>& lights);

} // namespace vitrine::render
