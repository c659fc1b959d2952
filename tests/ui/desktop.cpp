#include "desktop.h"

#include "base/error.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <algorithm>
#include <cmath>
#include <thread>

namespace vitrine::ui {
namespace {

constexpr std::chrono::milliseconds kMotion(16); // between two reports of a mouse
constexpr std::chrono::milliseconds kRest(200);  // after which nothing is thrown
constexpr int kMotions = 10;

template <typename Visit>
void forEachValue(const Shot& shot, const Region& region, Visit visit) {
    const glm::ivec2 least = glm::clamp(region.corner, glm::ivec2(0), shot.size_px);
    const glm::ivec2 most = glm::clamp(region.corner + region.size, glm::ivec2(0), shot.size_px);
    for (int y = least.y; y < most.y; ++y)
        for (int i = 3 * least.x; i < 3 * most.x; ++i)
            visit(static_cast<std::size_t>(3 * y * shot.size_px.x + i), i % 3);
}

} // namespace

double difference(const Shot& a, const Shot& b, const Region& region) {
    if (a.size_px != b.size_px) throw Error("two shots of different sizes");
    double sum = 0.0, count = 0.0;
    forEachValue(a, region, [&](std::size_t i, int) {
        sum += std::abs(a.rgb[i] - b.rgb[i]);
        ++count;
    });
    return sum / std::max(count, 1.0);
}

double contrast(const Shot& shot, const Region& region) {
    double sum = 0.0, squares = 0.0, count = 0.0;
    forEachValue(shot, region, [&](std::size_t i, int) {
        sum += shot.rgb[i];
        squares += 1.0 * shot.rgb[i] * shot.rgb[i];
        ++count;
    });
    count = std::max(count, 1.0);
    return std::sqrt(std::max(squares / count - sum / count * sum / count, 0.0));
}

glm::dvec3 meanColour(const Shot& shot, const Region& region) {
    glm::dvec3 sum(0.0);
    double count = 0.0;
    forEachValue(shot, region, [&](std::size_t i, int channel) {
        sum[channel] += shot.rgb[i];
        ++count;
    });
    return sum / std::max(count / 3.0, 1.0);
}

struct Desktop::Connection {
    Display* display = nullptr;
    Window window = 0;

    explicit Connection(const std::string& name) : display(XOpenDisplay(name.c_str())) {
        if (!display) throw Error("the X server takes no client");
        // A window may go away between two questions about it; the answer is then none.
        XSetErrorHandler([](Display*, XErrorEvent*) { return 0; });
    }
    ~Connection() { XCloseDisplay(display); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Window largest() const {
        Window root = 0, parent = 0, *children = nullptr, found = 0;
        unsigned count = 0;
        int area = 0;
        if (!XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count)) return 0;
        for (unsigned i = 0; i < count; ++i) {
            XWindowAttributes attributes;
            if (!XGetWindowAttributes(display, children[i], &attributes) || attributes.map_state != IsViewable)
                continue;
            if (attributes.width * attributes.height <= area) continue;
            area = attributes.width * attributes.height;
            found = children[i];
        }
        if (children) XFree(children);
        return found;
    }
};

Desktop::Desktop(const XServer& server) : connection_(std::make_unique<Connection>(server.display())) {}
Desktop::~Desktop() = default;

void Desktop::awaitWindow(Seconds atMost) {
    const auto deadline = std::chrono::steady_clock::now() + atMost;
    while ((connection_->window = connection_->largest()) == 0) {
        if (std::chrono::steady_clock::now() > deadline) throw Error("no window is shown");
        std::this_thread::sleep_for(kMotion);
    }
    XSetInputFocus(connection_->display, connection_->window, RevertToParent, CurrentTime);
    XSync(connection_->display, False);
}

glm::ivec2 Desktop::windowSize_px() const {
    XWindowAttributes attributes{};
    XGetWindowAttributes(connection_->display, connection_->window, &attributes);
    return {attributes.width, attributes.height};
}

glm::dvec2 Desktop::windowCorner_px() const {
    int x = 0, y = 0;
    Window child = 0;
    XTranslateCoordinates(connection_->display, connection_->window, DefaultRootWindow(connection_->display), 0, 0, &x,
                          &y, &child);
    return {x, y};
}

Shot Desktop::shot() const {
    const glm::ivec2 size = windowSize_px();
    const std::unique_ptr<XImage, int (*)(XImage*)> image(XGetImage(connection_->display, connection_->window, 0, 0,
                                                                    static_cast<unsigned>(size.x),
                                                                    static_cast<unsigned>(size.y), AllPlanes, ZPixmap),
                                                          [](XImage* each) { return XDestroyImage(each); });
    if (!image) throw Error("the window shows nothing");
    Shot shot{.size_px = size, .rgb = {}};
    shot.rgb.reserve(static_cast<std::size_t>(3 * size.x * size.y));
    for (int y = 0; y < size.y; ++y)
        for (int x = 0; x < size.x; ++x) {
            const unsigned long pixel = XGetPixel(image.get(), x, y); // 0xRRGGBB in a depth of 24
            for (const int shift : {16, 8, 0}) shot.rgb.push_back(static_cast<std::uint8_t>(pixel >> shift));
        }
    return shot;
}

void Desktop::moveTo(glm::dvec2 at_px) {
    const glm::ivec2 at(glm::round(windowCorner_px() + at_px));
    XTestFakeMotionEvent(connection_->display, -1, at.x, at.y, CurrentTime);
    XSync(connection_->display, False);
}

void Desktop::press(Button button) {
    XTestFakeButtonEvent(connection_->display, static_cast<unsigned>(button), True, CurrentTime);
    XSync(connection_->display, False);
}

void Desktop::release(Button button) {
    XTestFakeButtonEvent(connection_->display, static_cast<unsigned>(button), False, CurrentTime);
    XSync(connection_->display, False);
}

void Desktop::click(glm::dvec2 at_px, Button button) {
    moveTo(at_px);
    press(button);
    std::this_thread::sleep_for(2 * kMotion);
    release(button);
}

void Desktop::drag(glm::dvec2 from_px, glm::dvec2 to_px, Button button) {
    moveTo(from_px);
    press(button);
    for (int i = 1; i <= kMotions; ++i) {
        std::this_thread::sleep_for(kMotion);
        moveTo(glm::mix(from_px, to_px, 1.0 * i / kMotions));
    }
    std::this_thread::sleep_for(kRest);
    release(button);
}

void Desktop::strike(const std::vector<const char*>& keys) {
    std::vector<KeyCode> codes;
    for (const char* key : keys) {
        codes.push_back(XKeysymToKeycode(connection_->display, XStringToKeysym(key)));
        if (codes.back() == 0) throw Error(std::string(key) + " is on no key of this server");
    }
    for (const KeyCode code : codes) XTestFakeKeyEvent(connection_->display, code, True, CurrentTime);
    XSync(connection_->display, False);
    std::this_thread::sleep_for(2 * kMotion);
    std::ranges::reverse(codes);
    for (const KeyCode code : codes) XTestFakeKeyEvent(connection_->display, code, False, CurrentTime);
    XSync(connection_->display, False);
}

void Desktop::resizeWindow(glm::ivec2 size_px) {
    XResizeWindow(connection_->display, connection_->window, static_cast<unsigned>(size_px.x),
                  static_cast<unsigned>(size_px.y));
    XSync(connection_->display, False);
}

void Desktop::closeWindow() {
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = connection_->window;
    event.xclient.message_type = XInternAtom(connection_->display, "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(XInternAtom(connection_->display, "WM_DELETE_WINDOW", False));
    XSendEvent(connection_->display, connection_->window, False, NoEventMask, &event);
    XSync(connection_->display, False);
}

} // namespace vitrine::ui
