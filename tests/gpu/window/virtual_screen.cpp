#include "virtual_screen.h"

#include "base/error.h"

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <xcb/xcb.h>

#include <vulkan/vulkan_xcb.h> // after xcb.h, whose types it names

namespace vitrine::gpu {
namespace {

/// The number of the display that a server writes to a pipe once it is ready; empty if it ends before.
std::string readDisplayNumber(int pipe) {
    std::string number;
    for (char digit = 0; ::read(pipe, &digit, 1) == 1 && digit != '\n';) number += digit;
    return number;
}

/// Returns when the server has done everything it was asked for: it answers in order.
void awaitServer(xcb_connection_t* connection) {
    std::free(::xcb_get_input_focus_reply(connection, ::xcb_get_input_focus(connection), nullptr));
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
    if (!number.empty()) connection_ = ::xcb_connect((":" + number).c_str(), nullptr);
    if (connection_ && ::xcb_connection_has_error(connection_) == 0) return;
    stop();
    throw Error(Error::Parts{.problem = "Xvfb does not start", .remedy = "apt install xvfb"});
}

VirtualScreen::~VirtualScreen() {
    stop();
}

void VirtualScreen::stop() {
    if (connection_) ::xcb_disconnect(connection_);
    ::kill(server_, SIGTERM);
    ::waitpid(server_, nullptr, 0);
}

TestWindow::TestWindow(const VirtualScreen& screen, std::uint32_t width, std::uint32_t height)
    : connection_(screen.connection()), window_(::xcb_generate_id(connection_)) {
    const xcb_screen_t& root = *::xcb_setup_roots_iterator(::xcb_get_setup(connection_)).data;
    ::xcb_create_window(connection_, XCB_COPY_FROM_PARENT, window_, root.root, 0, 0, static_cast<std::uint16_t>(width),
                        static_cast<std::uint16_t>(height), 0, XCB_WINDOW_CLASS_INPUT_OUTPUT, root.root_visual, 0,
                        nullptr);
    ::xcb_map_window(connection_, window_);
    awaitServer(connection_);
}

TestWindow::~TestWindow() {
    destroy();
}

VkSurfaceKHR TestWindow::makeSurface(VkInstance instance) const {
    const VkXcbSurfaceCreateInfoKHR info{
        .sType = VK_STRUCTURE_TYPE_XCB_SURFACE_CREATE_INFO_KHR, .connection = connection_, .window = window_};
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    return vkCreateXcbSurfaceKHR(instance, &info, nullptr, &surface) == VK_SUCCESS ? surface : VK_NULL_HANDLE;
}

void TestWindow::resize(std::uint32_t width, std::uint32_t height) {
    const std::uint32_t size[] = {width, height};
    ::xcb_configure_window(connection_, window_, XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT, size);
    awaitServer(connection_);
}

void TestWindow::destroy() {
    if (window_ == 0) return;
    ::xcb_destroy_window(connection_, window_);
    awaitServer(connection_);
    window_ = 0;
}

std::uint32_t TestWindow::awaitPixel(std::int16_t x, std::int16_t y, std::uint32_t wanted) const {
    for (int tries = 0; tries < 100 && pixel(x, y) != wanted; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return pixel(x, y);
}

std::uint32_t TestWindow::pixel(std::int16_t x, std::int16_t y) const {
    const auto asked = ::xcb_get_image(connection_, XCB_IMAGE_FORMAT_Z_PIXMAP, window_, x, y, 1, 1, ~0u);
    const std::unique_ptr<xcb_get_image_reply_t, decltype(&std::free)> image(
        ::xcb_get_image_reply(connection_, asked, nullptr), &std::free);
    if (!image) throw Error("the window shows nothing");
    std::uint32_t value = 0;
    std::memcpy(&value, ::xcb_get_image_data(image.get()), sizeof(value));
    return value & 0xffffffu;
}

} // namespace vitrine::gpu
