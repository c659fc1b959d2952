#include "input/mouse.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vitrine::showroom {
namespace {

constexpr double kZoomPerStep = 1.1; // of the wheel
constexpr int kLeftButton = -1;      // as a contact

// A mouse hand is steadier than a finger, has no palm and does not hold the screen.
GestureSettings forMouse(GestureSettings settings) {
    settings.slop_mm = std::min(settings.slop_mm, 1.0);
    settings.edge_mm = -1e6;
    settings.doubleTap_mm = std::min(settings.doubleTap_mm, 2.0);
    return settings;
}

} // namespace

MouseGestures::MouseGestures(const GestureSettings& settings) : finger_(forMouse(settings)) {}

void MouseGestures::configure(const GestureSettings& settings) {
    finger_.configure(forMouse(settings));
}

std::span<const Gesture> MouseGestures::press(MouseButton button, glm::dvec2 at_px, double time_s,
                                              MouseModifiers modifiers) {
    if (drag_ != Drag::none) return {}; // one button at a time
    button_ = button;
    at_px_ = at_px;
    if (button != MouseButton::left || modifiers.shift)
        drag_ = Drag::pan;
    else if (modifiers.control)
        drag_ = Drag::twist;
    else
        drag_ = Drag::finger;
    if (drag_ == Drag::finger)
        return finger_.feed({.id = kLeftButton, .phase = TouchPhase::began, .position_px = at_px, .time_s = time_s});
    return only({.kind = GestureKind::touched, .time_s = time_s, .at_px = at_px});
}

std::span<const Gesture> MouseGestures::move(glm::dvec2 at_px, double time_s) {
    if (drag_ == Drag::none) return {};
    if (drag_ == Drag::finger)
        return finger_.feed({.id = kLeftButton, .phase = TouchPhase::moved, .position_px = at_px, .time_s = time_s});
    Gesture gesture{.kind = GestureKind::transform, .time_s = time_s, .at_px = at_px};
    if (drag_ == Drag::pan) {
        gesture.motion_px = at_px - at_px_;
    } else {
        const glm::dvec2 middle = 0.5 * finger_.settings().window_px, from = at_px_ - middle, to = at_px - middle;
        const double cross = from.y * to.x - from.x * to.y; // y points down
        gesture.at_px = middle;
        gesture.twist = std::atan2(cross, glm::dot(from, to));
    }
    at_px_ = at_px;
    return only(gesture);
}

std::span<const Gesture> MouseGestures::release(MouseButton button, glm::dvec2 at_px, double time_s) {
    if (drag_ == Drag::none || button != button_) return {};
    if (std::exchange(drag_, Drag::none) == Drag::finger)
        return finger_.feed({.id = kLeftButton, .phase = TouchPhase::ended, .position_px = at_px, .time_s = time_s});
    return settle(time_s);
}

std::span<const Gesture> MouseGestures::scroll(double steps, glm::dvec2 at_px, double time_s) {
    gestures_[0] = {.kind = GestureKind::transform,
                    .time_s = time_s,
                    .at_px = at_px,
                    .zoom = std::pow(kZoomPerStep, std::clamp(steps, -20.0, 20.0))};
    gestures_[1] = {.kind = GestureKind::settled, .time_s = time_s, .at_px = at_px};
    return gestures_;
}

std::span<const Gesture> MouseGestures::advance(double now_s) {
    return drag_ == Drag::finger ? finger_.advance(now_s) : std::span<const Gesture>{};
}

std::span<const Gesture> MouseGestures::cancel(double now_s) {
    const Drag drag = std::exchange(drag_, Drag::none);
    if (drag == Drag::none) return {};
    return drag == Drag::finger ? finger_.cancel(now_s) : settle(now_s);
}

std::span<const Gesture> MouseGestures::only(const Gesture& gesture) {
    gestures_[0] = gesture;
    return {gestures_.data(), 1};
}

std::span<const Gesture> MouseGestures::settle(double time_s) {
    gestures_[0] = {.kind = GestureKind::settled, .time_s = time_s, .at_px = at_px_};
    gestures_[1] = {.kind = GestureKind::released, .time_s = time_s, .at_px = at_px_};
    return gestures_;
}

} // namespace vitrine::showroom
