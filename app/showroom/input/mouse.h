#pragma once
#include "input/gesture.h"

namespace vitrine::showroom {

enum class MouseButton { left, middle, right };

struct MouseModifiers {
    bool shift = false, control = false;
};

/// A mouse speaks the language of fingers: the left button is one finger (orbit, tap, double-tap, long press); the
/// right or middle button, or left with shift, moves the view as two fingers do; left with control twists about the
/// window's centre; the wheel zooms about the cursor.
class MouseGestures {
  public:
    explicit MouseGestures(const GestureSettings& settings = {});

    std::span<const Gesture> press(MouseButton button, glm::dvec2 at_px, double time_s, MouseModifiers modifiers = {});
    std::span<const Gesture> move(glm::dvec2 at_px, double time_s);
    std::span<const Gesture> release(MouseButton button, glm::dvec2 at_px, double time_s);
    std::span<const Gesture> scroll(double steps, glm::dvec2 at_px, double time_s);
    std::span<const Gesture> advance(double now_s); ///< once a frame: a long press
    std::span<const Gesture> cancel(double now_s);  ///< the window lost the mouse

    void configure(const GestureSettings& settings);
    bool active() const { return drag_ != Drag::none; }

  private:
    enum class Drag { none, finger, pan, twist };
    std::span<const Gesture> only(const Gesture& gesture);
    std::span<const Gesture> settle(double time_s);

    GestureRecogniser finger_;
    Drag drag_ = Drag::none;
    MouseButton button_ = MouseButton::left;
    glm::dvec2 at_px_{0.0};
    std::array<Gesture, 2> gestures_{};
};

} // namespace vitrine::showroom
