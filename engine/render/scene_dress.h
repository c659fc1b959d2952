#pragma once
#include "render/scene_buffers.h"
#include "scene/dressing.h"
#include "scene/studio.h"
#include "shared/still_layout_cpp.h"

#include <array>
#include <span>

namespace vitrine::render {

/// Where the parts of the texel buffer `dress` begin, in texels from the first of a copy.
struct DressLayout {
    std::uint32_t stoneSpecies = 0; ///< one texel a stone: its species
    std::uint32_t glows = 0;        ///< one texel a stone: what it emits
    std::uint32_t surfaces = 0;     ///< SURFACE_TEXELS each
    std::uint32_t lights = 0;       ///< LIGHT_TEXELS each
    std::uint32_t texels = 0;       ///< of one copy
};

/// What of a scene is rewritten without touching its geometry: what it is made of, and the lights, which turn with the
/// camera. A few kilobytes on the CPU, to be copied into mapped memory whole, once for every frame in flight.
///
///   SceneDress dress(packed, packed.dress, studio.lights.size());
///   dress.wear(dressing);       // no allocation
///   dress.light(placed.lights); // no allocation
///   buffer.write(std::as_bytes(dress.texels()), slot * dress.size_bytes());
class SceneDress {
  public:
    /// `first`: SceneBuffers::dress. `lights`: how many there can be.
    SceneDress(const SceneOutline& outline, std::span<const glm::uvec4> first, std::size_t lights);

    const DressLayout& layout() const { return layout_; }
    std::span<const glm::uvec4> texels() const { return texels_; }
    std::size_t size_bytes() const { return texels_.size() * sizeof(glm::uvec4); }

    /// Other metals, polishes and species; glTF materials stay. Throws vitrine::Error when a material is not among the
    /// outline's, or the piece is another one (which it is too when a stone that was clear becomes opaque: it is seen
    /// by its surface then); the dress is then unchanged.
    void wear(const scene::Dressing& dressing);

    /// Whether tools have left their marks on any metal.
    bool isWorked() const;

    /// What the stones emit in this studio, after every change of stones or lights; `units` by its illuminant.
    void excite(const scene::Studio& studio, const LightUnits& units);
    /// Whether a stone of those that are worn fluoresces.
    bool canShine() const;

    /// Other lights, at most as many as were announced.
    void light(std::span<const scene::StudioLight> lights);

  private:
    Materials materials_;
    DressLayout layout_;
    std::vector<StoneGlow> glows_;
    std::vector<glm::uvec4> texels_;
};

/// A stone's record: its species' place among the materials, and its optic axis, zero where it refracts singly.
glm::uvec4 stoneRecord(const gem::Species& species, std::uint32_t place);

/// The beginning of a metal's surface record; what follows is not read. `materials` must know its finish.
std::array<glm::uvec4, METAL_TEXELS> metalRecord(const scene::MetalSurface& metal, std::uint32_t alloy,
                                                 const Materials& materials);

/// The beginning of an opaque stone's surface record: its species' place among the materials.
std::array<glm::uvec4, BODY_TEXELS> bodyRecord(const gem::Species& species, std::uint32_t place);

/// Adds what a finish needs of tables and kernels, unless it is there.
void addFinish(Materials& materials, const metal::Finish& finish);

} // namespace vitrine::render
