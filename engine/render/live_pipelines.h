#pragma once
#include "gem/solid.h"
#include "gpu/bindings.h"
#include "gpu/pipeline.h"
#include "render/picture.h"

#include <array>
#include <memory>
#include <mutex>
#include <vector>

namespace vitrine::render {

inline constexpr VkFormat kLightFormat = VK_FORMAT_R16G16B16A16_SFLOAT; ///< XYZ of the traced picture
inline constexpr VkFormat kIdentityFormat = VK_FORMAT_R32G32_UINT;
inline constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;
inline constexpr VkFormat kPictureFormat = VK_FORMAT_R8G8B8A8_UNORM;
inline constexpr int kLiveStack = 24; ///< deferred nodes of a traversal: no tree of the live view is deeper

/// What is compiled for one cut: the draw of its facets, and the kernel that traces more samples of its pixels.
struct StonePipelines {
    gpu::GraphicsPipeline facets;
    gpu::ComputePipeline samples;
};

/// The live view's pipelines, all made at once; those of a cut when a piece first brings it, off the frame's thread.
/// Set 0 is a piece's, set 1 the picture's, set 2 the resting view's.
class LivePipelines {
  public:
    struct Settings {
        Tone tone = Tone::neutral;
        bool bloom = true;
        bool environmentMap = false;
    };
    LivePipelines(const gpu::Device& device, const Settings& settings);

    gpu::BindingLayout pieceLayout, pictureLayout, restLayout, spreadLayout;
    gpu::GraphicsPipeline visibleMetal, visibleOpen, visibleFacets, behind, compose, spread, spreadSum;
    std::array<gpu::GraphicsPipeline, 4> tone; ///< index: 1 fades from the last picture, 2 is traced at another size
    /// By whether the piece has surfaces of glTF materials.
    std::array<gpu::ComputePipeline, 2> nearTrace, nearShade, metal, metalSamples;
    gpu::ComputePipeline nearSmooth, groundTrace, groundCells, groundLight, groundSmooth;
    gpu::ComputePipeline workedMetal; ///< for the metals of Vitrine's own that tools have left their marks on
    gpu::ComputePipeline listMetal, listEdges, metalArguments, workedArguments, edgeArguments, metalEdgeArguments;
    gpu::ComputePipeline settle, gather;
    gpu::ComputePipeline samples; ///< for pieces without stones

    /// For stones of this body, 1 mm wide, with its planes built in. A body of too many planes gets one that reads
    /// them. From any thread.
    std::shared_ptr<const StonePipelines> forCut(const gem::Solid& unit);

  private:
    std::vector<gpu::Constant> baseConstants() const;
    std::vector<gpu::Constant> bakedConstants(const gem::Solid& unit) const;

    const gpu::Device* device_;
    Settings settings_;
    struct Known {
        gem::Solid unit;
        std::shared_ptr<const StonePipelines> pipelines;
    };
    std::mutex mutex_;
    std::vector<Known> known_;
};

} // namespace vitrine::render
