#pragma once
#include "gpu/bindings.h"
#include "gpu/pipeline.h"
#include "render/live_scene.h"
#include "render/picture.h"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace vitrine::render {

inline constexpr VkFormat kLightFormat = VK_FORMAT_R16G16B16A16_SFLOAT; ///< XYZ of the traced picture
inline constexpr VkFormat kIdentityFormat = VK_FORMAT_R32G32_UINT;
inline constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;
inline constexpr VkFormat kPictureFormat = VK_FORMAT_R8G8B8A8_UNORM;
inline constexpr int kLiveStack = 24; ///< deferred nodes of a traversal: no tree of the live view is deeper

class PipelineBatch;

/// What is compiled for one cut: the draw of its facets, and the kernel that traces more samples of its pixels.
struct StonePipelines {
    gpu::GraphicsPipeline facets;
    gpu::ComputePipeline samples; ///< serveEdges() has made it
    gpu::GraphicsPipeline glow;   ///< likewise, where EdgeKind::glows
};

/// Which of the forms of a kernel a piece needs: bit 0 for surfaces of glTF materials, or opaque stones; bit 1 for
/// enamelled metals, bit 2 for opals. What is not there costs nothing.
using LiveForm = std::uint32_t;
inline constexpr LiveForm kForeignForm = 1, kEnamelledForm = 2, kPlayingForm = 4;
inline constexpr std::size_t kLiveForms = 8;
constexpr LiveForm formOf(bool foreign, bool enamelled, bool playing) {
    return (foreign ? kForeignForm : 0u) | (enamelled ? kEnamelledForm : 0u) | (playing ? kPlayingForm : 0u);
}

/// What a piece shows, or may show after a swap, that not every piece does.
struct LivePieceKind {
    LiveForm form = 0;
    bool worked = false; ///< metal with the marks of tools
};

/// The live view's pipelines: what every piece needs at once; those of a cut, and those that few pieces need, when a
/// piece first brings it, off the frame's thread; those of the edge pass, without which there can be a first picture,
/// when serveEdges() is called. What is in use is never made anew.
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
    /// By the piece's form; serve() has made them.
    std::array<gpu::ComputePipeline, kLiveForms> nearTrace, nearShade, metal;
    std::array<gpu::ComputePipeline, kLiveForms> metalSamples; ///< likewise; serveEdges() has made it
    gpu::ComputePipeline nearSmooth, groundTrace, groundCells, groundLight, groundSmooth;
    gpu::ComputePipeline workedMetal; ///< for metals that tools have left their marks on; serve() has made it
    gpu::ComputePipeline listMetal, listEdges, metalArguments, workedArguments;
    gpu::ComputePipeline edgeArguments, stoneEdgeArguments, metalEdgeArguments;
    gpu::ComputePipeline settle, gather;

    /// For stones of this body, 1 mm wide, with its planes built in. A body of too many planes gets one that reads
    /// them, as cabochons do with their curves. From any thread.
    std::shared_ptr<const StonePipelines> forCut(const LiveBody& body);

    /// What the edge pass works with.
    struct EdgeKind {
        std::vector<std::shared_ptr<const StonePipelines>> cuts; ///< from forCut()
        LiveForm form = 0;
        bool glows = false; ///< a stone fluoresces, or may come to; no edge, but no first picture waits for it either
    };
    /// Makes what the edge pass needs, unless it is made. From any thread.
    void serveEdges(const EdgeKind& kind);
    bool servesEdges(const EdgeKind& kind) const;

    /// Makes what pieces of that kind need besides, unless it is made. From any thread, before such a piece is drawn.
    void serve(const LivePieceKind& kind);

  private:
    void addForms(PipelineBatch& batch, LiveForm form);
    void addLight(PipelineBatch& batch);
    void addPixels(PipelineBatch& batch);
    void addVisibility(PipelineBatch& batch);
    void addPicture(PipelineBatch& batch);
    void addGlows(PipelineBatch& batch, const EdgeKind& kind);
    gpu::ComputeSettings lightKernel(const char* name, gpu::ShaderCode code, std::uint32_t push_bytes = 0,
                                     LiveForm form = 0) const;
    gpu::ComputeSettings pixelKernel(const char* name, gpu::ShaderCode code, std::uint32_t which = 0,
                                     std::uint32_t push_bytes = 0, LiveForm form = 0) const;
    std::vector<gpu::Constant> baseConstants() const;
    std::vector<gpu::Constant> stoneConstants(const LiveBody& body) const;

    const gpu::Device* device_;
    Settings settings_;
    struct Known {
        LiveBody body;
        std::shared_ptr<StonePipelines> pipelines;
    };
    mutable std::mutex mutex_;
    std::vector<Known> known_;
};

} // namespace vitrine::render
