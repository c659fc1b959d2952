#include "virtual_screen.h"

#include "base/error.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vulkan/vulkan_xlib.h>

namespace vitrine::gpu {
namespace {

/// The number of the display that a server writes to a pipe once it is ready; empty if it ends before.
std::string readDisplayNumber(int pipe) {
    std::string number;
    for (char digit = 0; ::read(pipe, &digit, 1) == 1 && digit != '\n';) number += digit;
    return number;
}

} // namespace

VirtualScreen::VirtualScreen() {
    int pipe[2];
    if (::pipe(pipe) != 0) throw Error("no pipe to be had");
    server_ = ::fork();
    if (server_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM); // a test that crashes leaves no server behind
        ::close(pipe[0]);
        const std::string descriptor = std::to_string(pipe[1]);
        ::execlp("Xvfb", "Xvfb", "-displayfd", descriptor.c_str(), "-screen", "0", "800x600x24", "-nolisten", "tcp",
                 "-noreset", nullptr);
        ::_exit(127);
    }
    ::close(pipe[1]);
    const std::string number = readDisplayNumber(pipe[0]);
    ::close(pipe[0]);
    if (!number.empty()) display_ = ::XOpenDisplay((":" + number).c_str());
    if (display_) return;
    stop();
    throw Error(Error::Parts{.problem = "Xvfb does not start", .remedy = "apt install xvfb"});
}

VirtualScreen::~VirtualScreen() {
    ::XCloseDisplay(display_);
    stop();
}

void VirtualScreen::stop() {
    ::kill(server_, SIGTERM);
    ::waitpid(server_, nullptr, 0);
}

TestWindow::TestWindow(const VirtualScreen& screen, std::uint32_t width, std::uint32_t height)
    : display_(screen.display()),
      window_(::XCreateSimpleWindow(display_, DefaultRootWindow(display_), 0, 0, width, height, 0, 0, 0)) {
    ::XMapWindow(display_, window_);
    ::XSync(display_, False);
}

TestWindow::~TestWindow() {
    destroy();
}

VkSurfaceKHR TestWindow::makeSurface(VkInstance instance) const {
    const VkXlibSurfaceCreateInfoKHR info{
        .sType = VK_STRUCTURE_TYPE_XLIB_SURFACE_CREATE_INFO_KHR, .dpy = display_, .window = window_};
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    return vkCreateXlibSurfaceKHR(instance, &info, nullptr, &surface) == VK_SUCCESS ? surface : VK_NULL_HANDLE;
}

void TestWindow::resize(std::uint32_t width, std::uint32_t height) {
    ::XResizeWindow(display_, window_, width, height);
    ::XSync(display_, False);
}

void TestWindow::destroy() {
    if (window_ == 0) return;
    ::XDestroyWindow(display_, window_);
    ::XSync(display_, False);
    window_ = 0;
}

std::uint32_t TestWindow::awaitPixel(int x, int y, std::uint32_t wanted) const {
    for (int tries = 0; tries < 100 && pixel(x, y) != wanted; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return pixel(x, y);
}

std::uint32_t TestWindow::pixel(int x, int y) const {
    XImage* const image = ::XGetImage(display_, window_, x, y, 1, 1, AllPlanes, ZPixmap);
    if (!image) throw Error("the window shows nothing");
    const auto value = static_cast<std::uint32_t>(XGetPixel(image, 0, 0));
    XDestroyImage(image);
    return value & 0xffffffu;
}

} // namespace vitrine::gpu
