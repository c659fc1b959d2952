#pragma once
#include "gpu/swapchain.h"
#include "render/governor.h"
#include "render/live.h"
#include "screen/ui_renderer.h"
#include "screen/window.h"

#include <optional>

struct ImDrawData;

namespace vitrine::showroom {

struct WorldSettings {
    std::string device; ///< as --device
    glm::dvec2 picture_px{1280.0, 720.0};
    render::LivePalette palette = {};
    scene::Studio studio = {};
    render::PictureSettings picture = {};
    int memorySteps = 0; ///< how often the device had not the memory: each halves the picture's pixels
};

/// Everything on the GPU in one place, so that it can be dropped and made again from the values when the device is
/// lost. Any call may throw gpu::DeviceLost or gpu::OutOfMemory.
class World {
  public:
    /// Throws vitrine::Error when there is no Vulkan, no driver, or none that can show pictures in the window.
    World(const Window& window, const WorldSettings& settings, const ByteImage& glyphs);
    ~World(); ///< waits for the frames in flight
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    const gpu::Device& device() const { return device_; }
    render::LiveView& view() { return view_; }
    const render::LiveView& view() const { return view_; }
    UiRenderer& ui() { return ui_; }

    /// Another size of the window or of the picture in it.
    void resize(const Window& window, const glm::dvec2& picture_px);

    /// Acquires the next image of the window, mending the swapchain where it needs it; nothing when there is none now:
    /// minimised() tells whether to wait for the window.
    std::optional<gpu::Frame> acquire(const Window& window);
    bool minimised() const { return swapchain_->status() == gpu::PresentStatus::minimised; }

    /// What the device took for the frame that was in this slot before, as far as it is known.
    std::optional<render::GovernorFrame::Measured> measured(const gpu::Frame& frame);

    /// Records the live view and then the interface over it, and shows the whole.
    void draw(const gpu::Frame& frame, const render::LiveFrame& live, const ImDrawData& interface);

    /// The picture of the last frame alone, and the whole window as `interface` lists it. Wait for the device.
    ByteImage picture() const;
    ByteImage screen(const ImDrawData& interface);

  private:
    void makeSwapchain(const Window& window);
    glm::ivec2 viewSize(const glm::dvec2& picture_px) const;
    void paint(gpu::Recorder& recorder, const gpu::Image& target, const ImDrawData& interface, std::uint32_t slot);

    struct InFlight {
        gpu::GpuTimer timer;
        std::optional<render::LiveBudget> budget; ///< of the frame that was recorded last
    };

    int memorySteps_;
    gpu::Device device_;
    std::optional<gpu::Surface> surface_;
    std::optional<gpu::Swapchain> swapchain_;
    render::LiveView view_;
    UiRenderer ui_;
    std::array<InFlight, gpu::kFramesInFlight> inFlight_;
};

} // namespace vitrine::showroom
