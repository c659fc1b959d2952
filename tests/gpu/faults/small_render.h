#pragma once
#include "gpu/device.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "gpu/recorder.h"

#include <vector>

namespace vitrine::gpu {

/// A render with one of everything that engine/gpu makes: buffers of each memory, texels, an image, a sampler, both
/// kinds of pipeline, sets, a timer, a slot. What it reads back is the same each time.
class SmallRender {
  public:
    explicit SmallRender(const Device& device, VkFormat targetFormat = VK_FORMAT_R8G8B8A8_UNORM);

    /// Draws the picture over all of a target.
    void draw(Recorder& recorder, const Image& target) const;

    /// The numbers that were inverted, and the pixels drawn, after each other.
    std::vector<std::byte> result() const;

  private:
    const Device& device_;
    Buffer numbers_;
    TexelBufferView numberTexels_;
    Buffer inverted_;
    Image picture_;
    Sampler sampler_;
    BindingLayout invertLayout_;
    BindingLayout flatLayout_;
    BindingSet invertSet_;
    BindingSet flatSet_;
    ComputePipeline invert_;
    GraphicsPipeline flat_;
};

} // namespace vitrine::gpu
