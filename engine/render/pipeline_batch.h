#pragma once
#include "gpu/pipeline.h"

#include <functional>
#include <vector>

namespace vitrine::render {

/// Pipelines that are made together, on all cores: a driver translates each on the thread that asks for it, which at
/// the start of a program is most of what there is to wait for.
///
///   PipelineBatch batch(device);
///   batch.add(trace, {.name = "trace", .code = spirv::trace, .sets = {&layout}});
///   batch.add(tone, {.name = "tone", ...});
///   batch.make();
class PipelineBatch {
  public:
    explicit PipelineBatch(const gpu::Device& device) : device_(&device) {}

    /// `place` is filled by make(), and the layouts of the settings are read then.
    void add(gpu::ComputePipeline& place, gpu::ComputeSettings settings);
    void add(gpu::GraphicsPipeline& place, gpu::GraphicsSettings settings);

    /// Returns when all are made. Throws what the first that failed threw.
    void make();

  private:
    const gpu::Device* device_;
    std::vector<std::function<void()>> makings_;
};

} // namespace vitrine::render
