#pragma once
#include "input/touch.h"

#include <memory>

namespace vitrine::showroom {

/// A window of an X server, as its own connection knows it (glfwGetX11Window).
struct XWindow {
    unsigned long id = 0;
    const char* display = nullptr; ///< null: what the environment says
};

/// Touches of an X window through XInput 2.2, on a connection of their own: GLFW asks for 2.0 on its connection, and
/// the first version asked for sticks. A screen that is plugged in later is heard as well. Null where the server knows
/// no XInput 2.2: mouse and keyboard remain. Throws vitrine::Error when another program has selected the window's
/// touches.
std::unique_ptr<TouchSource> openXInputTouch(const XWindow& window);

} // namespace vitrine::showroom
