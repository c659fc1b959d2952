#pragma once
#include "session/layout.h"

namespace vitrine::showroom {

/// A list longer than its place: it follows a finger, goes on by itself when it is let go, and comes back to its ends.
/// Pure: what it does depends on what it is told alone.
class Scroller {
  public:
    /// The one pointer, as of this frame.
    struct Hand {
        bool down = false;
        glm::dvec2 at_px{-1.0};
        double wheel = 0.0; ///< steps, away from oneself positive
    };
    /// The list in this frame.
    struct List {
        Rectangle view; ///< where it is seen
        double length_px = 0.0;
        double step_px = 0.0;      ///< of the wheel
        double threshold_px = 0.0; ///< a hand that moves less taps
    };

    void follow(const List& list, const Hand& hand, double elapsed_s);
    /// Brings a part of the list into view, measured from its beginning.
    void reveal(double top_px, double bottom_px);

    double offset_px() const { return offset_; } ///< how far the list has been moved up
    /// The hand that came down last has moved the list: its going up is no tap.
    bool dragged() const { return dragged_; }
    bool moving() const { return moving_; } ///< more frames are wanted

  private:
    double most() const;
    void drag(const Hand& hand, double elapsed_s);
    void glide(double elapsed_s);

    List list_;
    double offset_ = 0.0, velocity_ = 0.0; ///< px, px/s
    double grabbedAt_ = 0.0, grabbedOffset_ = 0.0;
    bool down_ = false, grabbed_ = false, dragged_ = false, moving_ = false;
};

} // namespace vitrine::showroom
