#include "input/xinput_touch.h"

#include "base/error.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/XInput2.h>
#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace vitrine::showroom {
namespace {

constexpr double kTickRange_s = 4294967.296; // the server's clock counts milliseconds in 32 bits

struct CloseDisplay {
    void operator()(Display* display) const { XCloseDisplay(display); }
};
struct FreeDevices {
    void operator()(XIDeviceInfo* devices) const { XIFreeDeviceInfo(devices); }
};
using Devices = std::unique_ptr<XIDeviceInfo, FreeDevices>;

// Errors of the server arrive through one handler of the process; while this lives they are ours. Xlib has no other
// way.
class ErrorTrap {
  public:
    explicit ErrorTrap(Display* display) : display_(display), before_(XSetErrorHandler(&ErrorTrap::note)) { code_ = 0; }
    ~ErrorTrap() {
        XSync(display_, False);
        XSetErrorHandler(before_);
    }
    int code() const {
        XSync(display_, False);
        return code_;
    }

  private:
    static int note(Display*, XErrorEvent* event) {
        code_ = event->error_code;
        return 0;
    }
    static inline thread_local int code_ = 0;
    Display* display_;
    XErrorHandler before_;
};

// How a device tells the size of a contact: the number of its valuator, and how many of its units make a millimetre.
struct SizeAxis {
    int device = -1, valuator = -1;
    double unitsPerMm = 0.0;
};

class XInputTouch final : public TouchSource {
  public:
    XInputTouch(std::unique_ptr<Display, CloseDisplay> display, int opcode, Window window)
        : display_(std::move(display)), opcode_(opcode),
          majorAtom_(XInternAtom(display_.get(), "Abs MT Touch Major", False)) {
        select(window);
        countDevices();
    }

    std::optional<TouchEvent> poll(double now_s) override;
    int descriptor() const override { return ConnectionNumber(display_.get()); }
    std::string description() const override {
        return fmt::format("XInput 2.2, {} touch device{}", devices_, devices_ == 1 ? "" : "s");
    }

  private:
    void select(Window window);
    void countDevices();
    TouchEvent touchFrom(const XIDeviceEvent& event, double now_s);
    double secondsFrom(Time server_ms, double now_s);
    double sizeOf(const XIDeviceEvent& event);
    const SizeAxis& sizeAxisOf(int device);

    std::unique_ptr<Display, CloseDisplay> display_;
    int opcode_;
    Atom majorAtom_;
    int devices_ = 0;
    std::array<SizeAxis, 8> axes_{};
    std::size_t nextAxis_ = 0;
    bool synchronised_ = false;
    double offset_s_ = 0.0; ///< our clock less the server's: the least that was seen, for the least delay
};

// XISetMask without its silent conversion.
template <std::size_t size>
void ask(std::array<unsigned char, size>& mask, int kind) {
    unsigned char& byte = mask.at(static_cast<std::size_t>(kind) / 8);
    byte = static_cast<unsigned char>(byte | 1u << (kind % 8));
}

// All three kinds together, a subset is an error; of the master devices, or every touch would come twice.
void XInputTouch::select(Window window) {
    const ErrorTrap trap(display_.get());
    std::array<unsigned char, XIMaskLen(XI_LASTEVENT)> touches{}, changes{};
    for (const int kind : {XI_TouchBegin, XI_TouchUpdate, XI_TouchEnd}) ask(touches, kind);
    ask(changes, XI_HierarchyChanged);
    XIEventMask wanted{XIAllMasterDevices, static_cast<int>(touches.size()), touches.data()};
    XISelectEvents(display_.get(), window, &wanted, 1);
    XIEventMask hierarchy{XIAllDevices, static_cast<int>(changes.size()), changes.data()};
    XISelectEvents(display_.get(), DefaultRootWindow(display_.get()), &hierarchy, 1);
    if (const int code = trap.code())
        throw Error({.place = "touch input",
                     .problem = code == BadAccess ? "another program reads the touches of this window"
                                                  : fmt::format("the X server refuses them (error {})", code),
                     .remedy = "mouse and keyboard work without"});
}

void XInputTouch::countDevices() {
    int count = 0;
    const Devices devices(XIQueryDevice(display_.get(), XIAllDevices, &count));
    devices_ = 0;
    for (int i = 0; i < count; ++i) {
        const XIDeviceInfo& device = devices.get()[i];
        if (device.use != XISlavePointer) continue;
        devices_ += std::any_of(device.classes, device.classes + device.num_classes,
                                [](const XIAnyClassInfo* c) { return c->type == XITouchClass; });
    }
}

std::optional<TouchEvent> XInputTouch::poll(double now_s) {
    while (XPending(display_.get()) > 0) {
        XEvent event;
        XNextEvent(display_.get(), &event);
        XGenericEventCookie& cookie = event.xcookie;
        if (cookie.type != GenericEvent || cookie.extension != opcode_ || !XGetEventData(display_.get(), &cookie))
            continue;
        std::optional<TouchEvent> touch;
        if (cookie.evtype == XI_HierarchyChanged) {
            axes_ = {};
            countDevices();
        } else if (cookie.evtype == XI_TouchBegin || cookie.evtype == XI_TouchUpdate || cookie.evtype == XI_TouchEnd) {
            touch = touchFrom(*static_cast<const XIDeviceEvent*>(cookie.data), now_s);
        }
        XFreeEventData(display_.get(), &cookie);
        if (touch) return touch;
    }
    return std::nullopt;
}

TouchEvent XInputTouch::touchFrom(const XIDeviceEvent& event, double now_s) {
    const TouchPhase phase = event.evtype == XI_TouchBegin    ? TouchPhase::began
                             : event.evtype == XI_TouchUpdate ? TouchPhase::moved
                                                              : TouchPhase::ended;
    return {.id = event.detail,
            .phase = phase,
            .position_px = {event.event_x, event.event_y},
            .time_s = secondsFrom(event.time, now_s),
            .size_mm = sizeOf(event)};
}

double XInputTouch::secondsFrom(Time server_ms, double now_s) {
    const double server_s = 1e-3 * static_cast<double>(server_ms);
    const double offset = now_s - server_s;
    // A jump of half its range is the server's clock starting over.
    if (!synchronised_ || offset < offset_s_ || offset > offset_s_ + 0.5 * kTickRange_s) offset_s_ = offset;
    synchronised_ = true;
    return server_s + offset_s_;
}

double XInputTouch::sizeOf(const XIDeviceEvent& event) {
    const SizeAxis& axis = sizeAxisOf(event.sourceid);
    if (axis.valuator < 0 || axis.valuator >= event.valuators.mask_len * 8 ||
        !XIMaskIsSet(event.valuators.mask, axis.valuator))
        return 0.0;
    const double* value = event.valuators.values; // packed: one for every bit that is set
    for (int i = 0; i < axis.valuator; ++i) value += XIMaskIsSet(event.valuators.mask, i) ? 1 : 0;
    return std::max(*value / axis.unitsPerMm, 0.0);
}

const SizeAxis& XInputTouch::sizeAxisOf(int device) {
    const auto known = std::ranges::find(axes_, device, &SizeAxis::device);
    if (known != axes_.end()) return *known;
    SizeAxis& axis = axes_[nextAxis_++ % axes_.size()];
    axis = {.device = device};
    const ErrorTrap trap(display_.get()); // it may be unplugged by now
    int count = 0;
    const Devices info(XIQueryDevice(display_.get(), device, &count));
    for (int i = 0; i < (info && count == 1 ? info->num_classes : 0); ++i) {
        const XIAnyClassInfo* any = info->classes[i];
        if (any->type != XIValuatorClass) continue;
        const auto& valuator = *reinterpret_cast<const XIValuatorClassInfo*>(any);
        if (valuator.label == majorAtom_ && valuator.resolution > 0) // units a metre
            axis = {.device = device, .valuator = valuator.number, .unitsPerMm = 1e-3 * valuator.resolution};
    }
    return axis;
}

} // namespace

std::unique_ptr<TouchSource> openXInputTouch(const XWindow& window) {
    std::unique_ptr<Display, CloseDisplay> display(XOpenDisplay(window.display));
    int opcode = 0, event = 0, error = 0;
    if (!display || !XQueryExtension(display.get(), "XInputExtension", &opcode, &event, &error)) return nullptr;
    int major = 2, minor = 2;
    if (XIQueryVersion(display.get(), &major, &minor) != Success || major < 2 || (major == 2 && minor < 2))
        return nullptr;
    return std::make_unique<XInputTouch>(std::move(display), opcode, window.id);
}

} // namespace vitrine::showroom
