#pragma once
#include "gpu/bindings.h"
#include "gpu/pipeline.h"
#include "render/scene_buffers.h"

namespace vitrine::render {

struct KernelSettings {
    int wavelengths = 8;
    int stack = 24;              ///< deferred nodes of a mesh's BVH
    int topStack = 12;           ///< and of the one over instances
    bool foreign = false;        ///< whether there are surfaces of glTF materials
    bool bodies = false;         ///< whether there are opaque stones
    bool opals = false;          ///< SceneOutline::mayPlay
    bool enamels = false;        ///< whether there are enamelled metals, or may come to be
    bool crystals = false;       ///< whether a stone refracts doubly, or may come to
    bool domes = false;          ///< whether there are cabochons that light goes through
    bool glows = false;          ///< whether a stone fluoresces, or may come to
    bool inclusions = false;     ///< whether a stone has inclusions
    int reliefs = 0;             ///< Materials::reliefs
    int textureArrays = 0;       ///< bit c: array c holds textures
    bool environmentMap = false; ///< else the gradient dome
};

/// What a scene's kernels must be made for.
KernelSettings kernelSettingsFor(const SceneOutline& scene, int wavelengths, bool environmentMap);

/// The still's compute pipelines for one number of carried wavelengths. They share one layout and one set. Stills of
/// any scene that they serve may share them.
struct StillKernels {
    KernelSettings settings;
    gpu::BindingLayout layout;
    gpu::ComputePipeline prepareTrace, prepareShading, camera, trace, stone, metal, ground, resolve;
    gpu::ComputePipeline foreign;                ///< empty unless KernelSettings::foreign
    gpu::ComputePipeline body;                   ///< empty unless KernelSettings::bodies
    gpu::ComputePipeline enamel;                 ///< empty unless KernelSettings::enamels
    gpu::ComputePipeline crystal;                ///< empty unless KernelSettings::crystals
    gpu::ComputePipeline stoneGlow, crystalGlow; ///< empty unless KernelSettings::glows
    gpu::ComputePipeline dome, crystalDome;      ///< empty unless KernelSettings::domes, and for the latter ::crystals

    /// Whether they are as good as kernels made for `needed`.
    bool serve(const KernelSettings& needed) const;
};

/// Throws vitrine::Error when `wavelengths` is none of kWavelengthChoices.
StillKernels makeStillKernels(const gpu::Device& device, const KernelSettings& settings);

} // namespace vitrine::render
