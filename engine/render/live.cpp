#include "render/live.h"

#include "render/live_passes.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <future>
#include <glm/gtc/packing.hpp>
#include <mutex>
#include <utility>

namespace vitrine::render {
namespace {

using gpu::Use;

constexpr double kRestFilter = 0.5; // pixels: of the still behind a resting view, as narrow as the view's own samples

// Places within a pixel of a view at rest: the R2 sequence (Roberts 2018) about its middle.
const std::array<glm::vec2, 16> kRestPositions = [] {
    std::array<glm::vec2, 16> places;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const double n = static_cast<double>(i) + 1.0;
        places[i] = {static_cast<float>(std::fmod(0.7548776662466927 * n, 1.0) - 0.5),
                     static_cast<float>(std::fmod(0.5698402909980532 * n, 1.0) - 0.5)};
    }
    return places;
}();

Materials materialsOf(const LivePalette& palette) {
    Materials materials{.alloys = palette.alloys, .species = palette.species};
    for (const metal::Finish& finish : palette.finishes)
        if (!finish.plain()) addFinish(materials, finish);
    return materials;
}

} // namespace

class LiveView::Implementation {
  public:
    Implementation(const gpu::Device& device, const LiveSettings& settings)
        : device_(device), settings_(settings),
          pipelines_(std::make_unique<LivePipelines>(
              device, LivePipelines::Settings{.tone = settings.picture.tone,
                                              .bloom = settings.picture.bloom > 0.0,
                                              .environmentMap = settings.map.has_value()})),
          passes_(*pipelines_, settings.picture.bloom),
          targets_(device, *pipelines_, settings.width, settings.height, settings.picture), width_(settings.width),
          height_(settings.height) {}

    std::shared_ptr<LivePiece> upload(const scene::Piece& piece, RestMade rest) {
        auto made = std::make_shared<LivePiece>(device_, *pipelines_, piece,
                                                LivePiece::Settings{.studio = settings_.studio,
                                                                    .map = settings_.map,
                                                                    .ground = settings_.ground,
                                                                    .known = materialsOf(settings_.palette)});
        const LiveFrameData data = describeFrame(*made, {}, made->surroundingsAt(0.0), {.width = 16, .height = 16});
        gpu::Recorder recorder(device_, {.name = "piece"});
        passes_.writeConstants(recorder, *made, data);
        std::move(recorder).submit().wait();
        made->traceGeometry(device_, *pipelines_);
        if (rest == RestMade::withPiece) prepareRest(*made);
        if (rest == RestMade::withPiece || !settings_.accumulates) pipelines_->serveEdges(made->edgeKind());
        made->whole = pipelines_->servesEdges(made->edgeKind());
        drawUnseen(*made);
        made->measureTail(device_);
        return made;
    }

    void show(std::shared_ptr<LivePiece> piece) {
        fades_ = piece_ != nullptr && drawn_;
        fadeStart_ = -1.0;
        if (piece_) retired_.push_back({std::move(piece_), frames_});
        piece_ = std::move(piece);
        wornMeanwhile_.reset();
        rest_ = {};
        // It was uploaded for another size of the picture than there is by now.
        if (piece_ && piece_->rest &&
            (piece_->rest->width != settings_.width || piece_->rest->height != settings_.height))
            prepareRest(*piece_);
    }

    void dress(const scene::Dressing& dressing) {
        if (!piece_) return;
        piece_->dress().wear(dressing);
        if (piece_->rest)
            piece_->rest->still.dress(dressing);
        else
            wornMeanwhile_ = dressing;
        rest_ = {};
    }

    void resize(int width, int height) {
        if (width == settings_.width && height == settings_.height) return;
        device_.waitIdle();
        settings_.width = width;
        settings_.height = height;
        width_ = width;
        height_ = height;
        targets_ = LiveTargets(device_, *pipelines_, width, height, settings_.picture);
        drawn_ = fades_ = false;
        rest_ = {};
        if (making_.valid()) making_.get(); // for the size that was
        if (piece_ && piece_->rest) prepareRest(*piece_);
    }

    void record(gpu::Recorder& recorder, const LiveFrame& frame) {
        ++frames_;
        awaitRest();
        std::erase_if(retired_, [&](const Retired& old) { return frames_ > old.since + kLetGo; });
        if (fades_ && fadeStart_ < 0.0) {
            fadeStart_ = frame.time_s;
            recorder.barrier(targets_.picture, Use::sampled, Use::transferRead);
            recorder.barrier(targets_.past, Use::sampled, Use::transferWrite);
            recorder.copy(targets_.picture, targets_.past);
            recorder.barrier(targets_.past, Use::transferWrite, Use::sampled);
            recorder.barrier(targets_.picture, Use::transferRead, Use::sampled);
        }
        const double faded = fades_ ? std::clamp((frame.time_s - fadeStart_) / settings_.fade_s, 0.0, 1.0) : 1.0;
        fades_ = fades_ && faded < 1.0;
        past_ = static_cast<float>(1.0 - faded);
        if (piece_) recordPicture(recorder, *piece_, frame);
        drawn_ = true;
    }

    const gpu::Image& picture() const { return targets_.picture; }
    bool restless() const { return fades_ || !finished(); }
    bool restMade() const { return !settings_.accumulates || (piece_ && piece_->rest); }
    int restSamples() const { return rest_.frames > 1 && piece_ && piece_->rest ? piece_->rest->still.samples() : 0; }

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
        const auto bytes = gpu::download(device_, rest_.frames > 1 ? targets_.shown : targets_.light, Use::sampled);
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

    // How long the view has been at rest, and for what.
    struct Rest {
        int frames = 0; ///< that showed this camera, the moving one included
        scene::Camera camera;
        float weight = 0.0f; ///< of what has been gathered
        double lastTime_s = 0.0;
        double fixed_s = 1.0; ///< of a frame's time, what is not the still's
    };
    static constexpr int kOwnFrames = 16;     // of its own that a resting view gathers at least
    static constexpr int kRestSamples = 1024; // of the still, after which the picture stands

    // Weight of the moving view's last frame among those gathered at rest. Its one sample a pixel is off by the more in
    // any part of the picture, the fewer pixels there are; the picture goes over from it without a visible step.
    float firstWeight() const { return std::clamp(18000.0f / static_cast<float>(settings_.width), 8.0f, 200.0f); }
    int ownFrames() const { return std::max(kOwnFrames, static_cast<int>(3.0f * firstWeight())); }

    bool finished() const {
        if (!settings_.accumulates || !piece_) return true;
        if (!piece_->rest) return false; // frames are needed for it to come
        return rest_.frames > ownFrames() && piece_->rest->still.samples() >= kRestSamples;
    }

    // The still that stands behind a resting view of this piece, at the present size.
    void prepareRest(LivePiece& piece) {
        if (settings_.accumulates) piece.rest = makeRest(piece);
    }

    // Drawn once where nobody sees it, so that no driver compiles in a frame that somebody does.
    void drawUnseen(LivePiece& piece) {
        // Drivers may compile another variant for sizes that are powers of two, so the trial's are where the picture's
        // are.
        const auto trial = [](int size) { return std::has_single_bit(static_cast<unsigned>(size)) ? 16 : 24; };
        const int trialWidth = trial(width_), trialHeight = trial(height_);
        const LiveTargets small(device_, *pipelines_, trialWidth, trialHeight, settings_.picture);
        const scene::Camera camera{.target = piece.centre()};
        gpu::Recorder first(device_, {.name = "first draw"});
        passes_.moving(first, piece, small, camera, {.width = trialWidth, .height = trialHeight, .unseen = true}, {});
        passes_.tone(first, piece, small, LiveBloom::Source::moving, glm::vec2(1.0f), 0.0f);
        if (piece.whole) {
            passes_.tone(first, piece, small, LiveBloom::Source::resting, glm::vec2(1.0f), 1.0f);
            passes_.tone(first, piece, small, LiveBloom::Source::moving, glm::vec2(0.5f), 0.0f);
            passes_.tone(first, piece, small, LiveBloom::Source::moving, glm::vec2(0.5f), 1.0f);
            passes_.gather(first, piece, small, 1.0f, true, glm::vec2(1.0f));
        }
        std::move(first).submit().wait();
    }

    // From any thread.
    std::unique_ptr<LiveRest> makeRest(const LivePiece& piece) {
        const std::lock_guard lock(restMutex_);
        const int width = width_, height = height_;
        Still still(device_, StillParts{.scene = piece.sceneOnGpu(), .kernels = stillKernels_}, scene::Camera{},
                    piece.surroundingsAtZero(),
                    {.width = width,
                     .height = height,
                     .wavelengths = LIVE_WAVES,
                     .samples = kRestSamples,
                     .filterRadius = kRestFilter});
        stillKernels_ = still.parts().kernels;
        gpu::BindingSet set(device_, pipelines_->restLayout, {{BINDING_FILM_REST, still.film()}}, "resting view");
        return std::make_unique<LiveRest>(LiveRest{std::move(still), std::move(set), width, height});
    }

    // A piece that came without its still gets it when it has been drawn, and when the one before is gone with its own:
    // a still's film and paths are the largest things that a view holds. With it come the kernels of the first piece's
    // edges, which its first picture did not wait for.
    void awaitRest() {
        if (!settings_.accumulates || !piece_ || piece_->rest || !drawn_ || !retired_.empty()) return;
        if (!making_.valid()) {
            makingFor_ = piece_;
            making_ = std::async(std::launch::async, [this, piece = piece_] {
                pipelines_->serveEdges(piece->edgeKind());
                return makeRest(*piece);
            });
        } else if (making_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
            std::unique_ptr<LiveRest> made = making_.get();
            if (std::exchange(makingFor_, nullptr) != piece_) return;
            if (wornMeanwhile_) made->still.dress(*wornMeanwhile_);
            wornMeanwhile_.reset();
            piece_->rest = std::move(made);
            if (!std::exchange(piece_->whole, true)) drawUnseen(*piece_);
        }
    }

    VkExtent2D tracedSize(double scale) const {
        const double s = std::clamp(scale, 0.25, 1.0);
        return {static_cast<std::uint32_t>(std::ceil(settings_.width * s)),
                static_cast<std::uint32_t>(std::ceil(settings_.height * s))};
    }

    void recordPicture(gpu::Recorder& recorder, LivePiece& piece, const LiveFrame& frame) {
        const bool resting = settings_.accumulates && piece.rest && rest_.frames > 0 && rest_.camera == frame.camera;
        if (!resting) {
            const VkExtent2D size = tracedSize(frame.budget.scale);
            passes_.moving(recorder, piece, targets_, frame.camera,
                           {.width = static_cast<int>(size.width),
                            .height = static_cast<int>(size.height),
                            .nearField = frame.budget.nearField},
                           frame.budget);
            traced_ = glm::vec2(size.width, size.height) / glm::vec2(settings_.width, settings_.height);
            passes_.tone(recorder, piece, targets_, LiveBloom::Source::moving, traced_, past_);
            rest_ = {.frames = 1, .camera = frame.camera, .lastTime_s = frame.time_s};
            return;
        }
        recordResting(recorder, piece, frame);
        passes_.tone(recorder, piece, targets_, LiveBloom::Source::resting, glm::vec2(1.0f), past_);
        rest_.lastTime_s = frame.time_s;
    }

    void gather(gpu::Recorder& recorder, const LivePiece& piece, float weight, const glm::vec2& traced) {
        passes_.gather(recorder, piece, targets_, weight, rest_.weight == 0.0f, traced);
        rest_.weight += weight;
    }

    void recordResting(gpu::Recorder& recorder, LivePiece& piece, const LiveFrame& frame) {
        Still& still = piece.rest->still;
        if (rest_.frames == 1) {
            gather(recorder, piece, firstWeight(), traced_);
            still.restart(frame.camera, piece.surroundingsAt(frame.camera.azimuth));
        }
        if (rest_.frames <= ownFrames()) {
            // The wavelengths stay: eight others would show a lamp's eight images elsewhere, which is a step in some
            // regions. It is the film that fills the spectrum.
            const auto k = static_cast<std::size_t>(rest_.frames - 1) % kRestPositions.size();
            LiveBudget budget = frame.budget;
            budget.edgeSamples = 0;
            budget.hits = std::max(budget.hits, 8);
            passes_.moving(recorder, piece, targets_, frame.camera,
                           {.width = settings_.width,
                            .height = settings_.height,
                            .jitter = kRestPositions[k],
                            .nearField = budget.nearField},
                           budget);
            // Later frames weigh more, so that the first one is soon forgotten, but none moves the mean by a visible
            // step.
            gather(recorder, piece, std::max(1.0f, rest_.weight / firstWeight()), glm::vec2(1.0f));
            traced_ = glm::vec2(1.0f);
        } else if (rest_.frames > ownFrames() + 1 && frame.time_s > rest_.lastTime_s) {
            // Nothing else of weight is drawn any more, but a frame has a cost of its own: the least that was seen.
            const double interval = frame.time_s - rest_.lastTime_s;
            rest_.fixed_s = std::min(rest_.fixed_s, 0.8 * interval);
            still.fitSlices(interval - rest_.fixed_s);
        }
        if (still.samples() < kRestSamples) {
            const auto pass = recorder.pass("still");
            still.record(recorder);
        }
        passes_.compose(recorder, piece, targets_);
        rest_.frames = std::min(rest_.frames + 1, ownFrames() + 2);
    }

    const gpu::Device& device_;
    LiveSettings settings_;
    std::unique_ptr<LivePipelines> pipelines_;
    LivePasses passes_;
    LiveTargets targets_;
    std::shared_ptr<LivePiece> piece_;
    std::vector<Retired> retired_;
    std::uint64_t frames_ = 0;
    bool drawn_ = false, fades_ = false;
    double fadeStart_ = -1.0;
    float past_ = 0.0f;
    glm::vec2 traced_{1.0f}; ///< the part of the images that the last moving frame filled
    Rest rest_;
    std::shared_ptr<const StillKernels> stillKernels_;
    std::mutex restMutex_;
    std::atomic<int> width_, height_; ///< as settings_, for uploads
    std::shared_ptr<LivePiece> makingFor_;
    std::optional<scene::Dressing> wornMeanwhile_;  ///< while a still is being made
    std::future<std::unique_ptr<LiveRest>> making_; ///< last, so that it is waited for first
};

LiveView::LiveView(const gpu::Device& device, const LiveSettings& settings)
    : implementation_(std::make_unique<Implementation>(device, settings)) {}
LiveView::~LiveView() = default;
LiveView::LiveView(LiveView&&) noexcept = default;
std::shared_ptr<LivePiece> LiveView::upload(const scene::Piece& piece, RestMade rest) const {
    return implementation_->upload(piece, rest);
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
bool LiveView::restMade() const {
    return implementation_->restMade();
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
