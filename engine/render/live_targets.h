#pragma once
#include "gpu/bindings.h"
#include "gpu/buffer.h"
#include "gpu/image.h"
#include "render/live_bloom.h"
#include "render/live_pipelines.h"
#include "render/picture.h"

#include <optional>

namespace vitrine::render {

/// The images of the live view at one size, and the sets that read them.
struct LiveTargets {
    LiveTargets(const gpu::Device& device, const LivePipelines& pipelines, int width, int height,
                const PictureSettings& picture);

    gpu::Image light;    ///< XYZ of the traced picture
    gpu::Image identity; ///< what each pixel shows; hash of its facet sequence
    gpu::Image depth;
    gpu::Image gathered; ///< at rest: sum of XYZ, and weight
    gpu::Image shown;    ///< at rest: XYZ of the picture
    gpu::Image picture;  ///< code values
    gpu::Image past;     ///< code values of the last picture of the piece before
    std::optional<LiveBloom> bloom;
    gpu::Buffer transform;
    gpu::Buffer lists, arguments, sums;
    gpu::Sampler linear, nearest;
    gpu::BindingSet set;
    gpu::BindingSet restSet; ///< the same, but what is toned is `shown`
};

} // namespace vitrine::render
