#include "touch_screen.h"

#include "base/error.h"

#include <X11/extensions/XI2.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <xorg/xf86-input-inputtest-protocol.h>

namespace vitrine::ui {
namespace {

constexpr std::chrono::milliseconds kReport(16); // between two events of a touchscreen
constexpr std::chrono::milliseconds kRest(200);  // after which nothing is thrown
constexpr int kReports = 12;                     // of a gesture
constexpr double kRange = 65536.0;               // of the device's axes over the screen

} // namespace

TouchScreen::TouchScreen(const XServer& server) : size_px_(server.size_px()) {
    sockaddr_un address{.sun_family = AF_UNIX};
    const std::string path = server.touchSocket();
    if (path.size() >= sizeof address.sun_path) throw Error({.file = path, .problem = "is too long for a socket"});
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{.tv_sec = 10};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw Error({.file = path, .problem = "nobody listens", .remedy = "the inputtest driver of xserver-xorg-core"});

    xf86ITEventClientVersion version{.major = XF86IT_PROTOCOL_VERSION_MAJOR, .minor = XF86IT_PROTOCOL_VERSION_MINOR};
    send(version, XF86IT_EVENT_CLIENT_VERSION);
    xf86ITResponseServerVersion answer{};
    read(&answer, sizeof answer);
    if (answer.major != XF86IT_PROTOCOL_VERSION_MAJOR) throw Error("the inputtest driver speaks another protocol");
}

TouchScreen::~TouchScreen() {
    ::close(socket_);
}

void TouchScreen::down(int finger, glm::dvec2 at_px) {
    touch(finger, XI_TouchBegin, at_px);
}

void TouchScreen::move(int finger, glm::dvec2 at_px) {
    touch(finger, XI_TouchUpdate, at_px);
}

void TouchScreen::up(int finger, glm::dvec2 at_px) {
    touch(finger, XI_TouchEnd, at_px);
}

void TouchScreen::tap(glm::dvec2 at_px) {
    down(0, at_px);
    std::this_thread::sleep_for(2 * kReport);
    up(0, at_px);
}

void TouchScreen::drag(glm::dvec2 from_px, glm::dvec2 to_px, Release release) {
    down(0, from_px);
    for (int i = 1; i <= kReports; ++i) {
        std::this_thread::sleep_for(kReport);
        move(0, glm::mix(from_px, to_px, 1.0 * i / kReports));
    }
    if (release == Release::resting) std::this_thread::sleep_for(kRest);
    up(0, to_px);
}

void TouchScreen::pinch(glm::dvec2 centre_px, const Spread& from, const Spread& to) {
    const auto place = [&](int finger, double part) {
        const double distance = std::lerp(from.distance_px, to.distance_px, part);
        const double direction = std::lerp(from.direction, to.direction, part) + (finger == 0 ? 0.0 : kPi);
        return centre_px + 0.5 * distance * glm::dvec2(std::cos(direction), -std::sin(direction));
    };
    for (const int finger : {0, 1}) down(finger, place(finger, 0.0));
    for (int i = 1; i <= kReports; ++i) {
        std::this_thread::sleep_for(kReport);
        for (const int finger : {0, 1}) move(finger, place(finger, 1.0 * i / kReports));
    }
    std::this_thread::sleep_for(kRest);
    for (const int finger : {0, 1}) up(finger, place(finger, 1.0));
}

void TouchScreen::touch(int finger, int type, glm::dvec2 at_px) {
    xf86ITEventTouch event{.touchid = static_cast<std::uint32_t>(finger),
                           .touch_type = static_cast<std::uint32_t>(type)};
    event.valuators.mask[0] = 3; // x and y
    for (int axis = 0; axis < 2; ++axis)
        event.valuators.valuators[axis] = std::clamp(at_px[axis] / size_px_[axis] * kRange, 0.0, kRange - 1.0);
    send(event, XF86IT_EVENT_TOUCH);
    synchronise();
}

void TouchScreen::synchronise() {
    xf86ITEventWaitForSync wait{};
    send(wait, XF86IT_EVENT_WAIT_FOR_SYNC);
    xf86ITResponseSyncFinished answer{};
    read(&answer, sizeof answer);
}

template <typename Event>
void TouchScreen::send(Event& event, int type) {
    event.header = {.length = sizeof event, .type = static_cast<xf86ITEventType>(type)};
    if (::send(socket_, &event, sizeof event, MSG_NOSIGNAL) != sizeof event)
        throw Error("the X server no longer takes touches");
}

void TouchScreen::read(void* answer, std::size_t size) {
    if (::recv(socket_, answer, size, MSG_WAITALL) != static_cast<ssize_t>(size))
        throw Error("the X server does not answer the touchscreen");
}

} // namespace vitrine::ui
