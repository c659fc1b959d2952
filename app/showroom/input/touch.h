#pragma once
#include "base/math.h"

#include <optional>
#include <string>

namespace vitrine::showroom {

enum class TouchPhase { began, moved, ended, cancelled };

/// What one finger did.
struct TouchEvent {
    int id = 0; ///< of the contact, from its beginning to its end
    TouchPhase phase = TouchPhase::began;
    glm::dvec2 position_px{0.0}; ///< in the window, from its upper left corner
    double time_s = 0.0;         ///< when the device saw it, on the clock that poll() is given
    double size_mm = 0.0;        ///< longer diameter of the contact; 0 where the device does not tell
    bool operator==(const TouchEvent&) const = default;
};

/// Where touches come from: openXInputTouch() is a screen, ReplayTouch a recorded file.
///
///   while (const auto event = source->poll(now)) handle(recogniser.feed(*event));
class TouchSource {
  public:
    virtual ~TouchSource() = default;

    /// The next event that is due at now_s (monotonic seconds), in the order of their times. Never waits.
    virtual std::optional<TouchEvent> poll(double now_s) = 0;

    /// Readable when events arrive, for an event loop that sleeps; -1 where there is none.
    virtual int descriptor() const { return -1; }

    /// For a status line: "XInput 2.2, 1 touch device".
    virtual std::string description() const = 0;
};

} // namespace vitrine::showroom
