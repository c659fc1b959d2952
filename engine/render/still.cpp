#include "render/still.h"

#include "gpu/timer.h"
#include "render/still_pass.h"
#include "render/still_picture.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>

namespace vitrine::render {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kSmallestSlice = 2048;
constexpr std::uint32_t kFirstSlice = 8192;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

StillParts withKernels(const gpu::Device& device, StillParts parts, const Surroundings& surroundings,
                       const StillSettings& settings) {
    const KernelSettings needed =
        kernelSettingsFor(parts.scene->outline(), settings.wavelengths, surroundings.map.has_value());
    if (!parts.kernels || !parts.kernels->serve(needed))
        parts.kernels = std::make_shared<const StillKernels>(makeStillKernels(device, needed));
    return parts;
}

} // namespace

class Still::Implementation {
  public:
    Implementation(const gpu::Device& device, const StillParts& parts, const scene::Camera& camera,
                   const Surroundings& surroundings, const StillSettings& settings)
        : device_(device), settings_(settings), parts_(withKernels(device, parts, surroundings, settings)),
          pass_(device, parts_.scene, parts_.kernels, camera, surroundings, settings), slot_(device, "still slice"),
          timer_(device, 1),
          pixels_(static_cast<std::uint32_t>(settings.width) * static_cast<std::uint32_t>(settings.height)),
          slicePixels_(std::min(pass_.mostPixels(), kFirstSlice)) {}

    int advance() {
        const auto start = Clock::now();
        gpu::Recorder recorder(device_, {.name = "still slice"});
        record(recorder);
        running_.push_back({std::move(recorder).submit(), lastPixels_, Clock::now()});
        while (running_.size() > 1) retire();
        spent_["samples"] += secondsSince(start);
        return samples();
    }

    bool tryAdvance() {
        if (!slot_.idle()) return false;
        if (tried_) fitSlices(lastPixels_, secondsOfTried());
        gpu::Recorder recorder(device_, slot_, {.name = "still slice", .timer = &timer_});
        {
            const auto pass = recorder.pass("still slice");
            record(recorder);
        }
        std::move(recorder).start();
        tried_ = Clock::now();
        return true;
    }

    void record(gpu::Recorder& recorder) {
        lastPixels_ = std::min(slicePixels_, pixels_ - nextPixel_);
        pass_.record(recorder, {.firstPixel = nextPixel_, .pixels = lastPixels_, .sample = nextSample_});
        nextPixel_ += lastPixels_;
        if (nextPixel_ < pixels_) return;
        nextPixel_ = 0;
        ++nextSample_;
    }

    // The rest of a sample is shorter than the others and says little.
    void fitSlices(std::uint32_t pixels, double seconds) {
        if (pixels < std::min(slicePixels_, kSmallestSlice)) return;
        const double fitting = pixels * std::clamp(settings_.sliceSeconds / std::max(seconds, 1e-4), 0.5, 2.0);
        slicePixels_ = std::clamp(static_cast<std::uint32_t>(fitting), std::min(kSmallestSlice, pass_.mostPixels()),
                                  pass_.mostPixels());
    }
    void fitSlices(double seconds) { fitSlices(lastPixels_, seconds); }

    void restart(const scene::Camera& camera, const Surroundings& surroundings) {
        pass_.look(camera, surroundings);
        nextPixel_ = nextSample_ = 0;
    }

    void dress(const scene::Dressing& dressing) {
        pass_.wear(dressing);
        nextPixel_ = nextSample_ = 0;
    }

    int samples() const { return static_cast<int>(nextSample_); }
    double progress() const { return nextSample_ + static_cast<double>(nextPixel_) / pixels_; }
    const std::vector<std::string>& notes() const { return pass_.outline().notes; }
    const StillPass& pass() const { return pass_; }
    const StillParts& parts() const { return parts_; }
    void note(const std::string& stage, double seconds) { spent_[stage] += seconds; }

    StillPicture picture() {
        finish();
        return pictureOf(gpu::download<glm::vec4>(device_, pass_.film()), settings_);
    }

    StillStatistics statistics() {
        finish();
        const auto words = gpu::download<std::uint32_t>(device_, pass_.counters(), COUNTER_END);
        const auto wide = [&](std::uint32_t at) { return words[at] | static_cast<std::uint64_t>(words[at + 1]) << 32; };
        return {.rays = wide(COUNTER_RAYS),
                .stonePaths = wide(COUNTER_STONE_PATHS),
                .stoneHits = wide(COUNTER_STONE_HITS),
                .capped = words[COUNTER_CAPPED],
                .nonfinite = words[COUNTER_NONFINITE],
                .seconds = spent_};
    }

  private:
    struct Running {
        gpu::Submission submission;
        std::uint32_t pixels;
        Clock::time_point submitted;
    };

    // By the clock where the device has none, which counts until somebody asked.
    double secondsOfTried() const {
        gpu::PassTime pass;
        return timer_.passes(std::span(&pass, 1)) == 1 ? pass.time_ms * 1e-3 : secondsSince(*tried_);
    }

    // Waits for the oldest slice and fits the size of the next ones to the time it took.
    void retire() {
        Running& oldest = running_.front();
        oldest.submission.wait();
        const auto now = Clock::now();
        const auto began = std::max(oldest.submitted, lastRetired_);
        lastRetired_ = now;
        fitSlices(oldest.pixels, std::chrono::duration<double>(now - began).count());
        running_.pop_front();
    }

    void finish() {
        const auto start = Clock::now();
        while (!running_.empty()) retire();
        slot_.wait();
        spent_["samples"] += secondsSince(start);
    }

    const gpu::Device& device_;
    StillSettings settings_;
    StillParts parts_;
    StillPass pass_;
    gpu::CommandSlot slot_; ///< of tryAdvance()
    gpu::GpuTimer timer_;
    std::optional<Clock::time_point> tried_;
    std::uint32_t pixels_, slicePixels_, lastPixels_ = 0;
    std::uint32_t nextPixel_ = 0, nextSample_ = 0;
    std::deque<Running> running_;
    Clock::time_point lastRetired_{};
    std::map<std::string, double> spent_;
};

Still::Still(const gpu::Device& device, const scene::Piece& piece, const scene::Camera& camera,
             const Surroundings& surroundings, const StillSettings& settings) {
    auto start = Clock::now();
    const SceneBuffers packed = packScene(piece);
    const double packing = secondsSince(start);
    start = Clock::now();
    const StillParts parts{.scene = std::make_shared<const SceneOnGpu>(device, packed)};
    const double uploading = secondsSince(start);
    start = Clock::now();
    implementation_ = std::make_unique<Implementation>(device, parts, camera, surroundings, settings);
    implementation_->note("pack", packing);
    implementation_->note("upload", uploading);
    implementation_->note("pipelines", secondsSince(start));
}

Still::Still(const gpu::Device& device, const StillParts& parts, const scene::Camera& camera,
             const Surroundings& surroundings, const StillSettings& settings)
    : implementation_(std::make_unique<Implementation>(device, parts, camera, surroundings, settings)) {}

Still::~Still() = default;
Still::Still(Still&&) noexcept = default;

int Still::advance() {
    return implementation_->advance();
}
void Still::accumulate(int samples) {
    while (advance() < samples) {
    }
}
bool Still::tryAdvance() {
    return implementation_->tryAdvance();
}
void Still::record(gpu::Recorder& recorder) {
    implementation_->record(recorder);
}
void Still::fitSlices(double seconds) {
    implementation_->fitSlices(seconds);
}
void Still::restart(const scene::Camera& camera, const Surroundings& surroundings) {
    implementation_->restart(camera, surroundings);
}
void Still::dress(const scene::Dressing& dressing) {
    implementation_->dress(dressing);
}
int Still::samples() const {
    return implementation_->samples();
}
double Still::progress() const {
    return implementation_->progress();
}
const std::vector<std::string>& Still::notes() const {
    return implementation_->notes();
}
const gpu::Buffer& Still::film() const {
    return implementation_->pass().film();
}
std::uint32_t Still::filmStride() const {
    return implementation_->pass().filmStride();
}
const StillParts& Still::parts() const {
    return implementation_->parts();
}
StillPicture Still::picture() const {
    return implementation_->picture();
}
StillStatistics Still::statistics() const {
    return implementation_->statistics();
}

} // namespace vitrine::render
