#include "touch_screen.h"
#include "x_server.h"

#include "base/error.h"
#include "input/xinput_touch.h"

#include <gtest/gtest.h>
#include <thread>

#include <X11/Xlib.h> // last: its macros would reach into gtest

namespace vitrine::showroom {
namespace {

constexpr glm::ivec2 kScreen(640, 480), kCorner(40, 30);

double now_s() {
    return ui::Seconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// A window as GLFW's: on a connection that knows nothing of touches and selects the core events of a pointer.
class PlainWindow {
  public:
    explicit PlainWindow(const ui::XServer& server) : display_(XOpenDisplay(server.display().c_str())) {
        if (!display_) throw Error("the X server takes no client");
        id_ = XCreateSimpleWindow(display_, DefaultRootWindow(display_), kCorner.x, kCorner.y, 500, 400, 0, 0, 0);
        XSelectInput(display_, id_, ButtonPressMask | ButtonReleaseMask | PointerMotionMask | StructureNotifyMask);
        XMapWindow(display_, id_);
        XEvent event;
        do XNextEvent(display_, &event);
        while (event.type != MapNotify);
        XSync(display_, True);
    }
    ~PlainWindow() { XCloseDisplay(display_); }
    PlainWindow(const PlainWindow&) = delete;
    PlainWindow& operator=(const PlainWindow&) = delete;

    Window id() const { return id_; }
    // The first touch of a sequence moves the cursor; it must not press.
    int clicks() const {
        XSync(display_, False);
        int count = 0;
        for (XEvent event; XPending(display_) > 0;) {
            XNextEvent(display_, &event);
            count += event.type == ButtonPress || event.type == ButtonRelease ? 1 : 0;
        }
        return count;
    }

  private:
    Display* display_;
    Window id_ = 0;
};

// Everything until a contact has ended this often, or ten seconds have passed.
std::vector<TouchEvent> eventsUntil(TouchSource& source, int ends) {
    std::vector<TouchEvent> events;
    const double deadline = now_s() + 10.0;
    while (ends > 0 && now_s() < deadline) {
        const auto event = source.poll(now_s());
        if (!event) {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            continue;
        }
        events.push_back(*event);
        ends -= event->phase == TouchPhase::ended ? 1 : 0;
    }
    return events;
}

TEST(XInputTouch, TwoFingersArriveAsTwoContactsWithTheirPlacesAndTimes) {
    const ui::XServer server = ui::XServer::withTouchScreen(kScreen);
    const PlainWindow window(server);
    const auto source = openXInputTouch({.id = window.id(), .display = server.display().c_str()});
    ASSERT_TRUE(source);
    EXPECT_EQ(source->description(), "XInput 2.2, 1 touch device");
    EXPECT_GE(source->descriptor(), 0);
    EXPECT_FALSE(source->poll(now_s()));

    ui::TouchScreen screen(server);
    const double start_s = now_s();
    screen.down(0, {140, 130});
    screen.down(1, {340, 230});
    screen.move(1, {400, 200});
    screen.up(0, {140, 130});
    screen.up(1, {400, 200});
    const std::vector<TouchEvent> events = eventsUntil(*source, 2);

    std::vector<std::pair<int, TouchPhase>> order;
    ASSERT_GE(events.size(), 5u);
    const int first = events[0].id, second = events[1].id;
    EXPECT_NE(first, second);
    for (const TouchEvent& event : events) {
        order.emplace_back(event.id == first ? 0 : 1, event.phase);
        const glm::dvec2 expected = event.id == first                  ? glm::dvec2(100, 100)
                                    : event.phase == TouchPhase::began ? glm::dvec2(300, 200)
                                                                       : glm::dvec2(360, 170);
        EXPECT_LT(glm::distance(event.position_px, expected), 0.1) << event.id;
        EXPECT_GT(event.time_s, start_s - 0.5);
        EXPECT_LE(event.time_s, now_s());
    }
    using enum TouchPhase;
    EXPECT_EQ(order,
              (std::vector<std::pair<int, TouchPhase>>{{0, began}, {1, began}, {1, moved}, {0, ended}, {1, ended}}));
    EXPECT_EQ(window.clicks(), 0) << "each touch would be a click as well";
}

TEST(XInputTouch, ASecondReaderIsToldThatTheWindowIsTaken) {
    const ui::XServer server = ui::XServer::withTouchScreen(kScreen);
    const PlainWindow window(server);
    const XWindow id{.id = window.id(), .display = server.display().c_str()};
    const auto source = openXInputTouch(id);
    ASSERT_TRUE(source);
    EXPECT_THROW(openXInputTouch(id), Error);
}

TEST(XInputTouch, AServerWithoutATouchDeviceIsNoError) {
    const ui::XServer server = ui::XServer::withoutTouch(kScreen);
    const PlainWindow window(server);
    const auto source = openXInputTouch({.id = window.id(), .display = server.display().c_str()});
    ASSERT_TRUE(source);
    EXPECT_EQ(source->description(), "XInput 2.2, 0 touch devices");
    EXPECT_FALSE(source->poll(now_s()));
}

TEST(XInputTouch, NoServerIsNoSource) {
    EXPECT_FALSE(openXInputTouch({.id = 1, .display = ":99999"}));
}

} // namespace
} // namespace vitrine::showroom
