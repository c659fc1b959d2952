#pragma once
#include "gpu/bindings.h"
#include "gpu/pipeline.h"

namespace vitrine::render {

/// The still's compute pipelines for one number of carried wavelengths. They share one layout and one set.
struct StillKernels {
    gpu::BindingLayout layout;
    gpu::ComputePipeline prepareTrace, prepareShading, camera, trace, stone, metal, ground, resolve;
    gpu::ComputePipeline foreign; ///< empty unless KernelSettings::foreign
};

struct KernelSettings {
    int wavelengths = 8;
    int stack = 24;              ///< deferred nodes of a mesh's BVH
    int topStack = 12;           ///< and of the one over instances
    bool foreign = false;        ///< whether there are surfaces of glTF materials
    int textureArrays = 0;       ///< bit c: array c holds textures
    bool environmentMap = false; ///< else the gradient dome
};

/// Throws vitrine::Error when `wavelengths` is none of kWavelengthChoices.
StillKernels makeStillKernels(const gpu::Device& device, const KernelSettings& settings);

} // namespace vitrine::render
