#include "render/still_kernels.h"

#include "base/error.h"
#include "shared/still_layout_cpp.h"
#include "spirv/still_kernels.h"

#include <algorithm>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

// Every kernel is compiled once for each choice of wavelengths; the build lists them in spirv/still_kernels.h.
struct KernelCode {
    int wavelengths;
    gpu::ShaderCode camera, stone, crystal, dome, crystalDome, metal, ground, foreign, body, enamel, glow;
};

#define VITRINE_KERNELS(n)                                                                                             \
    KernelCode {                                                                                                       \
        n, spirv::still_camera_##n, spirv::still_stone_##n, spirv::still_crystal_##n, spirv::still_dome_##n,           \
            spirv::still_crystal_dome_##n, spirv::still_metal_##n, spirv::still_ground_##n, spirv::still_foreign_##n,  \
            spirv::still_body_##n, spirv::still_enamel_##n, spirv::still_glow_##n                                      \
    }
const KernelCode kKernels[] = {VITRINE_KERNELS(1), VITRINE_KERNELS(4), VITRINE_KERNELS(8), VITRINE_KERNELS(12),
                               VITRINE_KERNELS(16)};
#undef VITRINE_KERNELS

const KernelCode& codeFor(int wavelengths) {
    for (const KernelCode& code : kKernels)
        if (code.wavelengths == wavelengths) return code;
    throw Error({.place = "--wavelengths",
                 .problem = fmt::format("{} wavelengths cannot be carried", wavelengths),
                 .remedy = "one of 1, 4, 8, 12, 16"});
}

gpu::BindingLayout makeLayout(const gpu::Device& device) {
    using enum gpu::BindingKind;
    return {device,
            {{BINDING_FRAME, uniformBuffer},
             {BINDING_PATHS, storageBuffer},
             {BINDING_QUEUES, storageBuffer},
             {BINDING_FILM, storageBuffer},
             {BINDING_ARGUMENTS, storageBuffer},
             {BINDING_NODES, texelBuffer},
             {BINDING_SHADING, texelBuffer},
             {BINDING_SCENE, texelBuffer},
             {BINDING_SPECTRAL, texelBuffer},
             {BINDING_ENVIRONMENT, texelBuffer},
             {BINDING_ALIAS, texelBuffer},
             {BINDING_TABLES, texelBuffer},
             {BINDING_ATTRIBUTES, texelBuffer},
             {BINDING_TEXTURES, sampledImage},
             {BINDING_TEXTURES + 1, sampledImage},
             {BINDING_TEXTURES + 2, sampledImage},
             {BINDING_DRESS, texelBuffer}}};
}

} // namespace

KernelSettings kernelSettingsFor(const SceneOutline& scene, int wavelengths, bool environmentMap) {
    constexpr int leastStack = 4, leastTopStack = 2;
    return {.wavelengths = wavelengths,
            .stack = std::max(scene.meshDepth, leastStack),
            .topStack = std::max(scene.topDepth, leastTopStack),
            .foreign = scene.hasForeign,
            .bodies = scene.hasBodies,
            .opals = scene.mayPlay,
            .enamels = !scene.materials.enamels.empty(),
            .crystals = std::ranges::any_of(scene.materials.species, [](const auto& s) { return !s->isotropic(); }),
            .domes = scene.hasDomes,
            .glows = scene.mayGlow,
            .inclusions = scene.hasInclusions,
            .reliefs = scene.materials.reliefs,
            .textureArrays = scene.textureArrays,
            .environmentMap = environmentMap};
}

bool StillKernels::serve(const KernelSettings& needed) const {
    return settings.wavelengths == needed.wavelengths && settings.stack >= needed.stack &&
           settings.topStack >= needed.topStack && (settings.foreign || !needed.foreign) &&
           (settings.bodies || !needed.bodies) && (settings.opals || !needed.opals) &&
           (settings.enamels || !needed.enamels) && (settings.crystals || !needed.crystals) &&
           (settings.domes || !needed.domes) && (settings.glows || !needed.glows) &&
           (settings.inclusions || !needed.inclusions) && settings.reliefs == needed.reliefs &&
           settings.textureArrays == needed.textureArrays && settings.environmentMap == needed.environmentMap;
}

StillKernels makeStillKernels(const gpu::Device& device, const KernelSettings& settings) {
    const KernelCode& code = codeFor(settings.wavelengths);
    StillKernels kernels;
    kernels.settings = settings;
    kernels.layout = makeLayout(device);
    const auto pipeline = [&](const char* name, gpu::ShaderCode words, int stage = 0) {
        return gpu::ComputePipeline(device, {.name = name,
                                             .code = words,
                                             .sets = {&kernels.layout},
                                             .push_bytes = sizeof(shared32::StillSlice),
                                             .constants = {{0u, settings.stack},
                                                           {1u, settings.environmentMap ? 1 : 0},
                                                           {2u, settings.topStack},
                                                           {3u, settings.textureArrays},
                                                           {4u, stage},
                                                           {6u, settings.reliefs},
                                                           {8u, settings.opals},
                                                           {9u, settings.inclusions}}});
    };
    kernels.prepareTrace = pipeline("still prepare trace", spirv::still_prepare, 0);
    kernels.prepareShading = pipeline("still prepare shading", spirv::still_prepare, 1);
    kernels.trace = pipeline("still trace", spirv::still_trace);
    kernels.resolve = pipeline("still resolve", spirv::still_resolve);
    kernels.camera = pipeline("still camera", code.camera);
    kernels.stone = pipeline("still stone", code.stone);
    if (settings.crystals) kernels.crystal = pipeline("still crystal", code.crystal);
    if (settings.domes) kernels.dome = pipeline("still dome", code.dome);
    if (settings.domes && settings.crystals) kernels.crystalDome = pipeline("still crystal dome", code.crystalDome);
    if (settings.glows) kernels.stoneGlow = pipeline("still glow of stones", code.glow, QUEUE_STONE);
    if (settings.glows && settings.crystals)
        kernels.crystalGlow = pipeline("still glow of crystals", code.glow, QUEUE_CRYSTAL);
    kernels.metal = pipeline("still metal", code.metal);
    kernels.ground = pipeline("still ground", code.ground);
    if (settings.foreign) kernels.foreign = pipeline("still foreign", code.foreign);
    if (settings.bodies) kernels.body = pipeline("still body", code.body);
    if (settings.enamels) kernels.enamel = pipeline("still enamel", code.enamel);
    return kernels;
}

} // namespace vitrine::render
