#include "screen/window.h"

#include "base/error.h"

#define GLFW_INCLUDE_VULKAN
#include <GLFW/glfw3.h>
#include <X11/Xlib.h>
#include <algorithm>
#include <poll.h>

// GLFW's native header would want the headers of every X extension for these two.
extern "C" {
Display* glfwGetX11Display(void);
Window glfwGetX11Window(GLFWwindow* window);
}

namespace vitrine::showroom {
namespace {

constexpr std::size_t kUsualEvents = 256; // of one frame: room is made once
constexpr int kLeast_px = 320;

[[noreturn]] void refuse(const std::string& problem) {
    const char* why = nullptr;
    glfwGetError(&why);
    throw Error({.problem = problem + (why != nullptr ? std::string(": ") + why : ""),
                 .remedy = "run it in a desktop session (DISPLAY set), or render a picture with `vitrine render`"});
}

MouseButton buttonOf(int button) {
    return button == GLFW_MOUSE_BUTTON_RIGHT    ? MouseButton::right
           : button == GLFW_MOUSE_BUTTON_MIDDLE ? MouseButton::middle
                                                : MouseButton::left;
}

// The monitor that holds the middle of the window.
GLFWmonitor* monitorUnder(GLFWwindow* window) {
    int x = 0, y = 0, width = 0, height = 0, count = 0;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(monitors[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        const int middleX = x + width / 2 - left, middleY = y + height / 2 - top;
        if (mode != nullptr && middleX >= 0 && middleY >= 0 && middleX < mode->width && middleY < mode->height)
            return monitors[i];
    }
    return glfwGetPrimaryMonitor();
}

} // namespace

Window::Library::Library() {
    glfwInitHint(GLFW_JOYSTICK_HAT_BUTTONS, GLFW_FALSE);
    if (glfwInit() != GLFW_TRUE) refuse("cannot open a window");
}

Window::Library::~Library() {
    glfwTerminate();
}

Window::Window(const WindowSettings& settings) {
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE); // a second screen may be used beside the showroom
    handle_ = glfwCreateWindow(settings.width_px, settings.height_px, settings.title.c_str(), nullptr, nullptr);
    if (handle_ == nullptr) refuse("cannot open a window");
    glfwSetWindowSizeLimits(handle_, kLeast_px, kLeast_px, GLFW_DONT_CARE, GLFW_DONT_CARE);
    events_.reserve(kUsualEvents);
    polled_.reserve(kUsualEvents);
    restored_[2] = settings.width_px;
    restored_[3] = settings.height_px;
    listen();
    if (settings.kind == WindowSettings::Kind::fullScreen) toggleFullScreen();
}

Window::~Window() {
    if (handle_ != nullptr) glfwDestroyWindow(handle_);
}

glm::dvec2 Window::cursor_px() const {
    if (cursor_px_) return *cursor_px_;
    double x = 0.0, y = 0.0;
    glfwGetCursorPos(handle_, &x, &y);
    return pixels(x, y);
}

void Window::listen() {
    glfwSetWindowUserPointer(handle_, this);
    glfwSetCursorPosCallback(handle_, [](GLFWwindow* w, double x, double y) {
        of(w).cursor_px_ = of(w).pixels(x, y);
        of(w).note(MouseMoved{*of(w).cursor_px_});
    });
    glfwSetMouseButtonCallback(handle_, [](GLFWwindow* w, int button, int action, int modifiers) {
        if (action == GLFW_PRESS)
            of(w).note(MousePressed{
                buttonOf(button),
                of(w).cursor_px(),
                {.shift = (modifiers & GLFW_MOD_SHIFT) != 0, .control = (modifiers & GLFW_MOD_CONTROL) != 0}});
        else
            of(w).note(MouseReleased{buttonOf(button), of(w).cursor_px()});
    });
    glfwSetScrollCallback(handle_, [](GLFWwindow* w, double, double steps) {
        of(w).note(Scrolled{steps, of(w).cursor_px()});
    });
    glfwSetKeyCallback(handle_, [](GLFWwindow* w, int key, int, int action, int modifiers) {
        if (action != GLFW_RELEASE)
            of(w).note(KeyPressed{key, (modifiers & GLFW_MOD_CONTROL) != 0, (modifiers & GLFW_MOD_SHIFT) != 0});
    });
    glfwSetWindowFocusCallback(handle_, [](GLFWwindow* w, int focused) {
        if (focused == GLFW_FALSE) of(w).note(FocusLost{});
    });
    glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* w, int, int) { of(w).note(WindowChanged{}); });
    glfwSetWindowContentScaleCallback(handle_, [](GLFWwindow* w, float, float) { of(w).note(WindowChanged{}); });
    glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* w) { of(w).note(WindowChanged{}); });
    glfwSetWindowIconifyCallback(handle_, [](GLFWwindow* w, int) { of(w).note(WindowChanged{}); });
    glfwSetWindowCloseCallback(handle_, [](GLFWwindow* w) { of(w).note(CloseAsked{}); });
}

Window& Window::of(GLFWwindow* handle) {
    return *static_cast<Window*>(glfwGetWindowUserPointer(handle));
}

void Window::note(decltype(WindowEvent::what) what) {
    events_.push_back({now_s(), std::move(what)});
}

// The window system's coordinates are not everywhere its pixels.
glm::dvec2 Window::pixels(double x, double y) const {
    int width = 0, height = 0, across = 0, down = 0;
    glfwGetWindowSize(handle_, &width, &height);
    glfwGetFramebufferSize(handle_, &across, &down);
    return {x * across / std::max(width, 1), y * down / std::max(height, 1)};
}

std::span<const WindowEvent> Window::poll() {
    glfwPollEvents();
    polled_.clear();
    std::swap(polled_, events_);
    return polled_;
}

void Window::wait(double most_s, int descriptor) {
    glfwPollEvents(); // what has come already would not wake us
    if (!events_.empty()) return;
    Display* display = glfwGetX11Display();
    if (display == nullptr) return glfwWaitEventsTimeout(most_s);
    pollfd sources[2] = {{.fd = ConnectionNumber(display), .events = POLLIN, .revents = 0},
                         {.fd = descriptor, .events = POLLIN, .revents = 0}};
    (void)::poll(sources, descriptor < 0 ? 1 : 2, static_cast<int>(most_s * 1000.0));
}

void Window::wake() {
    glfwPostEmptyEvent();
}

Screen Window::screen() const {
    int width = 0, height = 0, across_mm = 0, down_mm = 0;
    glfwGetFramebufferSize(handle_, &width, &height);
    Screen screen{.size_px = {width, height}};
    float scaleX = 1.0f, scaleY = 1.0f;
    glfwGetWindowContentScale(handle_, &scaleX, &scaleY);
    screen.contentScale = std::max(scaleX, scaleY);
    if (GLFWmonitor* monitor = monitorUnder(handle_)) {
        glfwGetMonitorPhysicalSize(monitor, &across_mm, &down_mm);
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        if (mode != nullptr && across_mm > 0) screen.monitorPixelsPerMm = static_cast<double>(mode->width) / across_mm;
    }
    return screen;
}

void Window::resize(int width_px, int height_px) {
    glfwSetWindowSize(handle_, width_px, height_px);
}

bool Window::fullScreen() const {
    return glfwGetWindowMonitor(handle_) != nullptr;
}

void Window::toggleFullScreen() {
    if (fullScreen()) {
        glfwSetWindowMonitor(handle_, nullptr, restored_[0], restored_[1], restored_[2], restored_[3], GLFW_DONT_CARE);
        return;
    }
    glfwGetWindowPos(handle_, &restored_[0], &restored_[1]);
    glfwGetWindowSize(handle_, &restored_[2], &restored_[3]);
    GLFWmonitor* monitor = monitorUnder(handle_);
    const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
    if (mode != nullptr) glfwSetWindowMonitor(handle_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

std::vector<std::string> Window::instanceExtensions() const {
    std::uint32_t count = 0;
    const char** names = glfwGetRequiredInstanceExtensions(&count);
    return names != nullptr ? std::vector<std::string>(names, names + count) : std::vector<std::string>();
}

VkSurfaceKHR Window::makeSurface(VkInstance instance) const {
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    return glfwCreateWindowSurface(instance, handle_, nullptr, &surface) == VK_SUCCESS ? surface : VK_NULL_HANDLE;
}

XWindow Window::xWindow() const {
    return {.id = glfwGetX11Display() != nullptr ? glfwGetX11Window(handle_) : 0};
}

double Window::now_s() {
    return glfwGetTime();
}

} // namespace vitrine::showroom
