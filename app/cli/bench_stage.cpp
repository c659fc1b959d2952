#include "bench_stage.h"

#include "allocations.h"
#include "gpu/recorder.h"
#include "screen/studio_light.h"
#include "screen/swatches.h"

#include <algorithm>
#include <chrono>

namespace vitrine::cli {
namespace {

using gpu::Use;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kMostPasses = 48;
constexpr VkFormat kScreenFormat = VK_FORMAT_B8G8R8A8_UNORM; // what windows have

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// The window beside whose panel the picture has this size.
showroom::Layout layoutFor(int width, int height) {
    double window = width;
    showroom::Layout layout;
    do {
        window += 1.0;
        layout = showroom::layoutOf({.size_px = {window, static_cast<double>(height)}});
    } while (layout.upright || layout.picture.size.x < width);
    return layout;
}

render::LivePalette paletteOf(const scene::Catalogue& catalogue) {
    render::LivePalette palette;
    for (const auto& [id, alloy] : catalogue.alloys) palette.alloys.push_back(alloy);
    for (const auto& [id, species] : catalogue.species) palette.species.push_back(species);
    for (const auto& [id, finish] : catalogue.finishes) palette.finishes.push_back(finish);
    return palette;
}

render::LiveSettings viewSettings(const BenchStageSettings& settings, const scene::Catalogue& catalogue) {
    const scene::Piece nothing;
    const showroom::StudioLight light = showroom::readStudioLight(settings.assets, nothing);
    return {.width = settings.width,
            .height = settings.height,
            .palette = paletteOf(catalogue),
            .studio = light.studio,
            .picture = light.picture};
}

} // namespace

BenchStage::BenchStage(const gpu::Device& device, const BenchStageSettings& settings)
    : device_(device), catalogue_(scene::loadCatalogue(settings.assets)),
      layout_(layoutFor(settings.width, settings.height)),
      offer_(showroom::offerOf(
          showroom::Session(showroom::open(settings.assets / "designs" / "solitaire.json", settings.assets)))),
      swatches_(showroom::swatchLooks(catalogue_)), view_(device, viewSettings(settings, catalogue_)),
      slot_(device, "bench frame"), timer_(device, kMostPasses) {
    interface_.configure(layout_);
    ui_ = std::make_unique<showroom::UiRenderer>(device, kScreenFormat, interface_.glyphs());
    screen_ = gpu::Image(device, {.name = "screen",
                                  .width = static_cast<std::uint32_t>(layout_.picture.size.x + layout_.panel.size.x),
                                  .height = static_cast<std::uint32_t>(layout_.picture.size.y),
                                  .format = kScreenFormat,
                                  .uses = gpu::ImageUse::color});
    actions_.reserve(16);
}

void BenchStage::showFirst(const BenchView& view) {
    view_.show(view_.upload(view.piece, render::LiveView::RestMade::afterFirstPicture));
    frame(view.camera, {});
}

void BenchStage::show(const BenchView& view) {
    constexpr double longerThanAFade_s = 10.0;
    showFirst(view);
    time_s_ += longerThanAFade_s;
    do frame(view.camera, {});
    while (!view_.restMade());
}

void BenchStage::paint(gpu::Recorder& recorder) {
    const glm::dvec2 window(layout_.picture.size.x + layout_.panel.size.x, layout_.picture.size.y);
    showroom::Pointer pointer;
    actions_.clear();
    const ImDrawData& drawn =
        interface_.draw({.offer = &offer_, .swatches = &swatches_}, window, 1.0 / 60.0, pointer, actions_);
    ui_->setPicture(view_.picture());
    const auto pass = recorder.pass("interface");
    recorder.barrier(screen_, Use::none, Use::colorAttachment);
    recorder.beginRendering({.colors = {{.image = &screen_, .clear = std::array<float, 4>{1.0f, 1.0f, 1.0f, 1.0f}}}});
    ui_->record(recorder, drawn, 0);
    recorder.endRendering();
}

BenchFrame BenchStage::frame(const scene::Camera& camera, const render::LiveBudget& budget) {
    BenchFrame frame;
    const std::uint64_t allocated = allocationsOfThisThread();
    const auto start = Clock::now();
    {
        gpu::Recorder recorder(device_, slot_, {.name = "bench frame", .timer = &timer_});
        view_.record(recorder, {.camera = camera, .time_s = time_s_, .budget = budget});
        paint(recorder);
        std::move(recorder).start();
    }
    frame.cpu_ms = millisecondsSince(start);
    slot_.wait();
    frame.time_ms = millisecondsSince(start);
    frame.allocations = allocationsOfThisThread() - allocated;
    frame.passes = timer_.passes();
    time_s_ += 0.001 * frame.time_ms;
    return frame;
}

int BenchStage::framesUntilSwap(const BenchView& view) {
    constexpr int most = 10;
    const auto other = std::find_if(catalogue_.alloys.begin(), catalogue_.alloys.end(),
                                    [](const auto& entry) { return entry.first == "platinum-950"; });
    frame(view.camera, {.edgeSamples = 0});
    const ByteImage before = picture();
    scene::Dressing dressing = scene::dressingOf(view.piece);
    for (scene::Surface& surface : dressing.surfaces)
        std::get<scene::MetalSurface>(surface.model).alloy = other->second;
    view_.dress(dressing);
    for (int frames = 1; frames <= most; ++frames) {
        frame(view.camera, {.edgeSamples = 0});
        if (picture().data != before.data) return frames;
    }
    return most;
}

ByteImage BenchStage::picture() const {
    const gpu::Image& image = view_.picture();
    const std::vector<std::byte> texels = gpu::download(device_, image, Use::sampled);
    ByteImage result(static_cast<int>(image.extent().width), static_cast<int>(image.extent().height), 3);
    for (std::size_t i = 0; i < result.data.size(); ++i)
        result.data[i] = static_cast<std::uint8_t>(texels[i / 3 * 4 + i % 3]);
    return result;
}

} // namespace vitrine::cli
