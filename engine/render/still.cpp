#include "render/still.h"

#include "gpu/buffer.h"
#include "gpu/image.h"
#include "gpu/recorder.h"
#include "render/scene_buffers.h"
#include "render/spectral_table.h"
#include "render/still_frame.h"
#include "render/still_kernels.h"
#include "shared/still_layout_cpp.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

using gpu::Use;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kLargestSlice = 1u << 17; // paths in flight; bounds the memory of their state
constexpr std::uint32_t kSmallestSlice = 2048;
constexpr std::uint32_t kFirstSlice = 8192;
constexpr std::uint32_t kSpectralPeriod = 1024; // samples with wavelengths of their own
constexpr double kGroundExtent = 24.0;          // in bounding radii of the piece
constexpr std::uint32_t kGroup = 64;            // invocations of a kernel's workgroup

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double radiusOf(const scene::Bounds& box) {
    return 0.5 * glm::length(box.greatest - box.least);
}

// Bit c where array c holds textures.
int arrayBits(const PackedTextures& textures) {
    int bits = 0;
    for (std::size_t a = 0; a < kTextureArrays; ++a) bits |= textures.arrays[a].layers > 0 ? 1 << a : 0;
    return bits;
}

} // namespace

class Still::Implementation {
  public:
    Implementation(const gpu::Device& device, const scene::Piece& piece, const scene::Camera& camera,
                   const Surroundings& surroundings, const StillSettings& settings)
        : device_(device), settings_(settings),
          pixels_(static_cast<std::uint32_t>(settings.width) * static_cast<std::uint32_t>(settings.height)),
          capacity_(std::min(pixels_, kLargestSlice)), slicePixels_(std::min(capacity_, kFirstSlice)) {
        auto start = Clock::now();
        SceneBuffers scene = packScene(piece);
        const std::uint32_t lights = appendLights(scene, surroundings.studio.lights);
        hasForeign_ = scene.hasForeign;
        notes_ = scene.textures.notes;
        spectral_ = makeSpectralTable(
            scene.alloys, scene.species, settings.wavelengths,
            std::min(kSpectralPeriod, static_cast<std::uint32_t>(std::max(settings.samples, 1))), settings.seed);
        const scene::Bounds box = scene::bounds(piece);
        const double groundExtent = std::max(kGroundExtent * radiusOf(box), 1.0);
        seconds_["pack"] = secondsSince(start);

        start = Clock::now();
        describe(piece, camera, surroundings, scene, lights, groundExtent);
        uploadAll(scene, surroundings, groundExtent);
        seconds_["upload"] = secondsSince(start);

        start = Clock::now();
        kernels_ = makeStillKernels(device, {.wavelengths = settings.wavelengths,
                                             .stack = std::max(scene.meshDepth, 4),
                                             .topStack = std::max(scene.topDepth, 2),
                                             .foreign = scene.hasForeign,
                                             .textureArrays = arrayBits(scene.textures),
                                             .environmentMap = surroundings.map.has_value()});
        bind();
        seconds_["pipelines"] = secondsSince(start);
    }

    int advance() {
        const auto start = Clock::now();
        const std::uint32_t count = std::min(slicePixels_, pixels_ - nextPixel_);
        running_.push_back({recordSlice(count), count, Clock::now()});
        nextPixel_ += count;
        if (nextPixel_ == pixels_) {
            nextPixel_ = 0;
            ++nextSample_;
        }
        while (running_.size() > 1) retire();
        seconds_["samples"] += secondsSince(start);
        return static_cast<int>(nextSample_);
    }

    void finish() {
        const auto start = Clock::now();
        while (!running_.empty()) retire();
        seconds_["samples"] += secondsSince(start);
    }

    double progress() const { return nextSample_ + static_cast<double>(nextPixel_) / pixels_; }

    const std::vector<std::string>& notes() const { return notes_; }

    StillPicture picture() {
        finish();
        const auto film = gpu::download<glm::vec4>(device_, film_);
        const std::size_t stride = frame_.filmStride;
        StillPicture picture;
        const int w = settings_.width, h = settings_.height;
        picture.xyz = FloatImage(w, h, 3);
        picture.coverage = FloatImage(w, h, 1);
        picture.shadow = FloatImage(w, h, 1);
        picture.variance = FloatImage(w, h, 1);
        picture.samples = FloatImage(w, h, 1);
        for (std::size_t i = 0; i < pixels_; ++i) {
            const glm::dvec4 sum = film[stride * i];
            const double squares = film[stride * i + 1].x, n = film[stride * i + 1].y;
            const double perSample = n > 0.0 ? 1.0 / n : 0.0;
            for (std::size_t c = 0; c < 3; ++c)
                picture.xyz.data[3 * i + c] = static_cast<float>(sum[static_cast<int>(c)] * perSample);
            picture.coverage.data[i] = static_cast<float>(sum.w * perSample);
            picture.shadow.data[i] = static_cast<float>(-film[stride * i + 1].z * perSample);
            const double mean = sum.y * perSample;
            picture.variance.data[i] =
                n > 1.0 ? static_cast<float>(std::max(squares * perSample - mean * mean, 0.0) / (n - 1.0)) : 0.0f;
            picture.samples.data[i] = static_cast<float>(n);
        }
        if (settings_.instruments) readInstruments(film, picture);
        return picture;
    }

    StillStatistics statistics() {
        finish();
        const auto words = gpu::download<std::uint32_t>(device_, queues_, COUNTER_END);
        const auto wide = [&](std::uint32_t at) { return words[at] | static_cast<std::uint64_t>(words[at + 1]) << 32; };
        return {.rays = wide(COUNTER_RAYS),
                .stonePaths = wide(COUNTER_STONE_PATHS),
                .stoneHits = wide(COUNTER_STONE_HITS),
                .capped = words[COUNTER_CAPPED],
                .nonfinite = words[COUNTER_NONFINITE],
                .seconds = seconds_};
    }

  private:
    struct Running {
        gpu::Submission submission;
        std::uint32_t pixels;
        Clock::time_point submitted;
    };

    void describe(const scene::Piece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                  const SceneBuffers& scene, std::uint32_t lights, double groundExtent) {
        frame_ = cameraFrame(camera, settings_);
        describeSurroundings(frame_, surroundings);
        const scene::Bounds box = scene::bounds(piece);
        frame_.tailRadiance =
            settings_.tailShare * meanRadiance(surroundings, piece.stones.empty()
                                                                 ? 0.5 * (box.least + box.greatest)
                                                                 : glm::dvec3(piece.stones[0].worldFromStone[3]));
        frame_.seed = settings_.seed;
        frame_.pathCapacity = capacity_;
        frame_.bounceLimit = static_cast<std::uint32_t>(settings_.bounceLimit);
        frame_.hitLimit = static_cast<std::uint32_t>(settings_.hitLimit);
        frame_.stoneCount = scene.stoneCount;
        frame_.topLevelRoot = scene.topLevelRoot;
        frame_.instanceRecords = scene.instanceRecords;
        frame_.stoneRecords = scene.stoneRecords;
        frame_.surfaceRecords = scene.surfaceRecords;
        frame_.lightRecords = lights;
        frame_.background = settings_.behind == Behind::environment ? BACKGROUND_ENVIRONMENT : BACKGROUND_NOTHING;
        frame_.groundExtent = static_cast<float>(groundExtent);
        frame_.spectralStride = spectral_.stride;
        frame_.alloyTable = spectral_.alloyOffset;
        frame_.speciesTable = spectral_.speciesOffset;
        frame_.filmStride = settings_.instruments ? FILM_TEXELS_INSTRUMENTED : FILM_TEXELS;
    }

    void uploadAll(const SceneBuffers& scene, const Surroundings& surroundings, double groundExtent) {
        using gpu::BufferUse;
        const auto texels = [&](const char* name, const auto& values) {
            return gpu::upload(device_, {.name = name, .uses = BufferUse::texel}, values);
        };
        constexpr VkFormat floats = VK_FORMAT_R32G32B32A32_SFLOAT, integers = VK_FORMAT_R32G32B32A32_UINT;
        const std::vector<glm::vec4> none(1);
        const auto keep = [&](const char* name, const auto& values, VkFormat format) {
            tables_.push_back(texels(name, values.empty() ? std::decay_t<decltype(values)>(1) : values));
            views_.emplace_back(device_, tables_.back(), format);
        };
        keep("nodes", scene.nodes, integers);
        keep("shading", scene.shading, integers);
        keep("scene", scene.scene, integers);
        keep("spectral table", spectral_.texels, floats);
        keep("environment", surroundings.map ? surroundings.map->texels : none, floats);
        keep("environment samples", surroundings.map ? surroundings.map->alias : none, floats);
        keep("tables", makeTables(surroundings, groundExtent), floats);

        keep("attributes", scene.attributes, integers);
        uploadTextures(scene.textures);

        frameBuffer_ = gpu::upload(device_, {.name = "still frame", .uses = BufferUse::uniform},
                                   std::as_bytes(std::span(&frame_, 1)));
        const auto groups = static_cast<std::uint32_t>((settings_.wavelengths + 3) / 4);
        const auto make = [&](const char* name, VkDeviceSize bytes, BufferUse uses) {
            gpu::Buffer buffer(device_, {.name = name, .size_bytes = bytes, .uses = uses});
            gpu::Recorder recorder(device_, {.name = "clear"});
            recorder.fill(buffer, 0);
            std::move(recorder).submit().wait();
            return buffer;
        };
        const VkDeviceSize slots = 2ull * capacity_;
        paths_ = make("paths", slots * (PATH_THROUGHPUT + groups) * sizeof(glm::vec4), BufferUse::storage);
        queues_ = make("queues", (COUNTER_END + QUEUE_COUNT * slots) * sizeof(std::uint32_t), BufferUse::storage);
        arguments_ =
            make("arguments", 3 * QUEUE_COUNT * sizeof(std::uint32_t), BufferUse::storage | BufferUse::indirect);
        film_ = make("film", static_cast<VkDeviceSize>(frame_.filmStride) * pixels_ * sizeof(glm::vec4),
                     BufferUse::storage);
    }

    void uploadTextures(const PackedTextures& textures) {
        static constexpr std::array<const char*, kTextureArrays> names = {"small textures", "medium textures",
                                                                          "large textures"};
        static const std::vector<std::uint8_t> white(4, 255);
        for (std::size_t a = 0; a < kTextureArrays; ++a) {
            const TextureArray& array = textures.arrays[a];
            const auto atLeastOne = [](int n) { return static_cast<std::uint32_t>(std::max(n, 1)); };
            textures_.emplace_back(device_, gpu::ImageSettings{.name = names[a],
                                                               .width = atLeastOne(array.width),
                                                               .height = atLeastOne(array.height),
                                                               .layers = atLeastOne(array.layers),
                                                               .kind = gpu::ImageKind::array});
            gpu::upload(device_, textures_.back(), std::as_bytes(std::span(array.layers > 0 ? array.texels : white)));
        }
        sampler_ = gpu::Sampler(device_, {.name = "textures", .filter = VK_FILTER_NEAREST});
    }

    void bind() {
        set_ = gpu::BindingSet(device_, kernels_.layout,
                               {{BINDING_FRAME, frameBuffer_},
                                {BINDING_PATHS, paths_},
                                {BINDING_QUEUES, queues_},
                                {BINDING_FILM, film_},
                                {BINDING_ARGUMENTS, arguments_},
                                {BINDING_NODES, views_[0]},
                                {BINDING_SHADING, views_[1]},
                                {BINDING_SCENE, views_[2]},
                                {BINDING_SPECTRAL, views_[3]},
                                {BINDING_ENVIRONMENT, views_[4]},
                                {BINDING_ALIAS, views_[5]},
                                {BINDING_TABLES, views_[6]},
                                {BINDING_ATTRIBUTES, views_[7]},
                                {BINDING_TEXTURES, textures_[0], sampler_},
                                {BINDING_TEXTURES + 1, textures_[1], sampler_},
                                {BINDING_TEXTURES + 2, textures_[2], sampler_}},
                               "still");
    }

    gpu::Submission recordSlice(std::uint32_t count) {
        gpu::Recorder recorder(device_, {.name = "still slice"});
        shared32::StillSlice slice{.firstPixel = nextPixel_,
                                   .pixelCount = count,
                                   .sampleIndex = nextSample_,
                                   .spectralOffset = nextSample_ % spectral_.samples * spectral_.stride,
                                   .parity = 0,
                                   .stage = 0};
        const auto between = [&] {
            recorder.barrier({Use::computeReadWrite}, {Use::computeReadWrite, Use::indirectRead});
        };
        const auto run = [&](const gpu::ComputePipeline& kernel) {
            recorder.bind(kernel, set_);
            recorder.push(slice);
        };
        const auto runQueue = [&](const gpu::ComputePipeline& kernel, std::uint32_t queue) {
            run(kernel);
            recorder.dispatchIndirect(arguments_, 3 * queue * sizeof(std::uint32_t));
        };
        // What the slice before wrote, and the copies that read the film in between.
        recorder.barrier({Use::computeReadWrite, Use::transferRead, Use::transferWrite, Use::indirectRead},
                         {Use::computeReadWrite, Use::transferWrite});
        recorder.fill(queues_, 0, 0, QUEUE_COUNT * sizeof(std::uint32_t));
        recorder.barrier({Use::transferWrite}, {Use::computeReadWrite});
        run(kernels_.camera);
        recorder.dispatch((count + kGroup - 1) / kGroup);
        for (int bounce = 0; bounce <= settings_.bounceLimit; ++bounce) {
            slice.parity = static_cast<std::uint32_t>(bounce) % 2;
            between();
            run(kernels_.prepareTrace);
            recorder.dispatch(1);
            between();
            runQueue(kernels_.trace, QUEUE_RAYS + slice.parity);
            if (bounce == settings_.bounceLimit) break;
            between();
            run(kernels_.prepareShading);
            recorder.dispatch(1);
            between();
            if (frame_.stoneCount > 0) runQueue(kernels_.stone, QUEUE_STONE);
            runQueue(kernels_.metal, QUEUE_METAL);
            if (frame_.groundOn != 0) runQueue(kernels_.ground, QUEUE_GROUND);
            if (hasForeign_) runQueue(kernels_.foreign, QUEUE_FOREIGN);
        }
        between();
        run(kernels_.resolve);
        recorder.dispatch((count + kGroup - 1) / kGroup);
        recorder.barrier({Use::computeReadWrite}, {Use::transferRead});
        return std::move(recorder).submit();
    }

    // Waits for the oldest slice and fits the size of the next ones to the time it took.
    void retire() {
        Running& oldest = running_.front();
        oldest.submission.wait();
        const auto now = Clock::now();
        const double seconds = std::chrono::duration<double>(now - std::max(oldest.submitted, lastRetired_)).count();
        lastRetired_ = now;
        const double fitting = oldest.pixels * std::clamp(settings_.sliceSeconds / std::max(seconds, 1e-4), 0.5, 2.0);
        if (oldest.pixels >= std::min(slicePixels_, kSmallestSlice))
            slicePixels_ =
                std::clamp(static_cast<std::uint32_t>(fitting), std::min(kSmallestSlice, capacity_), capacity_);
        running_.pop_front();
    }

    void readColourVariance(const std::vector<glm::vec4>& film, StillPicture& picture) const {
        const glm::dvec3 rows[] = {{REC709_RED}, {REC709_GREEN}, {REC709_BLUE}};
        picture.colourVariance = FloatImage(settings_.width, settings_.height, 3);
        for (std::size_t i = 0; i < pixels_; ++i) {
            const glm::vec4* texels = &film[FILM_TEXELS_INSTRUMENTED * i];
            const double n = texels[1].y;
            if (n < 2.0) continue;
            for (int c = 0; c < 3; ++c) {
                const double mean = glm::dot(rows[c], glm::dvec3(texels[0])) / n;
                const double ofSquares = texels[FILM_SQUARES][c] / n;
                picture.colourVariance.data[3 * i + static_cast<std::size_t>(c)] =
                    static_cast<float>(std::max(ofSquares - mean * mean, 0.0) / (n - 1.0));
            }
        }
    }

    void readInstruments(const std::vector<glm::vec4>& film, StillPicture& picture) const {
        const auto layer = [&](const char* name, std::size_t texel, int component) {
            FloatImage image(settings_.width, settings_.height, 1);
            for (std::size_t i = 0; i < pixels_; ++i)
                image.data[i] = film[FILM_TEXELS_INSTRUMENTED * i + FILM_TEXELS + texel][component];
            picture.instruments[name] = std::move(image);
        };
        layer("stone-id", 0, 0);
        layer("facet-id", 0, 1);
        layer("sequence", 0, 2);
        layer("hits", 0, 3);
        layer("residue", 1, 0);
        layer("left-sequence", 1, 1);
        readColourVariance(film, picture);
    }

    const gpu::Device& device_;
    StillSettings settings_;
    std::uint32_t pixels_, capacity_, slicePixels_;
    SpectralTable spectral_;
    shared32::StillFrame frame_{};
    std::vector<gpu::Buffer> tables_;
    std::vector<gpu::TexelBufferView> views_;
    std::vector<gpu::Image> textures_;
    gpu::Sampler sampler_;
    bool hasForeign_ = false;
    std::vector<std::string> notes_;
    gpu::Buffer frameBuffer_, paths_, queues_, film_, arguments_;
    StillKernels kernels_;
    gpu::BindingSet set_;
    std::uint32_t nextPixel_ = 0, nextSample_ = 0;
    std::deque<Running> running_;
    Clock::time_point lastRetired_{};
    std::map<std::string, double> seconds_;
};

Still::Still(const gpu::Device& device, const scene::Piece& piece, const scene::Camera& camera,
             const Surroundings& surroundings, const StillSettings& settings)
    : implementation_(std::make_unique<Implementation>(device, piece, camera, surroundings, settings)) {}
Still::~Still() = default;
Still::Still(Still&&) noexcept = default;

int Still::advance() {
    return implementation_->advance();
}
void Still::accumulate(int samples) {
    while (advance() < samples) {
    }
}
double Still::progress() const {
    return implementation_->progress();
}
const std::vector<std::string>& Still::notes() const {
    return implementation_->notes();
}
StillPicture Still::picture() const {
    return implementation_->picture();
}
StillStatistics Still::statistics() const {
    return implementation_->statistics();
}

} // namespace vitrine::render
