#pragma once
#include "gpu/recorder.h"
#include "render/live.h"
#include "render/live_frame.h"
#include "render/live_piece.h"
#include "render/live_pipelines.h"
#include "render/live_targets.h"

namespace vitrine::render {

/// The passes of a frame of the live view, as commands. Between them every image of LiveTargets is in Use::sampled, but
/// for `gathered`, which is in Use::computeReadWrite. They hold no state: the same values record the same commands.
class LivePasses {
  public:
    LivePasses(const LivePipelines& pipelines, double bloom) : pipelines_(&pipelines), bloom_(bloom) {}

    /// The constants of a frame and what the piece is made of.
    void writeConstants(gpu::Recorder& recorder, LivePiece& piece, const LiveFrameData& data) const;

    /// What each pixel shows of a piece, and which facet of a stone: identities alone, before any light.
    void identities(gpu::Recorder& recorder, LivePiece& piece, const LiveTargets& targets, const scene::Camera& camera,
                    const LiveFrameSettings& settings) const;

    /// A frame traced anew, whatever was before: what a moving view shows.
    void moving(gpu::Recorder& recorder, LivePiece& piece, const LiveTargets& targets, const scene::Camera& camera,
                const LiveFrameSettings& settings, const LiveBudget& budget) const;

    /// Adds the part `traced` of the light to what is gathered at rest; `first`: begins with it.
    void gather(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, float weight, bool first,
                const glm::vec2& traced) const;
    /// What has been gathered and the still's film, as far as it can be trusted, to the light that is shown.
    void compose(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets) const;

    /// Bloom and code values of the part `traced` of what moves or rests, with a share `past` of the last picture.
    void tone(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, LiveBloom::Source source,
              const glm::vec2& traced, float past) const;

  private:
    void light(gpu::Recorder& recorder, const LivePiece& piece) const;
    void visibility(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, const VkRect2D& area,
                    const StoneDraw& stones) const;
    void shading(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, const VkRect2D& area,
                 const StoneDraw& stones) const;
    void metals(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                const VkRect2D& area) const;
    void edges(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, const VkRect2D& area,
               const LiveBudget& budget) const;
    void glows(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, const VkRect2D& area,
               StoneDraw stones) const;
    struct EdgeSample {
        int which = 0; ///< of a pixel's
        int hits = 8;
    };
    void stoneSample(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                     const EdgeSample& sample) const;

    template <class Pipelines>
    void drawStones(gpu::Recorder& recorder, const LivePiece& piece, const StoneDraw& how,
                    const Pipelines& pipelineOf) const;
    void drawMetals(gpu::Recorder& recorder, const LivePiece& piece) const;
    template <class Push>
    void dispatchPixels(gpu::Recorder& recorder, const gpu::ComputePipeline& kernel, const LivePiece& piece,
                        const LiveTargets& targets, const VkExtent2D& size, const Push& push) const;
    void dispatchList(gpu::Recorder& recorder, const gpu::ComputePipeline& kernel, const LivePiece& piece,
                      const LiveTargets& targets, std::uint32_t list) const;
    void list(gpu::Recorder& recorder, const gpu::ComputePipeline& sort, const gpu::ComputePipeline& count,
              const LivePiece& piece, const LiveTargets& targets, const VkRect2D& area) const;

    const LivePipelines* pipelines_;
    double bloom_;
};

} // namespace vitrine::render
