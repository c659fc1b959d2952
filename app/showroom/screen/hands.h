#pragma once
#include "input/gesture.h"
#include "input/mouse.h"
#include "screen/events.h"
#include "screen/widgets.h"

#include <array>
#include <functional>
#include <optional>

namespace vitrine::showroom {

/// What ImGui is told of its one pointer. A press and a release that come together are told in two frames, as it wants.
class Pointer {
  public:
    void press(const glm::dvec2& at) { push({at, true}); }
    void release(const glm::dvec2& at) { push({at, false}); }
    void move(const glm::dvec2& at);
    void scroll(double steps) { wheel_ += steps; }

    /// Into the ImGui context, once before each frame.
    void tell();
    bool pending() const { return count_ > 0; } ///< more frames are wanted

  private:
    struct State {
        glm::dvec2 at{-1.0};
        bool down = false;
    };
    void push(const State& state);

    static constexpr std::size_t kMost = 32;
    std::array<State, kMost> states_{};
    std::size_t count_ = 0;
    State now_;
    double wheel_ = 0.0;
};

/// Sends what hands do where it belongs: what begins on the panel goes to the panel, what begins on the picture turns
/// it, and stays there until it is let go.
class Hands {
  public:
    using Handle = std::function<void(const Gesture&)>;

    /// handle: gets what fingers and mouse mean on the picture, in the picture's own pixels.
    explicit Hands(Handle handle);

    void configure(const Layout& layout);

    /// covered: whether a point belongs to the panel or a widget over the picture.
    using Covered = std::function<bool(const glm::dvec2&)>;
    void touch(const TouchEvent& event, const Covered& covered);
    void mouse(const WindowEvent& event, const Covered& covered); ///< of other events nothing is taken
    void advance(double now_s);                                   ///< once a frame
    void cancel(double now_s);

    Pointer& pointer() { return pointer_; }
    bool pending() const { return pointer_.pending(); }
    /// Whether a finger or a button holds the picture.
    bool hold() const { return fingers_.active() || mouse_.active(); }

  private:
    enum class Owner { none, panel, picture };
    void give(std::span<const Gesture> gestures);
    glm::dvec2 inPicture(const glm::dvec2& at) const { return at - layout_.picture.corner; }

    Handle handle_;
    Layout layout_;
    GestureRecogniser fingers_;
    MouseGestures mouse_;
    Pointer pointer_;
    std::optional<int> panelFinger_;  ///< the finger that is the panel's pointer
    std::array<int, 16> elsewhere_{}; ///< further fingers that came down on the panel: they do nothing
    std::size_t elsewhereCount_ = 0;
    Owner mouseOwner_ = Owner::none;
};

} // namespace vitrine::showroom
