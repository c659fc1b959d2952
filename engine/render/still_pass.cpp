#include "render/still_pass.h"

#include "render/still_frame.h"

#include <algorithm>
#include <cmath>

namespace vitrine::render {
namespace {

using gpu::BufferUse;
using gpu::Use;

constexpr std::uint32_t kSpectralPeriod = 256; // samples with wavelengths of their own
constexpr double kGroundExtent = 24.0;         // in bounding radii of the piece
constexpr std::uint32_t kGroup = 64;           // invocations of a kernel's workgroup

// The buffer `queues` begins with the lengths of the queues, the totals follow.
constexpr VkDeviceSize kQueueLengths_bytes = QUEUE_COUNT * sizeof(std::uint32_t);
constexpr VkDeviceSize kTotals_bytes = COUNTER_END * sizeof(std::uint32_t) - kQueueLengths_bytes;

double groundExtentOf(const scene::Bounds& box) {
    return std::max(kGroundExtent * 0.5 * glm::length(box.greatest - box.least), 1.0);
}

SpectralTable spectralTableOf(const SceneOutline& outline, scene::Illuminant illuminant,
                              const StillSettings& settings) {
    return makeSpectralTable(
        outline.materials.alloys, outline.materials.species,
        {.wavelengths = settings.wavelengths,
         .samples = std::min(kSpectralPeriod, static_cast<std::uint32_t>(std::max(settings.samples, 1))),
         .seed = settings.seed,
         .illuminant = illuminant,
         .enamels = outline.materials.enamels,
         .bodies = bodiesOf(outline)});
}

std::uint32_t groupsFor(std::uint32_t invocations) {
    return (invocations + kGroup - 1) / kGroup;
}

} // namespace

StillPass::StillPass(const gpu::Device& device, std::shared_ptr<const SceneOnGpu> scene,
                     std::shared_ptr<const StillKernels> kernels, const scene::Camera& camera,
                     const Surroundings& surroundings, const StillSettings& settings)
    : settings_(settings), scene_(std::move(scene)), kernels_(std::move(kernels)),
      spectral_(spectralTableOf(outline(), surroundings.studio.illuminant, settings)),
      dress_(outline(), scene_->firstDress(), surroundings.studio.lights.size()),
      units_(unitsUnder(surroundings.studio.illuminant)), tableTurn_(surroundings.turn) {
    const double groundExtent_mm = groundExtentOf(outline().bounds);
    describe(surroundings, groundExtent_mm);
    makeTables(device, surroundings, groundExtent_mm);
    makeState(device);
    bind(device);
    look(camera, surroundings);
    warm(device);
}

void StillPass::describe(const Surroundings& surroundings, double groundExtent_mm) {
    const auto pixels = static_cast<std::uint32_t>(settings_.width) * static_cast<std::uint32_t>(settings_.height);
    frame_.tailRadiance = settings_.tailShare * meanRadiance(surroundings, outline().tailPlace);
    frame_.seed = settings_.seed;
    frame_.pathCapacity = std::min(pixels, kLargestSlice);
    frame_.bounceLimit = static_cast<std::uint32_t>(settings_.bounceLimit);
    frame_.hitLimit = static_cast<std::uint32_t>(settings_.hitLimit);
    frame_.stoneCount = outline().stoneCount;
    frame_.topLevelRoot = outline().topLevelRoot;
    frame_.instanceRecords = outline().instanceRecords;
    frame_.stoneRecords = outline().stoneRecords;
    frame_.stoneSpecies = dress_.layout().stoneSpecies;
    frame_.surfaceRecords = dress_.layout().surfaces;
    frame_.lightRecords = dress_.layout().lights;
    frame_.background = settings_.behind == Behind::environment ? BACKGROUND_ENVIRONMENT : BACKGROUND_NOTHING;
    frame_.groundExtent = static_cast<float>(groundExtent_mm);
    frame_.spectralStride = spectral_.stride;
    frame_.alloyTable = spectral_.alloyOffset;
    frame_.enamelTable = spectral_.enamelOffset;
    frame_.speciesTable = spectral_.speciesOffset;
    frame_.filmStride = settings_.instruments ? FILM_TEXELS_INSTRUMENTED : FILM_TEXELS;
}

void StillPass::makeTables(const gpu::Device& device, const Surroundings& surroundings, double groundExtent_mm) {
    const auto floats = [&](const char* name, const std::vector<glm::vec4>& values) {
        Table table{.buffer = gpu::upload(device, {.name = name, .uses = BufferUse::texel}, values), .view = {}};
        table.view = gpu::TexelBufferView(device, table.buffer, VK_FORMAT_R32G32B32A32_SFLOAT);
        return table;
    };
    const std::vector<glm::vec4> none(1);
    spectralTable_ = floats("spectral table", spectral_.texels);
    spectral_.texels = {};
    environment_ = floats("environment", surroundings.map ? surroundings.map->texels : none);
    alias_ = floats("environment samples", surroundings.map ? surroundings.map->alias : none);
    tables_ = floats("tables", render::makeTables(surroundings, groundExtent_mm, outline().materials.grooves));
    dressTable_.buffer =
        gpu::Buffer(device, {.name = "dress", .size_bytes = dress_.size_bytes(), .uses = BufferUse::texel});
    dressTable_.view = gpu::TexelBufferView(device, dressTable_.buffer, VK_FORMAT_R32G32B32A32_UINT);
}

void StillPass::makeState(const gpu::Device& device) {
    const auto make = [&](const char* name, VkDeviceSize bytes, BufferUse uses = BufferUse::storage) {
        return gpu::Buffer(device, {.name = name, .size_bytes = bytes, .uses = uses});
    };
    const auto groups = static_cast<std::uint32_t>((settings_.wavelengths + 3) / 4);
    const VkDeviceSize slots = 2ull * frame_.pathCapacity;
    const VkDeviceSize pixels =
        static_cast<VkDeviceSize>(settings_.width) * static_cast<VkDeviceSize>(settings_.height);
    frameBuffer_ = make("still frame", sizeof(frame_), BufferUse::uniform);
    paths_ = make("paths", slots * (PATH_THROUGHPUT + groups) * sizeof(glm::vec4));
    queues_ = make("queues", (COUNTER_END + QUEUE_COUNT * slots) * sizeof(std::uint32_t));
    arguments_ = make("arguments", 3 * QUEUE_COUNT * sizeof(std::uint32_t), BufferUse::storage | BufferUse::indirect);
    film_ = make("film", frame_.filmStride * pixels * sizeof(glm::vec4));
}

void StillPass::bind(const gpu::Device& device) {
    const auto& textures = scene_->textures();
    const gpu::Sampler& sampler = scene_->sampler();
    set_ = gpu::BindingSet(device, kernels_->layout,
                           {{BINDING_FRAME, frameBuffer_},
                            {BINDING_PATHS, paths_},
                            {BINDING_QUEUES, queues_},
                            {BINDING_FILM, film_},
                            {BINDING_ARGUMENTS, arguments_},
                            {BINDING_NODES, scene_->nodes()},
                            {BINDING_SHADING, scene_->shading()},
                            {BINDING_SCENE, scene_->scene()},
                            {BINDING_SPECTRAL, spectralTable_.view},
                            {BINDING_ENVIRONMENT, environment_.view},
                            {BINDING_ALIAS, alias_.view},
                            {BINDING_TABLES, tables_.view},
                            {BINDING_ATTRIBUTES, scene_->attributes()},
                            {BINDING_TEXTURES, textures[0], sampler},
                            {BINDING_TEXTURES + 1, textures[1], sampler},
                            {BINDING_TEXTURES + 2, textures[2], sampler},
                            {BINDING_DRESS, dressTable_.view}},
                           "still");
}

void StillPass::look(const scene::Camera& camera, const Surroundings& surroundings) {
    describeCamera(frame_, camera, settings_);
    describeSurroundings(frame_, surroundings);
    frame_.groundSine = static_cast<float>(std::sin(surroundings.turn - tableTurn_));
    frame_.groundCosine = static_cast<float>(std::cos(surroundings.turn - tableTurn_));
    dress_.light(surroundings.studio.lights);
    studio_ = surroundings.studio;
    dress_.excite(studio_, units_);
    changed_ = true;
}

void StillPass::wear(const scene::Dressing& dressing) {
    dress_.wear(dressing);
    dress_.excite(studio_, units_);
    changed_ = true;
}

void StillPass::recordChanges(gpu::Recorder& recorder) {
    recorder.update(frameBuffer_, std::as_bytes(std::span(&frame_, 1)));
    recorder.update(dressTable_.buffer, std::as_bytes(dress_.texels()));
    recorder.fill(film_, 0);
    recorder.fill(queues_, 0, kQueueLengths_bytes, kTotals_bytes);
    changed_ = false;
}

void StillPass::record(gpu::Recorder& recorder, const StillSlice& part) {
    shared32::StillSlice slice{.firstPixel = part.firstPixel,
                               .pixelCount = part.pixels,
                               .sampleIndex = part.sample,
                               .spectralOffset = part.sample % spectral_.samples * spectral_.stride,
                               .parity = 0,
                               .stage = 0};
    const auto between = [&] { recorder.barrier({Use::computeReadWrite}, {Use::computeReadWrite, Use::indirectRead}); };
    const auto run = [&](const gpu::ComputePipeline& kernel) {
        recorder.bind(kernel, set_);
        recorder.push(slice);
    };
    const auto runQueue = [&](const gpu::ComputePipeline& kernel, std::uint32_t queue) {
        run(kernel);
        recorder.dispatchIndirect(arguments_, 3 * queue * sizeof(std::uint32_t));
    };
    // What the slice before wrote, and those who have read the film since.
    recorder.barrier({Use::computeReadWrite, Use::fragmentRead, Use::uniformRead, Use::uniformTexelRead,
                      Use::transferRead, Use::transferWrite, Use::indirectRead},
                     {Use::computeReadWrite, Use::transferWrite});
    if (changed_) recordChanges(recorder);
    recorder.fill(queues_, 0, 0, kQueueLengths_bytes);
    recorder.barrier({Use::transferWrite}, {Use::computeReadWrite, Use::uniformRead, Use::uniformTexelRead});
    run(kernels_->camera);
    recorder.dispatch(groupsFor(part.pixels));
    for (int bounce = 0; bounce <= settings_.bounceLimit; ++bounce) {
        slice.parity = static_cast<std::uint32_t>(bounce) % 2;
        between();
        run(kernels_->prepareTrace);
        recorder.dispatch(1);
        between();
        runQueue(kernels_->trace, QUEUE_RAYS + slice.parity);
        if (bounce == settings_.bounceLimit) break;
        between();
        run(kernels_->prepareShading);
        recorder.dispatch(1);
        between();
        if (dress_.canShine()) {
            runQueue(kernels_->stoneGlow, QUEUE_STONE);
            between();
            if (kernels_->settings.crystals) {
                runQueue(kernels_->crystalGlow, QUEUE_CRYSTAL);
                between();
            }
        }
        if (frame_.stoneCount > 0) runQueue(kernels_->stone, QUEUE_STONE);
        if (frame_.stoneCount > 0 && kernels_->settings.crystals) runQueue(kernels_->crystal, QUEUE_CRYSTAL);
        if (outline().hasDomes) runQueue(kernels_->dome, QUEUE_DOME);
        if (outline().hasDomes && kernels_->settings.crystals) runQueue(kernels_->crystalDome, QUEUE_CRYSTAL_DOME);
        runQueue(kernels_->metal, QUEUE_METAL);
        if (frame_.groundOn != 0) runQueue(kernels_->ground, QUEUE_GROUND);
        if (outline().hasForeign) runQueue(kernels_->foreign, QUEUE_FOREIGN);
        if (outline().hasBodies) runQueue(kernels_->body, QUEUE_BODY);
        if (kernels_->settings.enamels) runQueue(kernels_->enamel, QUEUE_ENAMEL);
    }
    between();
    run(kernels_->resolve);
    recorder.dispatch(groupsFor(part.pixels));
    recorder.barrier({Use::computeReadWrite}, {Use::transferRead, Use::computeRead, Use::fragmentRead});
}

// llvmpipe compiles a kernel when it is first dispatched; here every queue is empty, so nothing else happens.
void StillPass::warm(const gpu::Device& device) {
    gpu::Recorder recorder(device, {.name = "still warm-up"});
    recordChanges(recorder);
    changed_ = true;
    recorder.fill(paths_, 0);
    recorder.fill(queues_, 0, 0, kQueueLengths_bytes);
    recorder.fill(arguments_, 0);
    recorder.barrier({Use::transferWrite}, {Use::computeReadWrite, Use::uniformRead, Use::uniformTexelRead});
    const auto run = [&](const gpu::ComputePipeline& kernel) {
        recorder.bind(kernel, set_);
        recorder.push(shared32::StillSlice{});
        recorder.dispatch(1);
        recorder.barrier({Use::computeReadWrite}, {Use::computeReadWrite});
    };
    for (const gpu::ComputePipeline* kernel :
         {&kernels_->camera, &kernels_->prepareTrace, &kernels_->trace, &kernels_->prepareShading, &kernels_->stone,
          &kernels_->metal, &kernels_->ground, &kernels_->resolve})
        run(*kernel);
    if (kernels_->settings.crystals) run(kernels_->crystal);
    if (outline().hasDomes) run(kernels_->dome);
    if (outline().hasDomes && kernels_->settings.crystals) run(kernels_->crystalDome);
    if (kernels_->settings.glows) run(kernels_->stoneGlow);
    if (kernels_->settings.glows && kernels_->settings.crystals) run(kernels_->crystalGlow);
    if (outline().hasForeign) run(kernels_->foreign);
    if (outline().hasBodies) run(kernels_->body);
    if (kernels_->settings.enamels) run(kernels_->enamel);
    std::move(recorder).submit().wait();
}

} // namespace vitrine::render
