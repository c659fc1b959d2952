#pragma once
#include "base/math.h"
#include "input/mouse.h"

#include <string_view>
#include <variant>

namespace vitrine::showroom {

// What the window tells, as values, so that a script can say the same. Positions in window pixels, times monotonic.
struct MouseMoved {
    glm::dvec2 at_px{0.0};
};
struct MousePressed {
    MouseButton button = MouseButton::left;
    glm::dvec2 at_px{0.0};
    MouseModifiers modifiers = {};
};
struct MouseReleased {
    MouseButton button = MouseButton::left;
    glm::dvec2 at_px{0.0};
};
struct Scrolled {
    double steps = 0.0;
    glm::dvec2 at_px{0.0};
};
struct KeyPressed {
    int key = 0; ///< as GLFW numbers them
    bool control = false, shift = false;
};
struct FocusLost {};
struct WindowChanged {}; ///< another size, scale or screen, or in need of a new picture
struct CloseAsked {};

struct WindowEvent {
    double time_s = 0.0;
    std::variant<MouseMoved, MousePressed, MouseReleased, Scrolled, KeyPressed, FocusLost, WindowChanged, CloseAsked>
        what;
};

/// "ctrl+z", "left", "plus", "f11", "1": what a script calls a key. Throws vitrine::Error for anything else.
KeyPressed keyNamed(std::string_view name);

} // namespace vitrine::showroom
