#pragma once
#include "gpu/command_slot.h"
#include "gpu/device.h"
#include "gpu/handle.h"
#include "gpu/image.h"
#include "gpu/surface.h"
#include "gpu/swapchain_choice.h"

#include <array>
#include <cstdint>
#include <vector>

namespace vitrine::gpu {

/// How it stands between us and the window. None of them is an error: windows change.
enum class PresentStatus {
    ready,      ///< go on
    suboptimal, ///< go on, and recreate() after this frame
    outOfDate,  ///< recreate(), then try again
    minimised,  ///< the window has no area: wait for its events, then recreate()
    busy,       ///< no image came free in a while, as with a hidden window: look after events, then try again
    surfaceLost ///< make a new Surface and a new Swapchain
};

/// An image of the swapchain to draw on, and what its drawing must wait for and tell. Its slot is idle.
///
///   if (auto frame = swapchain.acquire(); frame.image) {
///       Recorder recorder(device, *frame.slot, {.name = "frame"});
///       recorder.barrier(*frame.image, Use::acquired, Use::colorAttachment);
///       ...                                                     // all of it: what was there is gone
///       recorder.barrier(*frame.image, Use::colorAttachment, Use::present);
///       std::move(recorder).start(frame.semaphores);
///       status = swapchain.present(frame);
///   }
struct Frame {
    PresentStatus status = PresentStatus::outOfDate;
    const Image* image = nullptr; ///< set when status is ready or suboptimal
    CommandSlot* slot = nullptr;  ///< likewise
    std::uint32_t slotIndex = 0;  ///< below kFramesInFlight
    std::uint32_t imageIndex = 0;
    Semaphores semaphores = {};
};

struct SwapchainSettings {
    VkExtent2D size{}; ///< of the window in pixels; asked for only where the window system leaves the size to us
    PresentMode mode = PresentMode::fifo;
};

/// The images that a window shows in turn, 8-bit BGRA or RGBA without conversion: shaders write sRGB-encoded code
/// values. At most kFramesInFlight frames are under way at once.
///
/// Not every driver tells when the window has changed its size: recreate() whenever extent() is no longer the window's.
/// Device loss and lack of memory are exceptions, as everywhere. After an exception between acquire() and present() the
/// frame is given up: the next acquire() is outOfDate, and recreate() makes all good.
class Swapchain {
  public:
    /// See status() for how it came out. Throws Error when the surface offers no such format.
    Swapchain(const Device& device, const Surface& surface, const SwapchainSettings& settings);
    ~Swapchain(); ///< waits for the device

    /// The next image. Waits for the slot of the frame that was kFramesInFlight before, and for an image.
    Frame acquire();

    /// Shows what was drawn, once the commands that were started with frame.semaphores are done.
    PresentStatus present(const Frame& frame);

    /// Makes the images anew in the window's present size; the old ones are let go first. ready, minimised or
    /// surfaceLost. Waits for the device.
    PresentStatus recreate(const SwapchainSettings& settings);

    PresentStatus status() const { return status_; }
    VkFormat format() const { return format_.format; }
    VkExtent2D extent() const { return extent_; } ///< of the images; zero when minimised
    PresentMode mode() const { return mode_; }    ///< what the surface has of what was asked for
    std::size_t imageCount() const { return images_.size(); }

  private:
    struct Target {
        Image image;
        Handle<VkSemaphore, vkDestroySemaphore> drawn;
    };
    struct InFlight {
        Handle<VkSemaphore, vkDestroySemaphore> ready;
        CommandSlot slot; // after ready, so that it has settled before that ends
    };
    PresentStatus make(const SwapchainSettings& settings, VkSwapchainKHR old);
    PresentStatus ask(const SwapchainSettings& settings, VkSurfaceCapabilitiesKHR& surface);
    void makeTargets();
    PresentStatus noted(PresentStatus status);

    const Device* device_;
    VkSurfaceKHR surface_;
    VkSurfaceFormatKHR format_{};
    VkExtent2D extent_{};
    PresentMode mode_ = PresentMode::fifo;
    PresentStatus status_ = PresentStatus::outOfDate;
    Handle<VkSwapchainKHR, vkDestroySwapchainKHR> swapchain_;
    std::vector<Target> images_;
    std::array<InFlight, kFramesInFlight> inFlight_;
    std::uint32_t next_ = 0; ///< into inFlight_
    bool acquired_ = false;  ///< an image has been acquired and not presented
};

} // namespace vitrine::gpu
