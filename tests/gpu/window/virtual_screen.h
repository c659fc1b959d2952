#pragma once
#include <cstdint>
#include <sys/types.h>
#include <vulkan/vulkan.h>

struct xcb_connection_t;

namespace vitrine::gpu {

/// An X server without a screen (Xvfb) of its own, for as long as this lives.
class VirtualScreen {
  public:
    VirtualScreen(); ///< throws Error when it does not come up (apt install xvfb)
    ~VirtualScreen();
    VirtualScreen(const VirtualScreen&) = delete;
    VirtualScreen& operator=(const VirtualScreen&) = delete;

    xcb_connection_t* connection() const { return connection_; }

  private:
    void stop();

    pid_t server_ = -1;
    xcb_connection_t* connection_ = nullptr;
};

/// A mapped window on it.
class TestWindow {
  public:
    TestWindow(const VirtualScreen& screen, std::uint32_t width, std::uint32_t height);
    ~TestWindow();
    TestWindow(const TestWindow&) = delete;
    TestWindow& operator=(const TestWindow&) = delete;

    /// VK_NULL_HANDLE when it cannot.
    VkSurfaceKHR makeSurface(VkInstance instance) const;

    void resize(std::uint32_t width, std::uint32_t height); ///< has happened when this returns
    void destroy();

    /// What the window shows at a pixel, 0xRRGGBB, once it shows `wanted` or a second has passed: drivers present from
    /// threads of their own.
    std::uint32_t awaitPixel(std::int16_t x, std::int16_t y, std::uint32_t wanted) const;

  private:
    std::uint32_t pixel(std::int16_t x, std::int16_t y) const;

    xcb_connection_t* connection_;
    std::uint32_t window_ = 0;
};

} // namespace vitrine::gpu
