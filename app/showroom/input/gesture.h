#pragma once
#include "input/touch.h"

#include <array>
#include <span>

namespace vitrine::showroom {

enum class GestureKind {
    touched,   ///< the first finger came down: what glides stops under it
    orbit,     ///< one finger moved by motion_px
    transform, ///< two fingers: their centre moved by motion_px, their distance by zoom, their direction by twist
    settled,   ///< two fingers became one or none: what was stretched springs back
    released,  ///< the last finger left, at velocity_px_s (0: it rested, or the contact was cancelled)
    tap,       ///< after its release, without waiting for a second one
    doubleTap, ///< after its second tap
    longPress, ///< a finger has rested where it came down
};

/// What the fingers mean. Angles in radians; window pixels, y down.
struct Gesture {
    GestureKind kind = GestureKind::tap;
    double time_s = 0.0;
    glm::dvec2 at_px{0.0};     ///< of the finger, or the centre of the two, after the motion; of a tap where it began
    glm::dvec2 motion_px{0.0}; ///< since the gesture before
    double zoom = 1.0;         ///< ratio of the fingers' distances, above 1 when they part
    double twist = 0.0;        ///< anticlockwise as seen
    glm::dvec2 velocity_px_s{0.0}; ///< of `released`
    bool operator==(const Gesture&) const = default;
};

/// Lengths on the glass, so that a gesture is the same on every screen.
struct GestureSettings {
    double pixelsPerMm = 3.8;
    glm::dvec2 window_px{1280.0, 800.0};
    double slop_mm = 2.5;        ///< a finger that stays within is tapping or resting
    double twistSlop_rad = 0.12; ///< two fingers that pinch turn by this much without meaning it
    double tap_s = 0.30;         ///< longest tap
    double doubleTap_s = 0.35;   ///< from one tap to the next
    double doubleTap_mm = 8.0;   ///< between two taps
    double longPress_s = 0.60;
    double rest_s = 1.5;           ///< a finger that has rested this long when another comes leans on the glass
    double edge_mm = 2.0;          ///< of the window: the hand that holds the screen
    double palm_mm = 24.0;         ///< a contact of this diameter is no finger
    int crowd = 5;                 ///< this many contacts at once are a hand or a sleeve: none counts till all are gone
    double velocityWindow_s = 0.1; ///< over which the speed of release is taken
};

/// Turns contacts into gestures: a pure state machine that reads no clock and allocates nothing. Every sequence of
/// events, however broken, leaves it balanced: touched and released alternate, what lies between two fingers' coming
/// and going ends with settled.
///
/// A finger that moves is an orbit from its first event on; nothing waits until it is known to be no tap. Instead
/// motion within the slop counts for less, growing smoothly to its full measure, so that a tap hardly stirs the view
/// and nothing jumps. Two fingers move and scale the view exactly. The first two fingers count, others are ignored.
class GestureRecogniser {
  public:
    explicit GestureRecogniser(const GestureSettings& settings = {});

    /// What this event means, in order; valid till the next call.
    std::span<const Gesture> feed(const TouchEvent& event);

    /// What the passing of time means: a long press. Call once a frame.
    std::span<const Gesture> advance(double now_s);

    /// Every contact is gone, as when the window loses them.
    std::span<const Gesture> cancel(double now_s);

    /// Another screen or another size of the window.
    void configure(const GestureSettings& settings);
    const GestureSettings& settings() const { return settings_; }

    /// Whether any finger takes part in a gesture.
    bool active() const { return fingers() > 0; }

  private:
    static constexpr std::size_t kContacts = 16, kGestures = 8, kTrail = 16;

    struct Contact {
        bool down = false;
        bool finger = false;  ///< takes part in a gesture; any other contact is waited out
        bool strayed = false; ///< has been beyond the slop
        int id = 0;
        glm::dvec2 began_px{0.0}, at_px{0.0};
        double began_s = 0.0;
    };
    struct TrailPoint {
        glm::dvec2 at_px{0.0};
        double time_s = 0.0;
    };

    int contacts() const;
    int fingers() const;
    Contact* find(int id);
    Contact* other(const Contact* finger); ///< another finger, null when there is none
    bool isStray(const TouchEvent& event) const;
    void begin(const TouchEvent& event);
    void move(Contact& contact, const TouchEvent& event);
    void leave(Contact& finger, double time_s, bool lifted);
    void reject();
    void pressIfDue(double now_s);
    void startOrbit(const Contact& finger);
    void startPair(Contact& first, Contact& second);
    void orbitTo(const Contact& finger);
    void transformTo(const Contact& first, const Contact& second);
    void tapAt(const Contact& finger);
    void remember(glm::dvec2 at_px);
    glm::dvec2 velocity() const;
    void emit(Gesture gesture);

    GestureSettings settings_;
    std::array<Contact, kContacts> contacts_{};
    bool crowded_ = false;
    double time_s_ = 0.0;

    // One finger: where its motion counts from, how much of it has counted, and its last positions.
    enum class Counted { partly, fully };
    Counted counted_ = Counted::partly;
    glm::dvec2 anchor_px_{0.0}, counted_px_{0.0};
    bool mayTap_ = false;
    std::array<TrailPoint, kTrail> trail_{};
    std::size_t trailLength_ = 0;

    // Two fingers.
    glm::dvec2 centre_px_{0.0};
    double spread_px_ = 1.0, direction_ = 0.0, turned_ = 0.0;

    // The tap before.
    bool tapped_ = false;
    glm::dvec2 tap_px_{0.0};
    double tap_s_ = 0.0;

    std::array<Gesture, kGestures> gestures_{};
    std::size_t gestureCount_ = 0;
};

} // namespace vitrine::showroom
