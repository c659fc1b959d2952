#include "render/live_pipelines.h"

#include "render/pipeline_batch.h"
#include "shared/live_layout_cpp.h"
#include "spirv/live_shaders.h"

#include <cstddef>

namespace vitrine::render {
namespace {

constexpr std::size_t kMostBakedPlanes = 128; // shaders/live/planes.glsl
constexpr std::uint32_t kPlaneCountId = 10, kFirstPlaneId = 16, kWhichId = 20, kForeignId = 5, kEnamelId = 7,
                        kOpalId = 8, kIncludedId = 9;

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

bool isBaked(const LiveBody& body) {
    return !body.cabochon && body.solid.facets().size() <= kMostBakedPlanes;
}

gpu::ShaderCode facetsCode(const LiveBody& body) {
    if (body.cabochon) return spirv::live_stone_dome_frag;
    return isBaked(body) ? gpu::ShaderCode(spirv::live_stone_baked_frag) : spirv::live_stone_frag;
}

gpu::ShaderCode samplesCode(const LiveBody& body) {
    if (body.cabochon) return spirv::live_samples_dome;
    return isBaked(body) ? gpu::ShaderCode(spirv::live_samples_baked) : spirv::live_samples;
}

bool isUnmade(const gpu::ComputePipeline& pipeline) {
    return pipeline.handle() == VK_NULL_HANDLE;
}

} // namespace

std::vector<gpu::Constant> LivePipelines::baseConstants() const {
    return {{0u, kLiveStack}, {1u, settings_.environmentMap ? 1 : 0}};
}

// The planes of a body, where they are built in, as the constants that live/planes.glsl declares for them.
std::vector<gpu::Constant> LivePipelines::stoneConstants(const LiveBody& body) const {
    std::vector<gpu::Constant> constants = baseConstants();
    constants.emplace_back(kIncludedId, body.included);
    if (!isBaked(body)) return constants;
    const gem::Solid& unit = body.solid;
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
    PipelineBatch batch(device);
    addForms(batch, 0);
    addLight(batch);
    addPixels(batch);
    addVisibility(batch);
    addPicture(batch);
    batch.make();
}

void LivePipelines::serve(const LivePieceKind& kind) {
    const std::lock_guard lock(mutex_);
    PipelineBatch batch(*device_);
    if (isUnmade(metal[kind.form])) addForms(batch, kind.form);
    if (kind.worked && isUnmade(workedMetal))
        batch.add(workedMetal, pixelKernel("worked metal", spirv::live_metal, LIST_WORKED));
    batch.make();
}

gpu::ComputeSettings LivePipelines::lightKernel(const char* name, gpu::ShaderCode code, std::uint32_t push_bytes,
                                                LiveForm form) const {
    std::vector<gpu::Constant> constants = baseConstants();
    constants.emplace_back(kForeignId, (form & kForeignForm) != 0);
    constants.emplace_back(kEnamelId, (form & kEnamelledForm) != 0);
    constants.emplace_back(kOpalId, (form & kPlayingForm) != 0);
    return {.name = name, .code = code, .sets = {&pieceLayout}, .push_bytes = push_bytes, .constants = constants};
}

gpu::ComputeSettings LivePipelines::pixelKernel(const char* name, gpu::ShaderCode code, std::uint32_t which,
                                                std::uint32_t push_bytes, LiveForm form) const {
    std::vector<gpu::Constant> constants = baseConstants();
    constants.emplace_back(kWhichId, static_cast<int>(which));
    constants.emplace_back(kForeignId, (form & kForeignForm) != 0);
    constants.emplace_back(kEnamelId, (form & kEnamelledForm) != 0);
    constants.emplace_back(kOpalId, (form & kPlayingForm) != 0);
    return {.name = name,
            .code = code,
            .sets = {&pieceLayout, &pictureLayout},
            .push_bytes = push_bytes,
            .constants = constants};
}

// What has a form for pieces of bare metal and clear stones alone, and others for all others.
void LivePipelines::addForms(PipelineBatch& batch, LiveForm form) {
    constexpr std::uint32_t atlas = sizeof(shared32::NearAtlas);
    batch.add(nearTrace[form], lightKernel("near-field trace", spirv::live_near_trace, atlas, form));
    batch.add(nearShade[form], lightKernel("near-field light", spirv::live_near_shade, atlas, form));
    batch.add(metal[form], pixelKernel("metal", spirv::live_metal, LIST_METAL, 0, form));
}

// The near-field maps and the ground.
void LivePipelines::addLight(PipelineBatch& batch) {
    batch.add(nearSmooth, lightKernel("near-field smooth", spirv::live_near_smooth, sizeof(shared32::NearAtlas)));
    batch.add(groundTrace, lightKernel("ground trace", spirv::live_ground_trace, sizeof(std::uint32_t)));
    batch.add(groundCells, lightKernel("ground cells", spirv::live_ground_cells));
    batch.add(groundLight, lightKernel("ground light", spirv::live_ground_light));
    batch.add(groundSmooth, lightKernel("ground smooth", spirv::live_ground_smooth));
}

// What is done for pixels, or for lists of them.
void LivePipelines::addPixels(PipelineBatch& batch) {
    batch.add(listMetal, pixelKernel("list metal", spirv::live_classify, LIST_METAL));
    batch.add(listEdges, pixelKernel("list edges", spirv::live_edges, LIST_EDGE));
    batch.add(metalArguments, pixelKernel("metal arguments", spirv::live_arguments, LIST_METAL));
    batch.add(workedArguments, pixelKernel("worked arguments", spirv::live_arguments, LIST_WORKED));
    batch.add(edgeArguments, pixelKernel("edge arguments", spirv::live_arguments, LIST_EDGE));
    batch.add(stoneEdgeArguments, pixelKernel("stone edge arguments", spirv::live_arguments, LIST_STONE_EDGE));
    batch.add(metalEdgeArguments, pixelKernel("metal edge arguments", spirv::live_arguments, LIST_METAL_EDGE));
    batch.add(settle, pixelKernel("settle", spirv::live_settle));
    batch.add(gather, pixelKernel("gather", spirv::live_gather, 0, sizeof(shared32::GatherPush)));
}

void LivePipelines::addVisibility(PipelineBatch& batch) {
    // Parts of the catalogue are closed bodies, of which no back is ever seen; a model's surfaces may be open.
    for (const bool open : {false, true})
        batch.add(open ? visibleOpen : visibleMetal, {.name = "visible metal",
                                                      .vertex = spirv::live_metal_vert,
                                                      .fragment = spirv::live_metal_id_frag,
                                                      .sets = {&pieceLayout},
                                                      .vertexStride_bytes = sizeof(MetalVertex),
                                                      .attributes = kMetalAttributes,
                                                      .cull = open ? VK_CULL_MODE_NONE : VK_CULL_MODE_BACK_BIT,
                                                      .colorFormats = {kIdentityFormat},
                                                      .depthFormat = kDepthFormat});
    batch.add(visibleFacets, {.name = "visible facets",
                              .vertex = spirv::live_facet_vert,
                              .fragment = spirv::live_facet_id_frag,
                              .sets = {&pieceLayout},
                              .push_bytes = sizeof(shared32::LiveStone),
                              .vertexStride_bytes = sizeof(FacetVertex),
                              .attributes = kFacetAttributes,
                              .cull = VK_CULL_MODE_BACK_BIT,
                              .colorFormats = {kIdentityFormat},
                              .depthFormat = kDepthFormat});
    batch.add(behind, {.name = "behind",
                       .vertex = spirv::live_ground_vert,
                       .fragment = spirv::live_ground_frag,
                       .sets = {&pieceLayout},
                       .constants = baseConstants(),
                       .colorFormats = {kLightFormat, kIdentityFormat},
                       .depthFormat = kDepthFormat,
                       .depthCompare = VK_COMPARE_OP_EQUAL});
}

// From light to the picture.
void LivePipelines::addPicture(PipelineBatch& batch) {
    batch.add(compose, {.name = "compose",
                        .vertex = spirv::live_picture_vert,
                        .fragment = spirv::live_compose_frag,
                        .sets = {&pieceLayout, &pictureLayout, &restLayout},
                        .push_bytes = sizeof(shared32::ComposePush),
                        .colorFormats = {kLightFormat}});
    const auto spreading = [&](gpu::GraphicsPipeline& place, const char* name, gpu::ShaderCode code) {
        batch.add(place, {.name = name,
                          .vertex = spirv::live_picture_vert,
                          .fragment = code,
                          .sets = {&spreadLayout},
                          .push_bytes = sizeof(shared32::SpreadPush),
                          .colorFormats = {kLightFormat}});
    };
    spreading(spread, "spread", spirv::live_spread_frag);
    spreading(spreadSum, "sum of spread", spirv::live_spread_sum_frag);
    for (std::size_t i = 0; i < tone.size(); ++i)
        batch.add(tone[i], {.name = "tone",
                            .vertex = spirv::live_picture_vert,
                            .fragment = spirv::live_tone_frag,
                            .sets = {&pieceLayout, &pictureLayout},
                            .push_bytes = sizeof(shared32::TonePush),
                            .constants = {{1u, static_cast<int>(settings_.tone)},
                                          {2u, (i & 1) != 0},
                                          {3u, settings_.bloom},
                                          {4u, (i & 2) != 0}},
                            .colorFormats = {kPictureFormat}});
}

std::shared_ptr<const StonePipelines> LivePipelines::forCut(const LiveBody& body) {
    const std::lock_guard lock(mutex_);
    for (const Known& known : known_)
        if (sameBody(known.body, body)) return known.pipelines;
    auto made = std::make_shared<StonePipelines>();
    made->facets = gpu::GraphicsPipeline(*device_, {.name = "facets",
                                                    .vertex = spirv::live_facet_vert,
                                                    .fragment = facetsCode(body),
                                                    .sets = {&pieceLayout},
                                                    .push_bytes = sizeof(shared32::LiveStone),
                                                    .constants = stoneConstants(body),
                                                    .vertexStride_bytes = sizeof(FacetVertex),
                                                    .attributes = kFacetAttributes,
                                                    .cull = VK_CULL_MODE_BACK_BIT,
                                                    .colorFormats = {kLightFormat, kIdentityFormat},
                                                    .blend = gpu::Blend::add,
                                                    .depthFormat = kDepthFormat,
                                                    .depthCompare = VK_COMPARE_OP_EQUAL});
    known_.push_back({body, made});
    return made;
}

// What fluorescing stones emit, added to their picture.
void LivePipelines::addGlows(PipelineBatch& batch, const EdgeKind& kind) {
    for (const Known& known : known_) {
        const bool done = known.body.cabochon || known.pipelines->glow.handle() != VK_NULL_HANDLE;
        if (done || std::ranges::find(kind.cuts, known.pipelines) == kind.cuts.end()) continue;
        const gpu::ShaderCode baked = spirv::live_glow_baked_frag, plain = spirv::live_glow_frag;
        batch.add(known.pipelines->glow, {.name = "glow",
                                          .vertex = spirv::live_facet_vert,
                                          .fragment = isBaked(known.body) ? baked : plain,
                                          .sets = {&pieceLayout},
                                          .push_bytes = sizeof(shared32::LiveStone),
                                          .constants = stoneConstants(known.body),
                                          .vertexStride_bytes = sizeof(FacetVertex),
                                          .attributes = kFacetAttributes,
                                          .cull = VK_CULL_MODE_BACK_BIT,
                                          .colorFormats = {kLightFormat},
                                          .blend = gpu::Blend::add,
                                          .depthFormat = kDepthFormat,
                                          .depthCompare = VK_COMPARE_OP_EQUAL});
    }
}

void LivePipelines::serveEdges(const EdgeKind& kind) {
    const std::lock_guard lock(mutex_);
    PipelineBatch batch(*device_);
    if (isUnmade(metalSamples[kind.form]))
        batch.add(metalSamples[kind.form], pixelKernel("metal samples", spirv::live_metal_samples, LIST_METAL,
                                                       sizeof(shared32::SamplePush), kind.form));
    if (kind.glows) addGlows(batch, kind);
    for (const Known& known : known_) {
        if (!isUnmade(known.pipelines->samples) || std::ranges::find(kind.cuts, known.pipelines) == kind.cuts.end())
            continue;
        batch.add(known.pipelines->samples, {.name = "samples",
                                             .code = samplesCode(known.body),
                                             .sets = {&pieceLayout, &pictureLayout},
                                             .push_bytes = sizeof(shared32::SamplePush),
                                             .constants = stoneConstants(known.body)});
    }
    batch.make();
}

bool LivePipelines::servesEdges(const EdgeKind& kind) const {
    const std::lock_guard lock(mutex_);
    return !isUnmade(metalSamples[kind.form]) &&
           std::ranges::none_of(kind.cuts, [](const auto& cut) { return isUnmade(cut->samples); });
}

} // namespace vitrine::render
