#include "render/live_passes.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <type_traits>

namespace vitrine::render {
namespace {

using gpu::Use;

constexpr std::uint32_t kGroup = 64;
constexpr int kGlowHits = 100; // facets along which a ray gathers what a stone emits: some light is caught for long

std::uint32_t groupsFor(std::uint32_t invocations) {
    return (invocations + kGroup - 1) / kGroup;
}

// Places within a pixel of the samples on edges, from its middle, which was traced already.
constexpr glm::vec2 kEdgePositions[] = {{-0.375f, -0.125f}, {0.125f, -0.375f}, {0.375f, 0.125f}, {-0.125f, 0.375f},
                                        {-0.3f, 0.3f},      {0.3f, -0.3f},     {0.3f, 0.35f}};

// Of the samples of metal there, METAL_EDGE_SAMPLES for each of those: to both sides of the middle. With it, the first
// three are the lattice of seven points that is spread most evenly.
constexpr glm::vec2 kMetalEdgePositions[] = {{1.0f / 7, 3.0f / 7}, {2.0f / 7, -1.0f / 7}, {3.0f / 7, 2.0f / 7},
                                             {0.1f, -0.45f},       {0.45f, -0.3f},        {0.15f, 0.1f},
                                             {0.4f, -0.05f}};
static_assert(std::size(kMetalEdgePositions) == std::size(kEdgePositions) && METAL_EDGE_SAMPLES == 2);

struct NoPush {};

VkRect2D areaOf(const LiveFrameSettings& settings) {
    return {.extent = {static_cast<std::uint32_t>(settings.width), static_cast<std::uint32_t>(settings.height)}};
}

void between(gpu::Recorder& recorder) {
    recorder.barrier({Use::computeReadWrite}, {Use::computeReadWrite, Use::indirectRead});
}

void emptyLists(gpu::Recorder& recorder, const LiveTargets& targets) {
    recorder.barrier({Use::computeReadWrite, Use::indirectRead}, {Use::transferWrite});
    recorder.fill(targets.lists, 0, 0, LIST_HEADER * sizeof(std::uint32_t));
    recorder.barrier({Use::transferWrite}, {Use::computeReadWrite});
}

} // namespace

void LivePasses::writeConstants(gpu::Recorder& recorder, LivePiece& piece, const LiveFrameData& data) const {
    recorder.barrier({Use::anything}, {Use::transferWrite});
    recorder.update(piece.frameBuffer, std::as_bytes(std::span(&data.frame, 1)));
    recorder.update(piece.liveBuffer, std::as_bytes(std::span(&data.live, 1)));
    // In parts: Vulkan takes no more than 64 kB at once, and a model may have hundreds of materials.
    constexpr std::size_t kMost_bytes = 32768;
    const std::span<const std::byte> dress = std::as_bytes(piece.dress().texels());
    for (std::size_t at = 0; at < dress.size(); at += kMost_bytes)
        recorder.update(piece.dressTable.buffer, dress.subspan(at, std::min(kMost_bytes, dress.size() - at)), at);
    recorder.barrier({Use::transferWrite}, {Use::uniformRead, Use::uniformTexelRead});
}

template <class Pipelines>
void LivePasses::drawStones(gpu::Recorder& recorder, const LivePiece& piece, const StoneDraw& how,
                            const Pipelines& pipelineOf) const {
    recorder.bindVertices(piece.corners);
    for (std::size_t c = 0; c < piece.scene().cuts.size(); ++c) {
        const LiveCut& cut = piece.scene().cuts[c];
        const auto& pipeline = pipelineOf(c);
        if (pipeline.handle() == VK_NULL_HANDLE) continue; // a cabochon does not glow
        recorder.bind(pipeline, piece.set());
        for (std::size_t s = 0; s < piece.scene().stones.size(); ++s) {
            if (piece.scene().stones[s].cut != c) continue;
            const auto draw = [&](StoneRay ray) {
                recorder.push(describeStone(piece, s, how, ray));
                recorder.draw(cut.cornerCount, 1, cut.firstCorner);
            };
            if (how.bothRays && refractsDoubly(piece, s)) {
                draw(StoneRay::ordinary);
                draw(StoneRay::extraordinary);
            } else {
                draw(StoneRay::only);
            }
        }
    }
}

template <class Push>
void LivePasses::dispatchPixels(gpu::Recorder& recorder, const gpu::ComputePipeline& kernel, const LivePiece& piece,
                                const LiveTargets& targets, const VkExtent2D& size, const Push& push) const {
    recorder.bind(kernel, std::array{&piece.set(), &targets.set});
    if constexpr (!std::is_same_v<Push, NoPush>) recorder.push(push);
    recorder.dispatch((size.width + 15) / 16, (size.height + 3) / 4);
}

void LivePasses::identities(gpu::Recorder& recorder, LivePiece& piece, const LiveTargets& targets,
                            const scene::Camera& camera, const LiveFrameSettings& settings) const {
    writeConstants(recorder, piece, describeFrame(piece, camera, piece.surroundingsAt(camera.azimuth), settings));
    visibility(recorder, piece, targets, areaOf(settings), {.eye = scene::frameOf(camera).eye, .bothRays = false});
    recorder.barrier(targets.identity, Use::colorAttachment, Use::sampled);
    recorder.barrier(targets.depth, Use::depthAttachment, Use::sampled);
}

// A frame traced anew, whatever was before: what a moving view shows.
void LivePasses::moving(gpu::Recorder& recorder, LivePiece& piece, const LiveTargets& targets,
                        const scene::Camera& camera, const LiveFrameSettings& settings,
                        const LiveBudget& budget) const {
    const Surroundings& surroundings = piece.surroundingsAt(camera.azimuth);
    piece.dress().light(surroundings.studio.lights);
    piece.dress().excite(surroundings.studio, piece.units());
    writeConstants(recorder, piece, describeFrame(piece, camera, surroundings, settings));
    light(recorder, piece);
    const VkRect2D area = areaOf(settings);
    StoneDraw stones{.eye = scene::frameOf(camera).eye,
                     .row = settings.row,
                     .hero = settings.hero,
                     .hits = budget.hits,
                     .bothRays = false};
    visibility(recorder, piece, targets, area, stones);
    stones.bothRays = true;
    shading(recorder, piece, targets, area, stones);
    metals(recorder, piece, targets, area);
    if (budget.edgeSamples > 0 && piece.whole) edges(recorder, piece, targets, area, budget);
    // At the first draw as well, when nothing may shine yet.
    if (piece.whole && (piece.dress().canShine() || (settings.unseen && piece.edgeKind().glows)))
        glows(recorder, piece, targets, area, stones);
}

// The near-field maps and the ground in this frame's light.
void LivePasses::light(gpu::Recorder& recorder, const LivePiece& piece) const {
    const auto pass = recorder.pass("near field");
    const shared32::NearAtlas& atlas = piece.scene().atlas;
    recorder.barrier(piece.nearField, Use::sampled, Use::computeWrite);
    recorder.bind(pipelines_->groundCells, piece.set());
    recorder.dispatch(groupsFor(GROUND_CELLS_EDGE * GROUND_CELLS_EDGE + 1));
    recorder.barrier({Use::computeWrite}, {Use::computeReadWrite});
    recorder.bind(pipelines_->groundLight, piece.set());
    recorder.dispatch(groupsFor(GROUND_GRID * GROUND_GRID));
    recorder.barrier({Use::computeReadWrite}, {Use::computeReadWrite});
    recorder.barrier(piece.openShares, Use::sampled, Use::computeWrite);
    recorder.bind(pipelines_->groundSmooth, piece.set());
    recorder.dispatch(groupsFor(GROUND_GRID * GROUND_GRID));
    recorder.barrier(piece.openShares, Use::computeWrite, Use::sampled);
    if (atlas.stones > 0) {
        recorder.bind(pipelines_->nearShade[piece.form()], piece.set());
        recorder.push(atlas);
        const std::uint32_t groups = groupsFor(atlas.width * piece.scene().atlasHeight);
        recorder.dispatch(groups);
        recorder.barrier({Use::computeReadWrite}, {Use::computeReadWrite});
        recorder.bind(pipelines_->nearSmooth, piece.set());
        recorder.push(atlas);
        recorder.dispatch(groups);
    }
    recorder.barrier(piece.nearField, Use::computeWrite, Use::sampled);
}

void LivePasses::drawMetals(gpu::Recorder& recorder, const LivePiece& piece) const {
    if (piece.scene().metalIndices.empty()) return;
    recorder.bind(piece.foreign() ? pipelines_->visibleOpen : pipelines_->visibleMetal, piece.set());
    recorder.bindVertices(piece.metalVertices);
    recorder.bindIndices(piece.metalIndices);
    recorder.drawIndexed(static_cast<std::uint32_t>(piece.scene().metalIndices.size()));
}

// What each pixel shows, and how far away.
void LivePasses::visibility(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                            const VkRect2D& area, const StoneDraw& stones) const {
    const auto pass = recorder.pass("visibility");
    recorder.barrier(targets.depth, Use::sampled, Use::depthAttachment);
    recorder.barrier(targets.identity, Use::sampled, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &targets.identity, .clearInteger = {{0u, 0u, 0u, 0u}}}},
                             .depth = gpu::DepthTarget{.image = &targets.depth, .clear = 1.0f},
                             .area = area});
    drawMetals(recorder, piece);
    drawStones(recorder, piece, stones,
               [&](std::size_t) -> const gpu::GraphicsPipeline& { return pipelines_->visibleFacets; });
    recorder.endRendering();
    recorder.barrier(targets.depth, Use::depthAttachment, Use::depthAttachment);
    recorder.barrier(targets.identity, Use::colorAttachment, Use::colorAttachment);
}

// Stones by their facets, and what lies behind the piece.
void LivePasses::shading(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                         const VkRect2D& area, const StoneDraw& stones) const {
    recorder.barrier(targets.light, Use::sampled, Use::colorAttachment);
    // Cleared, because stones add their light: a doubly refracting one comes twice.
    recorder.beginRendering(
        {.colors = {{.image = &targets.light, .clear = {{0.0f, 0.0f, 0.0f, 0.0f}}}, {.image = &targets.identity}},
         .depth = gpu::DepthTarget{.image = &targets.depth},
         .area = area});
    {
        const auto pass = recorder.pass("behind");
        recorder.bind(pipelines_->behind, piece.set());
        const auto cells = [](std::uint32_t pixels) { return (pixels + GROUND_CELL_PIXELS - 1) / GROUND_CELL_PIXELS; };
        recorder.draw(6 * cells(area.extent.width) * cells(area.extent.height));
    }
    {
        const auto pass = recorder.pass("stones");
        drawStones(recorder, piece, stones,
                   [&](std::size_t c) -> const gpu::GraphicsPipeline& { return piece.cuts()[c]->facets; });
    }
    recorder.endRendering();
    recorder.barrier(targets.identity, Use::colorAttachment, Use::sampled);
    recorder.barrier(targets.depth, Use::depthAttachment, Use::sampled);
}

void LivePasses::dispatchList(gpu::Recorder& recorder, const gpu::ComputePipeline& kernel, const LivePiece& piece,
                              const LiveTargets& targets, std::uint32_t list) const {
    recorder.bind(kernel, std::array{&piece.set(), &targets.set});
    recorder.dispatchIndirect(targets.arguments, 3 * list * sizeof(std::uint32_t));
}

// Which pixels a list holds, and the arguments of a dispatch over them.
void LivePasses::list(gpu::Recorder& recorder, const gpu::ComputePipeline& sort, const gpu::ComputePipeline& count,
                      const LivePiece& piece, const LiveTargets& targets, const VkRect2D& area) const {
    dispatchPixels(recorder, sort, piece, targets, area.extent, NoPush{});
    between(recorder);
    recorder.bind(count, std::array{&piece.set(), &targets.set});
    recorder.dispatch(1);
    between(recorder);
}

void LivePasses::metals(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                        const VkRect2D& area) const {
    const auto pass = recorder.pass("metals");
    emptyLists(recorder, targets);
    list(recorder, pipelines_->listMetal, pipelines_->metalArguments, piece, targets, area);
    const bool worked = piece.dress().isWorked() || (piece.whole && piece.canBeWorked());
    if (worked) {
        recorder.bind(pipelines_->workedArguments, std::array{&piece.set(), &targets.set});
        recorder.dispatch(1);
        between(recorder);
    }
    recorder.barrier(targets.light, Use::colorAttachment, Use::computeWrite);
    dispatchList(recorder, pipelines_->metal[piece.form()], piece, targets, LIST_METAL);
    if (worked) dispatchList(recorder, pipelines_->workedMetal, piece, targets, LIST_WORKED);
    recorder.barrier(targets.light, Use::computeWrite, Use::sampled);
}

// More samples of the pixels on edges, heaviest work of all: one dispatch a sample and cut, and METAL_EDGE_SAMPLES for
// metals.
void LivePasses::edges(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                       const VkRect2D& area, const LiveBudget& budget) const {
    const auto pass = recorder.pass("edges");
    emptyLists(recorder, targets);
    list(recorder, pipelines_->listEdges, pipelines_->edgeArguments, piece, targets, area);
    for (const gpu::ComputePipeline* count : {&pipelines_->stoneEdgeArguments, &pipelines_->metalEdgeArguments}) {
        recorder.bind(*count, std::array{&piece.set(), &targets.set});
        recorder.dispatch(1);
    }
    between(recorder);
    const int samples = std::min<int>(budget.edgeSamples, std::size(kEdgePositions));
    for (int k = 0; k < samples; ++k) {
        stoneSample(recorder, piece, targets, {.which = k, .hits = budget.hits});
        recorder.bind(pipelines_->metalSamples[piece.form()], std::array{&piece.set(), &targets.set});
        for (const float side : {-1.0f, 1.0f}) {
            recorder.push(
                shared32::SamplePush{.offset = side * kMetalEdgePositions[k], .first = k == 0 && side < 0.0f});
            recorder.dispatchIndirect(targets.arguments, 3 * LIST_METAL_EDGE * sizeof(std::uint32_t));
            between(recorder);
        }
    }
    recorder.barrier(targets.light, Use::sampled, Use::computeWrite);
    dispatchList(recorder, pipelines_->settle, piece, targets, LIST_EDGE);
    recorder.barrier(targets.light, Use::computeWrite, Use::sampled);
}

// One sample of the edges that may show a stone: a dispatch for each cut, and a second for the other ray of a crystal.
void LivePasses::stoneSample(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                             const EdgeSample& sample) const {
    const int rays = refractsDoubly(piece) ? 2 : 1;
    for (int ray = 0; ray < rays; ++ray) {
        for (std::size_t c = 0; c < piece.cuts().size(); ++c) {
            recorder.bind(piece.cuts()[c]->samples, std::array{&piece.set(), &targets.set});
            recorder.push(shared32::SamplePush{.offset = kEdgePositions[sample.which],
                                               .hits = static_cast<std::uint32_t>(sample.hits),
                                               .first = sample.which == 0 && ray == 0 && c == 0,
                                               .lead = c == 0,
                                               .firstPlane = piece.scene().cuts[c].firstPlane,
                                               .part = 1.0f / static_cast<float>(rays),
                                               .extraordinary = static_cast<float>(ray)});
            recorder.dispatchIndirect(targets.arguments, 3 * LIST_STONE_EDGE * sizeof(std::uint32_t));
            between(recorder);
        }
    }
}

// What fluorescing stones emit, one ray a pixel.
void LivePasses::glows(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                       const VkRect2D& area, StoneDraw stones) const {
    const auto pass = recorder.pass("glow");
    stones.bothRays = false;
    stones.hits = kGlowHits;
    recorder.barrier(targets.light, Use::sampled, Use::colorAttachment);
    recorder.barrier(targets.depth, Use::sampled, Use::depthAttachment);
    recorder.beginRendering(
        {.colors = {{.image = &targets.light}}, .depth = gpu::DepthTarget{.image = &targets.depth}, .area = area});
    drawStones(recorder, piece, stones,
               [&](std::size_t c) -> const gpu::GraphicsPipeline& { return piece.cuts()[c]->glow; });
    recorder.endRendering();
    recorder.barrier(targets.light, Use::colorAttachment, Use::sampled);
    recorder.barrier(targets.depth, Use::depthAttachment, Use::sampled);
}

void LivePasses::gather(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, float weight,
                        bool first, const glm::vec2& traced) const {
    const auto pass = recorder.pass("gather");
    const glm::vec2 size(targets.light.extent().width, targets.light.extent().height);
    recorder.barrier(targets.gathered, Use::computeReadWrite, Use::computeReadWrite);
    dispatchPixels(
        recorder, pipelines_->gather, piece, targets, targets.light.extent(),
        shared32::GatherPush{.part = traced / size, .last = traced - 0.5f / size, .weight = weight, .first = first});
}

void LivePasses::compose(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets) const {
    const auto pass = recorder.pass("compose");
    recorder.barrier(targets.gathered, Use::computeReadWrite, Use::sampled);
    recorder.barrier({Use::computeReadWrite}, {Use::fragmentRead});
    recorder.barrier(targets.shown, Use::sampled, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &targets.shown}}});
    recorder.bind(pipelines_->compose,
                  std::array<const gpu::BindingSet*, 3>{&piece.set(), &targets.set, &piece.rest->set});
    recorder.push(shared32::ComposePush{.filmStride = piece.rest->still.filmStride()});
    recorder.draw(3);
    recorder.endRendering();
    recorder.barrier(targets.shown, Use::colorAttachment, Use::sampled);
    recorder.barrier({Use::fragmentRead}, {Use::computeReadWrite, Use::transferWrite});
    recorder.barrier(targets.gathered, Use::sampled, Use::computeReadWrite);
}

// Bloom and code values of the part `traced` of what moves or rests, with a share `past` of the last picture.
void LivePasses::tone(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                      LiveBloom::Source source, const glm::vec2& traced, float past) const {
    if (bloom_ > 0.0) {
        const auto pass = recorder.pass("bloom");
        targets.bloom->record(recorder, *pipelines_, source, traced);
    }
    const auto pass = recorder.pass("tone");
    recorder.barrier(targets.picture, Use::sampled, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &targets.picture}}});
    const std::size_t variant = (past > 0.0f ? 1u : 0u) | (traced != glm::vec2(1.0f) ? 2u : 0u);
    const gpu::BindingSet& set = source == LiveBloom::Source::moving ? targets.set : targets.restSet;
    recorder.bind(pipelines_->tone[variant], std::array{&piece.set(), &set});
    const glm::vec2 size(targets.picture.extent().width, targets.picture.extent().height);
    recorder.push(shared32::TonePush{.texel = 1.0f / size,
                                     .traced = traced,
                                     .last = traced - 0.5f / size,
                                     .past = past,
                                     .bloom = static_cast<float>(bloom_)});
    recorder.draw(3);
    recorder.endRendering();
    recorder.barrier(targets.picture, Use::colorAttachment, Use::sampled);
}

} // namespace vitrine::render
