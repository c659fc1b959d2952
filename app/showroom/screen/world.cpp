#include "screen/world.h"

#include "base/error.h"
#include "screen/theme.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>

namespace vitrine::showroom {
namespace {

constexpr std::uint32_t kMostPasses = 48;
constexpr int kLeastSide_px = 16;

gpu::DeviceSettings deviceSettings(const Window& window, const std::string& choice) {
    return {.choice = choice,
            .instanceExtensions = window.instanceExtensions(),
            .makeSurface = [&window](VkInstance instance) { return window.makeSurface(instance); }};
}

gpu::SwapchainSettings swapchainSettings(const Window& window) {
    const glm::dvec2 size = window.screen().size_px;
    return {.size = {static_cast<std::uint32_t>(size.x), static_cast<std::uint32_t>(size.y)}};
}

render::LiveSettings viewSettings(const WorldSettings& settings, const glm::ivec2& size) {
    return {.width = size.x,
            .height = size.y,
            .palette = settings.palette,
            .studio = settings.studio,
            .picture = settings.picture};
}

std::array<float, 4> paper() {
    const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(theme::kPaper);
    return {colour.x, colour.y, colour.z, 1.0f};
}

bool isBgra(VkFormat format) {
    return format == VK_FORMAT_B8G8R8A8_UNORM || format == VK_FORMAT_B8G8R8A8_SRGB;
}

ByteImage imageOf(const std::vector<std::byte>& texels, VkExtent2D size, VkFormat format) {
    ByteImage image(static_cast<int>(size.width), static_cast<int>(size.height), 3);
    const int red = isBgra(format) ? 2 : 0;
    for (std::size_t i = 0; i < image.data.size() / 3; ++i) {
        image.data[3 * i] = static_cast<std::uint8_t>(texels[4 * i + static_cast<std::size_t>(red)]);
        image.data[3 * i + 1] = static_cast<std::uint8_t>(texels[4 * i + 1]);
        image.data[3 * i + 2] = static_cast<std::uint8_t>(texels[4 * i + static_cast<std::size_t>(2 - red)]);
    }
    return image;
}

} // namespace

World::World(const Window& window, const WorldSettings& settings, const ByteImage& glyphs)
    : memorySteps_(settings.memorySteps), device_(deviceSettings(window, settings.device)), surface_(device_),
      swapchain_(std::in_place, device_, *surface_, swapchainSettings(window)),
      view_(device_, viewSettings(settings, viewSize(settings.picture_px))),
      ui_(device_, swapchain_->format(), glyphs) {
    for (InFlight& each : inFlight_) each.timer = gpu::GpuTimer(device_, kMostPasses);
}

World::~World() {
    try {
        device_.waitIdle();
    } catch (const Error&) {
        // A lost device has nothing in flight.
    }
}

glm::ivec2 World::viewSize(const glm::dvec2& picture_px) const {
    const double scale = std::pow(0.5, 0.5 * memorySteps_);
    return glm::max(glm::ivec2(glm::round(picture_px * scale)), glm::ivec2(kLeastSide_px));
}

void World::makeSwapchain(const Window& window) {
    swapchain_.reset();
    surface_.reset();
    surface_.emplace(device_);
    swapchain_.emplace(device_, *surface_, swapchainSettings(window));
}

void World::resize(const Window& window, const glm::dvec2& picture_px) {
    if (swapchain_->recreate(swapchainSettings(window)) == gpu::PresentStatus::surfaceLost) makeSwapchain(window);
    const glm::ivec2 size = viewSize(picture_px);
    view_.resize(size.x, size.y);
}

std::optional<gpu::Frame> World::acquire(const Window& window) {
    if (swapchain_->status() == gpu::PresentStatus::surfaceLost) makeSwapchain(window);
    const gpu::PresentStatus before = swapchain_->status();
    if (before == gpu::PresentStatus::outOfDate || before == gpu::PresentStatus::suboptimal || minimised())
        swapchain_->recreate(swapchainSettings(window));
    if (minimised()) return std::nullopt;
    const gpu::Frame frame = swapchain_->acquire();
    return frame.image != nullptr ? std::optional(frame) : std::nullopt;
}

std::optional<render::GovernorFrame::Measured> World::measured(const gpu::Frame& frame) {
    InFlight& slot = inFlight_[frame.slotIndex];
    if (!slot.budget || !slot.timer.measures()) return std::nullopt;
    std::array<gpu::PassTime, kMostPasses> passes;
    const std::size_t count = slot.timer.passes(passes);
    double time_ms = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        if (passes[i].label == gpu::Label("still")) return std::nullopt; // a resting view: not what its budget costs
        time_ms += passes[i].time_ms;
    }
    return render::GovernorFrame::Measured{*std::exchange(slot.budget, std::nullopt), time_ms};
}

void World::paint(gpu::Recorder& recorder, const gpu::Image& target, const ImDrawData& interface, std::uint32_t slot) {
    const auto pass = recorder.pass("interface");
    recorder.beginRendering({.colors = {{.image = &target, .clear = paper()}}});
    ui_.record(recorder, interface, slot);
    recorder.endRendering();
}

void World::draw(const gpu::Frame& frame, const render::LiveFrame& live, const ImDrawData& interface) {
    InFlight& slot = inFlight_[frame.slotIndex];
    slot.budget.reset();
    {
        gpu::Recorder recorder(device_, *frame.slot, {.name = "frame", .timer = &slot.timer});
        view_.record(recorder, live);
        ui_.setPicture(view_.picture());
        recorder.barrier(*frame.image, gpu::Use::acquired, gpu::Use::colorAttachment);
        paint(recorder, *frame.image, interface, frame.slotIndex);
        recorder.barrier(*frame.image, gpu::Use::colorAttachment, gpu::Use::present);
        std::move(recorder).start(frame.semaphores);
    }
    if (view_.restMade()) slot.budget = live.budget; // before that a frame may cost less than its budget says
    swapchain_->present(frame);                      // what it says is looked at when the next image is acquired
}

ByteImage World::picture() const {
    const gpu::Image& image = view_.picture();
    return imageOf(gpu::download(device_, image, gpu::Use::sampled), image.extent(), image.settings().format);
}

ByteImage World::screen(const ImDrawData& interface) {
    device_.waitIdle();
    const VkFormat format = swapchain_->format();
    const gpu::Image target(device_, {.name = "screen",
                                      .width = static_cast<std::uint32_t>(interface.DisplaySize.x),
                                      .height = static_cast<std::uint32_t>(interface.DisplaySize.y),
                                      .format = format,
                                      .uses = gpu::ImageUse::color});
    gpu::Recorder recorder(device_, {.name = "screen"});
    recorder.barrier(target, gpu::Use::none, gpu::Use::colorAttachment);
    paint(recorder, target, interface, 0);
    std::move(recorder).submit().wait();
    return imageOf(gpu::download(device_, target, gpu::Use::colorAttachment), target.extent(), format);
}

} // namespace vitrine::showroom
