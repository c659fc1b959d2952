#pragma once
#include "base/math.h"
#include "render/textures.h"
#include "scene/piece.h"

#include <array>
#include <vector>

namespace vitrine::render {

/// How the foreign surfaces of a piece use its images, one entry an image. An image that several materials use
/// differently counts as a colour.
std::vector<TextureUse> textureUses(const scene::Piece& piece);

/// A foreign surface's record after its first texel's kind, as shared/still_layout.glsl has it; `record` has
/// SURFACE_TEXELS entries.
std::vector<glm::uvec4> foreignRecord(const scene::ForeignSurface& surface, const std::vector<TexturePlace>& places);

/// The three texels of a triangle in `attributes`, its tangents in the frame that `frameFromMesh` leads to. What the
/// mesh has not is zero, white for colours.
std::array<glm::uvec4, 3> attributesOf(const scene::Mesh& mesh, const std::uint32_t* corners,
                                       const glm::dmat3& frameFromMesh = glm::dmat3(1.0));

/// Whether a mesh has anything that goes into `attributes`.
bool hasAttributes(const scene::Mesh& mesh);

} // namespace vitrine::render
