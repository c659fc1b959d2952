#pragma once
#include "gem/cabochon.h"
#include "gem/solid.h"
#include "render/scene_buffers.h"
#include "scene/piece.h"
#include "shared/live_layout_cpp.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace vitrine::render {

/// A corner of a metal's triangle, world space.
struct MetalVertex {
    glm::vec3 position;   ///< mm
    std::uint32_t normal; ///< packNormal
    std::uint32_t surface;
};

/// What a stone that light goes through is bounded by, 1 mm wide.
struct LiveBody {
    gem::Solid solid; ///< holds the cabochon where there is one
    std::optional<gem::Cabochon> cabochon{};
    bool included = false; ///< whether there may be inclusions in it
};
/// Whether they have the same planes, in the same order, or the same curves, and both inclusions or neither.
bool sameBody(const LiveBody& a, const LiveBody& b);

/// A corner of a facet's triangle, in the frame of a stone 1 mm wide.
struct FacetVertex {
    glm::vec3 position;
    std::uint32_t facet;
};

/// A body that stones are cut to, 1 mm wide: where its planes, or a cabochon's surfaces, and its triangles are.
struct LiveCut {
    LiveBody body;
    std::uint32_t firstPlane = 0, planeCount = 0;
    std::uint32_t firstCorner = 0, cornerCount = 0;
};

/// A stone as its draw needs it, but for what its species says.
struct LiveStoneEntry {
    std::size_t cut = 0;
    glm::vec3 row0{}, row1{}; ///< of the rotation stoneFromWorld
    glm::vec3 centre{};       ///< world, mm
    float width_mm = 1.0f;
    float meanChord = 1.0f;  ///< widths
    glm::uvec2 nearCorner{}; ///< of its square in the near-field map, without the border
};

/// A piece as the live view's shaders read it; live/layout.glsl gives the records. Plain values.
struct LiveScene {
    std::vector<MetalVertex> metalVertices;
    std::vector<std::uint32_t> metalIndices;
    std::vector<FacetVertex> corners;
    std::vector<glm::uvec4> planes;
    std::vector<glm::uvec4> attributes; ///< of textured triangles, as SceneBuffers has them but for world tangents
    std::vector<glm::uvec4> nodes;      ///< tree over all triangles, of metals and of facets, world space
    std::uint32_t root = 0;
    int depth = 0; ///< deferred nodes that a traversal can need
    std::vector<glm::uvec4> stoneRecords;
    std::vector<LiveCut> cuts;
    std::vector<LiveStoneEntry> stones;
    shared32::NearAtlas atlas{};
    std::uint32_t atlasHeight = 0; ///< texels
    std::uint32_t nearSize = 0;    ///< edge of a stone's square without the border, texels
};

LiveScene packLive(const scene::Piece& piece);

} // namespace vitrine::render
