#pragma once
#include "input/xinput_touch.h"
#include "screen/events.h"
#include "session/layout.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>
#include <vulkan/vulkan.h>

struct GLFWwindow;

namespace vitrine::showroom {

struct WindowSettings {
    std::string title = "Vitrine";
    int width_px = 1280, height_px = 800;
    enum class Kind { window, fullScreen } kind = Kind::window;
};

/// A window of the desktop and what happens in it.
class Window {
  public:
    /// Throws vitrine::Error when there is no display.
    explicit Window(const WindowSettings& settings);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// What has happened since the last call, in order; valid till the next.
    std::span<const WindowEvent> poll();
    /// Sleeps until something happens here or at `descriptor` (-1: none), or for so long.
    void wait(double most_s, int descriptor);
    /// Wakes a sleeping wait(); from any thread.
    static void wake();

    Screen screen() const;
    void resize(int width_px, int height_px);
    bool fullScreen() const;
    void toggleFullScreen();

    std::vector<std::string> instanceExtensions() const;
    /// VK_NULL_HANDLE when the system refuses.
    VkSurfaceKHR makeSurface(VkInstance instance) const;
    /// For the touches; id 0 where the window is not of an X server.
    XWindow xWindow() const;

    static double now_s(); ///< monotonic, the clock of the events

  private:
    struct Library { // first in, last out
        Library();
        ~Library();
    };
    void listen();
    void note(decltype(WindowEvent::what) what);
    static Window& of(GLFWwindow* handle);
    glm::dvec2 pixels(double x, double y) const;
    glm::dvec2 cursor_px() const;

    Library library_;
    GLFWwindow* handle_ = nullptr;
    std::vector<WindowEvent> events_, polled_;
    /// As told last. glfwGetCursorPos says where the cursor is by now: a press that waited for a slow frame would begin
    /// where the drag ends.
    std::optional<glm::dvec2> cursor_px_;
    int restored_[4] = {0, 0, 1280, 800}; ///< where the window was before it filled the screen
};

} // namespace vitrine::showroom
