#include "render/live_pipelines.h"

#include "render/live_scene.h"
#include "shared/live_layout_cpp.h"
#include "spirv/live_shaders.h"

#include <cstddef>

namespace vitrine::render {
namespace {

constexpr std::size_t kMostBakedPlanes = 128; // shaders/live/planes.glsl
constexpr std::uint32_t kPlaneCountId = 10, kFirstPlaneId = 16, kWhichId = 20, kForeignId = 5;

gpu::BindingLayout makePieceLayout(const gpu::Device& device) {
    using enum gpu::BindingKind;
    return {device, {{BINDING_FRAME, uniformBuffer},        {BINDING_NODES, texelBuffer},
                     {BINDING_SHADING, texelBuffer},        {BINDING_SCENE, texelBuffer},
                     {BINDING_SPECTRAL, texelBuffer},       {BINDING_ENVIRONMENT, texelBuffer},
                     {BINDING_TABLES, texelBuffer},         {BINDING_ATTRIBUTES, texelBuffer},
                     {BINDING_TEXTURES, sampledImage},      {BINDING_TEXTURES + 1, sampledImage},
                     {BINDING_TEXTURES + 2, sampledImage},  {BINDING_DRESS, texelBuffer},
                     {BINDING_LIVE, uniformBuffer},         {BINDING_NEAR, sampledImage},
                     {BINDING_NEAR_STORE, storageImage},    {BINDING_NEAR_GEOMETRY, storageBuffer},
                     {BINDING_NEAR_LIGHT, storageBuffer},   {BINDING_GROUND, sampledImage},
                     {BINDING_GROUND_STORE, storageImage},  {BINDING_GROUND_BITS, storageBuffer},
                     {BINDING_GROUND_LIGHT, storageBuffer}, {BINDING_GROUND_FAR, sampledImage}}};
}

gpu::BindingLayout makePictureLayout(const gpu::Device& device) {
    using enum gpu::BindingKind;
    return {device,
            {{BINDING_LIGHT, sampledImage},
             {BINDING_LIGHT_STORE, storageImage},
             {BINDING_IDENTITY, sampledImage},
             {BINDING_DEPTH, sampledImage},
             {BINDING_LISTS, storageBuffer},
             {BINDING_ARGUMENTS_LIVE, storageBuffer},
             {BINDING_PAST, sampledImage},
             {BINDING_TONE, uniformBuffer},
             {BINDING_SUMS, storageBuffer},
             {BINDING_GATHERED, sampledImage},
             {BINDING_GATHERED_STORE, storageImage},
             {BINDING_BLOOM, sampledImage}}};
}

gpu::BindingLayout makeSpreadLayout(const gpu::Device& device) {
    using enum gpu::BindingKind;
    return {device, {{0, sampledImage}, {1, sampledImage}, {2, sampledImage}}};
}

gpu::BindingLayout makeRestLayout(const gpu::Device& device) {
    return {device, {{BINDING_FILM_REST, gpu::BindingKind::storageBuffer}}};
}

const std::vector<gpu::VertexAttribute> kMetalAttributes = {
    {0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(MetalVertex, position)},
    {1, VK_FORMAT_R16G16_SNORM, offsetof(MetalVertex, normal)},
    {2, VK_FORMAT_R32_UINT, offsetof(MetalVertex, surface)}};
const std::vector<gpu::VertexAttribute> kFacetAttributes = {
    {0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(FacetVertex, position)},
    {1, VK_FORMAT_R32_UINT, offsetof(FacetVertex, facet)}};

} // namespace

std::vector<gpu::Constant> LivePipelines::baseConstants() const {
    return {{0u, kLiveStack}, {1u, settings_.environmentMap ? 1 : 0}};
}

// The planes of a body as the constants that live/planes.glsl declares for them.
std::vector<gpu::Constant> LivePipelines::bakedConstants(const gem::Solid& unit) const {
    std::vector<gpu::Constant> constants = baseConstants();
    constants.emplace_back(kPlaneCountId, static_cast<int>(unit.facets().size()));
    std::uint32_t id = kFirstPlaneId;
    for (const gem::Facet& facet : unit.facets())
        for (const double value :
             {facet.plane.normal.x, facet.plane.normal.y, facet.plane.normal.z, facet.plane.distance})
            constants.emplace_back(id++, static_cast<float>(value));
    return constants;
}

LivePipelines::LivePipelines(const gpu::Device& device, const Settings& settings)
    : pieceLayout(makePieceLayout(device)), pictureLayout(makePictureLayout(device)),
      restLayout(makeRestLayout(device)), spreadLayout(makeSpreadLayout(device)), device_(&device),
      settings_(settings) {
    const auto compute = [&](const char* name, gpu::ShaderCode code, std::uint32_t push, bool foreign = false) {
        std::vector<gpu::Constant> constants = baseConstants();
        constants.emplace_back(kForeignId, foreign);
        return gpu::ComputePipeline(
            device, {.name = name, .code = code, .sets = {&pieceLayout}, .push_bytes = push, .constants = constants});
    };
    for (const bool foreign : {false, true}) {
        nearTrace[foreign] = compute("near-field trace", spirv::live_near_trace, sizeof(shared32::NearAtlas), foreign);
        nearShade[foreign] = compute("near-field light", spirv::live_near_shade, sizeof(shared32::NearAtlas), foreign);
    }
    nearSmooth = compute("near-field smooth", spirv::live_near_smooth, sizeof(shared32::NearAtlas));
    groundTrace = compute("ground trace", spirv::live_ground_trace, sizeof(std::uint32_t));
    groundCells = compute("ground cells", spirv::live_ground_cells, 0);
    groundLight = compute("ground light", spirv::live_ground_light, 0);
    groundSmooth = compute("ground smooth", spirv::live_ground_smooth, 0);

    const auto picture = [&](const char* name, gpu::ShaderCode code, std::uint32_t which, std::uint32_t push = 0,
                             bool foreign = false) {
        std::vector<gpu::Constant> constants = baseConstants();
        constants.emplace_back(kWhichId, static_cast<int>(which));
        constants.emplace_back(kForeignId, foreign);
        return gpu::ComputePipeline(device, {.name = name,
                                             .code = code,
                                             .sets = {&pieceLayout, &pictureLayout},
                                             .push_bytes = push,
                                             .constants = constants});
    };
    listMetal = picture("list metal", spirv::live_classify, LIST_METAL);
    listEdges = picture("list edges", spirv::live_edges, LIST_EDGE);
    metalArguments = picture("metal arguments", spirv::live_arguments, LIST_METAL);
    workedArguments = picture("worked arguments", spirv::live_arguments, LIST_WORKED);
    edgeArguments = picture("edge arguments", spirv::live_arguments, LIST_EDGE);
    metalEdgeArguments = picture("metal edge arguments", spirv::live_arguments, LIST_METAL_EDGE);
    for (const bool foreign : {false, true}) {
        metal[foreign] = picture("metal", spirv::live_metal, LIST_METAL, 0, foreign);
        metalSamples[foreign] =
            picture("metal samples", spirv::live_metal_samples, LIST_METAL, sizeof(shared32::SamplePush), foreign);
    }
    workedMetal = picture("worked metal", spirv::live_metal, LIST_WORKED);
    settle = picture("settle", spirv::live_settle, 0);
    gather = picture("gather", spirv::live_gather, 0, sizeof(shared32::GatherPush));
    samples = picture("samples", spirv::live_samples, 0, sizeof(shared32::SamplePush));

    // Parts of the catalogue are closed bodies, of which no back is ever seen; a model's surfaces may be open.
    for (const bool open : {false, true})
        (open ? visibleOpen : visibleMetal) =
            gpu::GraphicsPipeline(device, {.name = "visible metal",
                                           .vertex = spirv::live_metal_vert,
                                           .fragment = spirv::live_metal_id_frag,
                                           .sets = {&pieceLayout},
                                           .vertexStride_bytes = sizeof(MetalVertex),
                                           .attributes = kMetalAttributes,
                                           .cull = open ? VK_CULL_MODE_NONE : VK_CULL_MODE_BACK_BIT,
                                           .colorFormats = {kIdentityFormat},
                                           .depthFormat = kDepthFormat});
    visibleFacets = gpu::GraphicsPipeline(device, {.name = "visible facets",
                                                   .vertex = spirv::live_facet_vert,
                                                   .fragment = spirv::live_facet_id_frag,
                                                   .sets = {&pieceLayout},
                                                   .push_bytes = sizeof(shared32::LiveStone),
                                                   .vertexStride_bytes = sizeof(FacetVertex),
                                                   .attributes = kFacetAttributes,
                                                   .cull = VK_CULL_MODE_BACK_BIT,
                                                   .colorFormats = {kIdentityFormat},
                                                   .depthFormat = kDepthFormat});
    behind = gpu::GraphicsPipeline(device, {.name = "behind",
                                            .vertex = spirv::live_ground_vert,
                                            .fragment = spirv::live_ground_frag,
                                            .sets = {&pieceLayout},
                                            .constants = baseConstants(),
                                            .colorFormats = {kLightFormat, kIdentityFormat},
                                            .depthFormat = kDepthFormat,
                                            .depthCompare = VK_COMPARE_OP_EQUAL});
    compose = gpu::GraphicsPipeline(device, {.name = "compose",
                                             .vertex = spirv::live_picture_vert,
                                             .fragment = spirv::live_compose_frag,
                                             .sets = {&pieceLayout, &pictureLayout, &restLayout},
                                             .push_bytes = sizeof(shared32::ComposePush),
                                             .colorFormats = {kLightFormat}});
    const auto spreading = [&](const char* name, gpu::ShaderCode code) {
        return gpu::GraphicsPipeline(device, {.name = name,
                                              .vertex = spirv::live_picture_vert,
                                              .fragment = code,
                                              .sets = {&spreadLayout},
                                              .push_bytes = sizeof(shared32::SpreadPush),
                                              .colorFormats = {kLightFormat}});
    };
    spread = spreading("spread", spirv::live_spread_frag);
    spreadSum = spreading("sum of spread", spirv::live_spread_sum_frag);
    for (std::size_t i = 0; i < tone.size(); ++i)
        tone[i] = gpu::GraphicsPipeline(device, {.name = "tone",
                                                 .vertex = spirv::live_picture_vert,
                                                 .fragment = spirv::live_tone_frag,
                                                 .sets = {&pieceLayout, &pictureLayout},
                                                 .push_bytes = sizeof(shared32::TonePush),
                                                 .constants = {{1u, static_cast<int>(settings.tone)},
                                                               {2u, (i & 1) != 0},
                                                               {3u, settings.bloom},
                                                               {4u, (i & 2) != 0}},
                                                 .colorFormats = {kPictureFormat}});
}

std::shared_ptr<const StonePipelines> LivePipelines::forCut(const gem::Solid& unit) {
    const std::lock_guard lock(mutex_);
    for (const Known& known : known_)
        if (sameBody(known.unit, unit)) return known.pipelines;
    const bool baked = unit.facets().size() <= kMostBakedPlanes;
    auto made = std::make_shared<StonePipelines>();
    made->facets = gpu::GraphicsPipeline(*device_, {.name = "facets",
                                                    .vertex = spirv::live_facet_vert,
                                                    .fragment = baked ? gpu::ShaderCode(spirv::live_stone_baked_frag)
                                                                      : gpu::ShaderCode(spirv::live_stone_frag),
                                                    .sets = {&pieceLayout},
                                                    .push_bytes = sizeof(shared32::LiveStone),
                                                    .constants = baked ? bakedConstants(unit) : baseConstants(),
                                                    .vertexStride_bytes = sizeof(FacetVertex),
                                                    .attributes = kFacetAttributes,
                                                    .cull = VK_CULL_MODE_BACK_BIT,
                                                    .colorFormats = {kLightFormat, kIdentityFormat},
                                                    .blend = gpu::Blend::add,
                                                    .depthFormat = kDepthFormat,
                                                    .depthCompare = VK_COMPARE_OP_EQUAL});
    made->samples = gpu::ComputePipeline(
        *device_, {.name = "samples",
                   .code = baked ? gpu::ShaderCode(spirv::live_samples_baked) : gpu::ShaderCode(spirv::live_samples),
                   .sets = {&pieceLayout, &pictureLayout},
                   .push_bytes = sizeof(shared32::SamplePush),
                   .constants = baked ? bakedConstants(unit) : baseConstants()});
    known_.push_back({unit, made});
    return made;
}

} // namespace vitrine::render
