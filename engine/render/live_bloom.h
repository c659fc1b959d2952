#pragma once
#include "base/math.h"
#include "gpu/bindings.h"
#include "gpu/image.h"
#include "gpu/recorder.h"

#include <array>

namespace vitrine::render {

class LivePipelines;

/// The light that the camera spreads, of a picture at one size: a pyramid of means, of which three levels are added up.
class LiveBloom {
  public:
    LiveBloom(const gpu::Device& device, const LivePipelines& pipelines, const gpu::Image& moving,
              const gpu::Image& resting);

    enum class Source { moving, resting };
    /// Of the part `traced` of the source, which is in Use::sampled, as spread() is afterwards.
    void record(gpu::Recorder& recorder, const LivePipelines& pipelines, Source source, const glm::vec2& traced) const;
    const gpu::Image& spread() const { return sum_; }

  private:
    static constexpr std::size_t kLevels = 8;
    void draw(gpu::Recorder& recorder, const gpu::GraphicsPipeline& pipeline, const gpu::BindingSet& set,
              const gpu::Image& target, const glm::vec2& traced) const;

    std::size_t count_ = 1; ///< of levels
    std::array<gpu::Image, kLevels> levels_;
    gpu::Image sum_;
    gpu::Sampler linear_;
    std::array<gpu::BindingSet, 2> first_; ///< by source
    std::array<gpu::BindingSet, kLevels> further_;
    gpu::BindingSet sumSet_;
};

} // namespace vitrine::render
