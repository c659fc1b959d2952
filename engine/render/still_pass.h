#pragma once
#include "gpu/bindings.h"
#include "gpu/buffer.h"
#include "gpu/recorder.h"
#include "render/scene_dress.h"
#include "render/scene_on_gpu.h"
#include "render/spectral_table.h"
#include "render/still.h"
#include "render/still_kernels.h"
#include "shared/still_layout_cpp.h"

#include <memory>

namespace vitrine::render {

/// Pixels of one sample that are traced together.
struct StillSlice {
    std::uint32_t firstPixel = 0, pixels = 0;
    std::uint32_t sample = 0;
};

/// What a still is made of on the device, and the recording of its slices; it submits nothing once it is made.
class StillPass {
  public:
    static constexpr std::uint32_t kLargestSlice = 1u << 17; ///< paths in flight; bounds the memory of their state

    /// Draws once with every kernel, so that none is compiled later.
    StillPass(const gpu::Device& device, std::shared_ptr<const SceneOnGpu> scene,
              std::shared_ptr<const StillKernels> kernels, const scene::Camera& camera,
              const Surroundings& surroundings, const StillSettings& settings);

    /// From the next recorded slice on, on an empty film.
    void look(const scene::Camera& camera, const Surroundings& surroundings);
    void wear(const scene::Dressing& dressing);

    /// After it the film may be read by copies, compute and fragment shaders.
    void record(gpu::Recorder& recorder, const StillSlice& slice);

    std::uint32_t mostPixels() const { return frame_.pathCapacity; }
    std::uint32_t filmStride() const { return frame_.filmStride; }
    const gpu::Buffer& film() const { return film_; }
    const gpu::Buffer& counters() const { return queues_; }
    const SceneOutline& outline() const { return scene_->outline(); }

  private:
    void describe(const Surroundings& surroundings, double groundExtent_mm);
    void makeTables(const gpu::Device& device, const Surroundings& surroundings, double groundExtent_mm);
    void makeState(const gpu::Device& device);
    void bind(const gpu::Device& device);
    void recordChanges(gpu::Recorder& recorder);
    void warm(const gpu::Device& device);
    void place(const Surroundings& surroundings);

    struct Table {
        gpu::Buffer buffer;
        gpu::TexelBufferView view;
    };

    StillSettings settings_;
    std::shared_ptr<const SceneOnGpu> scene_;
    std::shared_ptr<const StillKernels> kernels_;
    SpectralTable spectral_; ///< without its texels
    SceneDress dress_;
    LightUnits units_;
    scene::Studio studio_; ///< as it is seen now
    shared32::StillFrame frame_{};
    double tableTurn_;    ///< of the lights for which the ground's table was made
    bool changed_ = true; ///< frame_ or dress_, since the last slice
    Table spectralTable_, environment_, alias_, tables_, dressTable_;
    gpu::Buffer frameBuffer_, paths_, queues_, film_, arguments_;
    gpu::BindingSet set_;
};

} // namespace vitrine::render
