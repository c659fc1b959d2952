#pragma once
#include "enamel/enamel.h"
#include "gem/species.h"
#include "metal/alloy.h"
#include "render/bvh.h"
#include "render/glow.h"
#include "render/textures.h"
#include "scene/piece.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::render {

/// Alloys, species and enamels in the order of the spectral table; the records of surfaces and stones hold their index.
struct Materials {
    std::vector<std::shared_ptr<const metal::Alloy>> alloys;
    std::vector<std::shared_ptr<const gem::Species>> species;
    std::vector<std::shared_ptr<const enamel::Enamel>> enamels;
    /// Roughnesses along and across of metals that are rougher across, in the order of their albedo tables.
    std::vector<glm::dvec2> grooves;
    int reliefs = 0; ///< bit k: some metal has marks of kind k (RELIEF_*); bit 0: some metal is worked
};

/// Where the records of a packed piece lie, and what its kernels must be made for.
struct SceneOutline {
    std::uint32_t topLevelRoot = 0;
    std::uint32_t instanceRecords = 0, stoneRecords = 0; ///< texels of `scene`
    std::uint32_t stoneCount = 0, surfaceCount = 0;
    std::uint64_t triangleCount = 0;
    bool hasForeign = false;    ///< some surface is a glTF material
    bool hasBodies = false;     ///< some surface is an opaque stone
    bool mayPlay = false;       ///< some opaque stone plays in colours, or may come to
    bool hasDomes = false;      ///< some stone that light goes through is a cabochon
    bool hasInclusions = false; ///< some stone has inclusions
    int textureArrays = 0;      ///< bit c: array c holds textures
    int meshDepth = 0;          ///< deferred nodes that a traversal of one mesh can need
    int topDepth = 0;           ///< and one of the instances
    scene::Bounds bounds;       ///< mm, of everything
    glm::dvec3 tailPlace{
        0}; ///< from where is gathered what a stone can see: the first stone's middle, else the piece's
    Materials materials;
    std::vector<StoneGlow> glows;   ///< one a stone
    bool mayGlow = false;           ///< some stone fluoresces, or could after a swap
    std::vector<std::string> notes; ///< what the user should know about how the piece was packed, one line each
};

/// A piece as the arrays that the kernels of still and live view read; shared/still_layout.glsl gives the records.
/// Plain values: the same arrays are traversed on the CPU by the tests.
struct SceneBuffers : SceneOutline {
    std::vector<glm::uvec4> nodes;      ///< BVH records and triangles, four texels each
    std::vector<glm::uvec4> shading;    ///< packed normals of a triangle's corners; its first texel of `attributes`
    std::vector<glm::uvec4> attributes; ///< texture coordinates, tangents and colours of a triangle's corners
    std::vector<glm::uvec4> scene;      ///< instances, stones, planes
    std::vector<glm::uvec4> dress;      ///< species of the stones, surfaces: what a swap changes; see SceneDress
    PackedTextures textures;
};

/// Packs a piece. `known` materials keep their places, those that only the piece has follow them. Throws vitrine::Error
/// when the piece holds nothing that can be drawn.
SceneBuffers packScene(const scene::Piece& piece, const Materials& known = {});

} // namespace vitrine::render
