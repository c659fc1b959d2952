#include "render/live.h"

#include "render/live_frame.h"
#include "render/live_piece.h"
#include "render/live_pipelines.h"
#include "render/live_targets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <glm/gtc/packing.hpp>
#include <span>

namespace vitrine::render {
namespace {

using gpu::Use;

constexpr std::uint32_t kGroup = 64;

std::uint32_t groupsFor(std::uint32_t invocations) {
    return (invocations + kGroup - 1) / kGroup;
}

Materials materialsOf(const LivePalette& palette) {
    return {.alloys = palette.alloys, .species = palette.species};
}

} // namespace

class LiveView::Implementation {
  public:
    Implementation(const gpu::Device& device, const LiveSettings& settings)
        : device_(device), settings_(settings), pipelines_(std::make_unique<LivePipelines>(device)),
          targets_(device, *pipelines_, settings.width, settings.height, settings.picture) {}

    std::shared_ptr<LivePiece> upload(const scene::Piece& piece) {
        auto made = std::make_shared<LivePiece>(device_, *pipelines_, piece,
                                                LivePiece::Settings{.studio = settings_.studio,
                                                                    .map = settings_.map,
                                                                    .ground = settings_.ground,
                                                                    .known = materialsOf(settings_.palette)});
        const LiveFrameData data = describeFrame(*made, {}, made->surroundingsAt(0.0), {.width = 16, .height = 16});
        gpu::Recorder recorder(device_, {.name = "piece"});
        writeFrame(recorder, *made, data);
        made->recordGeometry(recorder, *pipelines_);
        std::move(recorder).submit().wait();
        // Drawn once where nobody sees it, so that no driver compiles in a frame that somebody does.
        const LiveTargets small(device_, *pipelines_, 16, 16, settings_.picture);
        const scene::Camera camera{.target = made->centre()};
        gpu::Recorder first(device_, {.name = "first draw"});
        recordPiece(first, *made, small, camera, {.width = 16, .height = 16}, {});
        std::move(first).submit().wait();
        return made;
    }

    void show(std::shared_ptr<LivePiece> piece) {
        fades_ = piece_ != nullptr && drawn_;
        fadeStart_ = -1.0;
        if (piece_) retired_.push_back({std::move(piece_), frames_});
        piece_ = std::move(piece);
    }

    void dress(const scene::Dressing& dressing) {
        if (piece_) piece_->dress().wear(dressing);
    }

    void resize(int width, int height) {
        if (width == settings_.width && height == settings_.height) return;
        device_.waitIdle();
        settings_.width = width;
        settings_.height = height;
        targets_ = LiveTargets(device_, *pipelines_, width, height, settings_.picture);
        drawn_ = fades_ = false;
    }

    void record(gpu::Recorder& recorder, const LiveFrame& frame) {
        ++frames_;
        std::erase_if(retired_, [&](const Retired& old) { return frames_ > old.since + kLetGo; });
        if (fades_ && fadeStart_ < 0.0) {
            fadeStart_ = frame.time_s;
            recorder.barrier(targets_.picture, Use::sampled, Use::transferRead);
            recorder.barrier(targets_.past, Use::none, Use::transferWrite);
            recorder.copy(targets_.picture, targets_.past);
            recorder.barrier(targets_.past, Use::transferWrite, Use::sampled);
            recorder.barrier(targets_.picture, Use::transferRead, Use::sampled);
        }
        const double faded = fades_ ? std::clamp((frame.time_s - fadeStart_) / settings_.fade_s, 0.0, 1.0) : 1.0;
        fades_ = fades_ && faded < 1.0;
        past_ = static_cast<float>(1.0 - faded);
        if (piece_)
            recordPiece(recorder, *piece_, targets_, frame.camera,
                        {.width = settings_.width, .height = settings_.height, .nearField = frame.budget.nearField},
                        frame.budget);
        drawn_ = true;
    }

    const gpu::Image& picture() const { return targets_.picture; }
    bool restless() const { return fades_; }
    int restSamples() const { return 0; }

    std::vector<int> identities() const {
        const auto words = gpu::download(device_, targets_.identity, Use::sampled);
        std::vector<int> result(static_cast<std::size_t>(settings_.width) * static_cast<std::size_t>(settings_.height));
        for (std::size_t i = 0; i < result.size(); ++i) {
            std::uint32_t id = 0;
            std::memcpy(&id, &words[8 * i], sizeof id);
            const int index = static_cast<int>(id & IDENTITY_INDEX);
            result[i] = id >= IDENTITY_METAL ? -(1 + index) : id >= IDENTITY_STONE ? 1 + index : 0;
        }
        return result;
    }

    FloatImage radiance() const {
        const auto bytes = gpu::download(device_, targets_.light, Use::sampled);
        FloatImage image(settings_.width, settings_.height, 3);
        for (std::size_t i = 0; i < bytes.size() / 8; ++i)
            for (std::size_t c = 0; c < 3; ++c) {
                std::uint16_t half = 0;
                std::memcpy(&half, &bytes[8 * i + 2 * c], sizeof half);
                image.data[3 * i + c] = glm::unpackHalf1x16(half);
            }
        return image;
    }

  private:
    static constexpr std::uint64_t kLetGo = 8; // frames after which none that draws an old piece is in flight
    struct Retired {
        std::shared_ptr<LivePiece> piece;
        std::uint64_t since;
    };

    static void writeFrame(gpu::Recorder& recorder, LivePiece& piece, const LiveFrameData& data) {
        recorder.barrier({Use::anything}, {Use::transferWrite});
        recorder.update(piece.frameBuffer, std::as_bytes(std::span(&data.frame, 1)));
        recorder.update(piece.liveBuffer, std::as_bytes(std::span(&data.live, 1)));
        recorder.update(piece.dressTable.buffer, std::as_bytes(piece.dress().texels()));
        recorder.barrier({Use::transferWrite}, {Use::uniformRead, Use::uniformTexelRead});
    }

    void recordPiece(gpu::Recorder& recorder, LivePiece& piece, const LiveTargets& targets, const scene::Camera& camera,
                     const LiveFrameSettings& settings, const LiveBudget& budget) const {
        const Surroundings& surroundings = piece.surroundingsAt(camera.azimuth);
        piece.dress().light(surroundings.studio.lights);
        writeFrame(recorder, piece, describeFrame(piece, camera, surroundings, settings));
        recordLight(recorder, piece);
        recordVisibility(recorder, piece, targets, settings.row, budget.hits);
        recordShading(recorder, piece, targets, settings.row, budget.hits);
        recordMetals(recorder, piece, targets);
        recordTone(recorder, piece, targets);
    }

    // The near-field maps and the ground in this frame's light.
    void recordLight(gpu::Recorder& recorder, const LivePiece& piece) const {
        const auto pass = recorder.pass("near field");
        const shared32::NearAtlas& atlas = piece.scene().atlas;
        recorder.barrier(piece.nearField, Use::sampled, Use::computeWrite);
        recorder.bind(pipelines_->groundCells, piece.set());
        recorder.dispatch(groupsFor(GROUND_CELLS_EDGE * GROUND_CELLS_EDGE));
        recorder.barrier({Use::computeWrite}, {Use::computeReadWrite});
        recorder.bind(pipelines_->groundLight, piece.set());
        recorder.dispatch(groupsFor(GROUND_GRID * GROUND_GRID));
        recorder.barrier({Use::computeReadWrite}, {Use::uniformTexelRead, Use::computeWrite});
        if (atlas.stones > 0) {
            recorder.bind(pipelines_->nearShade, piece.set());
            recorder.push(atlas);
            recorder.dispatch(groupsFor(atlas.width * piece.scene().atlasHeight));
        }
        recorder.barrier(piece.nearField, Use::computeWrite, Use::sampled);
    }

    template <class Pipelines>
    void drawStones(gpu::Recorder& recorder, const LivePiece& piece, std::uint32_t row, int hits,
                    const Pipelines& pipelineOf) const {
        recorder.bindVertices(piece.corners);
        for (std::size_t c = 0; c < piece.scene().cuts.size(); ++c) {
            const LiveCut& cut = piece.scene().cuts[c];
            recorder.bind(pipelineOf(c), piece.set());
            for (std::size_t s = 0; s < piece.scene().stones.size(); ++s) {
                if (piece.scene().stones[s].cut != c) continue;
                recorder.push(describeStone(piece, s, row, hits));
                recorder.draw(cut.cornerCount, 1, cut.firstCorner);
            }
        }
    }

    void drawMetals(gpu::Recorder& recorder, const LivePiece& piece) const {
        if (piece.scene().metalIndices.empty()) return;
        recorder.bind(pipelines_->visibleMetal, piece.set());
        recorder.bindVertices(piece.metalVertices);
        recorder.bindIndices(piece.metalIndices);
        recorder.drawIndexed(static_cast<std::uint32_t>(piece.scene().metalIndices.size()));
    }

    // What each pixel shows, and how far away.
    void recordVisibility(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets,
                          std::uint32_t row, int hits) const {
        const auto pass = recorder.pass("visibility");
        recorder.barrier(targets.depth, Use::none, Use::depthAttachment);
        recorder.barrier(targets.identity, Use::none, Use::colorAttachment);
        recorder.beginRendering({.colors = {{.image = &targets.identity, .clearInteger = {{0u, 0u, 0u, 0u}}}},
                                 .depth = gpu::DepthTarget{.image = &targets.depth, .clear = 1.0f}});
        drawMetals(recorder, piece);
        drawStones(recorder, piece, row, hits,
                   [&](std::size_t) -> const gpu::GraphicsPipeline& { return pipelines_->visibleFacets; });
        recorder.endRendering();
        recorder.barrier(targets.depth, Use::depthAttachment, Use::depthAttachment);
        recorder.barrier(targets.identity, Use::colorAttachment, Use::colorAttachment);
    }

    // Stones by their facets, and what lies behind the piece.
    void recordShading(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets, std::uint32_t row,
                       int hits) const {
        recorder.barrier(targets.light, Use::none, Use::colorAttachment);
        recorder.beginRendering({.colors = {{.image = &targets.light}, {.image = &targets.identity}},
                                 .depth = gpu::DepthTarget{.image = &targets.depth}});
        {
            const auto pass = recorder.pass("behind");
            recorder.bind(pipelines_->behind, piece.set());
            recorder.draw(3);
        }
        {
            const auto pass = recorder.pass("stones");
            drawStones(recorder, piece, row, hits,
                       [&](std::size_t c) -> const gpu::GraphicsPipeline& { return piece.cuts()[c]->facets; });
        }
        recorder.endRendering();
        recorder.barrier(targets.identity, Use::colorAttachment, Use::sampled);
        recorder.barrier(targets.depth, Use::depthAttachment, Use::sampled);
    }

    void dispatchPixels(gpu::Recorder& recorder, const gpu::ComputePipeline& kernel, const LivePiece& piece,
                        const LiveTargets& targets) const {
        recorder.bind(kernel, std::array{&piece.set(), &targets.set});
        const VkExtent2D size = targets.light.extent();
        recorder.dispatch((size.width + 15) / 16, (size.height + 3) / 4);
    }

    void dispatchList(gpu::Recorder& recorder, const gpu::ComputePipeline& kernel, const LivePiece& piece,
                      const LiveTargets& targets, std::uint32_t list) const {
        recorder.bind(kernel, std::array{&piece.set(), &targets.set});
        recorder.dispatchIndirect(targets.arguments, 3 * list * sizeof(std::uint32_t));
    }

    void recordMetals(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets) const {
        const auto pass = recorder.pass("metals");
        const auto between = [&] {
            recorder.barrier({Use::computeReadWrite}, {Use::computeReadWrite, Use::indirectRead});
        };
        recorder.barrier({Use::computeReadWrite, Use::indirectRead}, {Use::transferWrite});
        recorder.fill(targets.lists, 0, 0, LIST_HEADER * sizeof(std::uint32_t));
        recorder.barrier({Use::transferWrite}, {Use::computeReadWrite});
        dispatchPixels(recorder, pipelines_->listMetal, piece, targets);
        between();
        recorder.bind(pipelines_->metalArguments, std::array{&piece.set(), &targets.set});
        recorder.dispatch(1);
        between();
        recorder.barrier(targets.light, Use::colorAttachment, Use::computeWrite);
        dispatchList(recorder, pipelines_->metal, piece, targets, LIST_METAL);
        recorder.barrier(targets.light, Use::computeWrite, Use::sampled);
    }

    void recordTone(gpu::Recorder& recorder, const LivePiece& piece, const LiveTargets& targets) const {
        const auto pass = recorder.pass("tone");
        recorder.barrier(targets.picture, Use::none, Use::colorAttachment);
        recorder.beginRendering({.colors = {{.image = &targets.picture}}});
        recorder.bind(pipelines_->tone, std::array{&piece.set(), &targets.set});
        const VkExtent2D size = targets.picture.extent();
        recorder.push(shared32::TonePush{
            .texel = {1.0f / static_cast<float>(size.width), 1.0f / static_cast<float>(size.height)}, .past = past_});
        recorder.draw(3);
        recorder.endRendering();
        recorder.barrier(targets.picture, Use::colorAttachment, Use::sampled);
    }

    const gpu::Device& device_;
    LiveSettings settings_;
    std::unique_ptr<LivePipelines> pipelines_;
    LiveTargets targets_;
    std::shared_ptr<LivePiece> piece_;
    std::vector<Retired> retired_;
    std::uint64_t frames_ = 0;
    bool drawn_ = false, fades_ = false;
    double fadeStart_ = -1.0;
    float past_ = 0.0f;
};

LiveView::LiveView(const gpu::Device& device, const LiveSettings& settings)
    : implementation_(std::make_unique<Implementation>(device, settings)) {}
LiveView::~LiveView() = default;
LiveView::LiveView(LiveView&&) noexcept = default;
std::shared_ptr<LivePiece> LiveView::upload(const scene::Piece& piece) const {
    return implementation_->upload(piece);
}
void LiveView::show(std::shared_ptr<LivePiece> piece) {
    implementation_->show(std::move(piece));
}
void LiveView::dress(const scene::Dressing& dressing) {
    implementation_->dress(dressing);
}
void LiveView::resize(int width, int height) {
    implementation_->resize(width, height);
}
void LiveView::record(gpu::Recorder& recorder, const LiveFrame& frame) {
    implementation_->record(recorder, frame);
}
const gpu::Image& LiveView::picture() const {
    return implementation_->picture();
}
bool LiveView::restless() const {
    return implementation_->restless();
}
int LiveView::restSamples() const {
    return implementation_->restSamples();
}
std::vector<int> LiveView::identities() const {
    return implementation_->identities();
}
FloatImage LiveView::radiance() const {
    return implementation_->radiance();
}

} // namespace vitrine::render
