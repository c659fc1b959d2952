#include "screen/scroller.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

constexpr double kGlide_s = 0.325;       // in which a list let go loses all but 1/e of its speed
constexpr double kReturn_s = 0.07;       // the same of its way back to an end it was pulled over
constexpr double kStretch = 0.4;         // of a pull over an end that it gives way to
constexpr double kStill_px_s = 8.0;      // slower than that nobody sees it move
constexpr double kLongestFrame_s = 0.05; // after a pause a list does not leap

} // namespace

double Scroller::most() const {
    return std::max(0.0, list_.length_px - list_.view.size.y);
}

void Scroller::follow(const List& list, const Hand& hand, double elapsed_s) {
    list_ = list;
    elapsed_s = std::clamp(elapsed_s, 1e-4, kLongestFrame_s);
    const bool inside = list.view.contains(hand.at_px);
    if (hand.down && !down_) {
        grabbed_ = inside;
        dragged_ = false;
        grabbedAt_ = hand.at_px.y;
        grabbedOffset_ = offset_;
        if (inside) velocity_ = 0.0;
    }
    down_ = hand.down;
    if (inside && hand.wheel != 0.0) {
        velocity_ = 0.0;
        offset_ = std::clamp(offset_ - hand.wheel * list.step_px, 0.0, most());
    }
    if (grabbed_ && hand.down)
        drag(hand, elapsed_s);
    else
        glide(elapsed_s);
    if (!hand.down) grabbed_ = false;
}

void Scroller::drag(const Hand& hand, double elapsed_s) {
    const double pulled = grabbedAt_ - hand.at_px.y;
    if (std::abs(pulled) > list_.threshold_px && most() > 0.0) dragged_ = true;
    moving_ = dragged_;
    if (!dragged_) return;
    const double wanted = grabbedOffset_ + pulled, inside = std::clamp(wanted, 0.0, most());
    const double next = inside + kStretch * (wanted - inside);
    velocity_ += 0.4 * ((next - offset_) / elapsed_s - velocity_); // a single late event is not the hand's speed
    offset_ = next;
}

void Scroller::glide(double elapsed_s) {
    offset_ += velocity_ * elapsed_s;
    velocity_ *= std::exp(-elapsed_s / kGlide_s);
    const double inside = std::clamp(offset_, 0.0, most());
    if (offset_ != inside) {
        velocity_ = 0.0;
        offset_ = inside + (offset_ - inside) * std::exp(-elapsed_s / kReturn_s);
        if (std::abs(offset_ - inside) < 0.5) offset_ = inside;
    }
    if (std::abs(velocity_) < kStill_px_s) velocity_ = 0.0;
    moving_ = velocity_ != 0.0 || offset_ != inside;
}

void Scroller::reveal(double top_px, double bottom_px) {
    velocity_ = 0.0;
    if (top_px < offset_) offset_ = top_px;
    if (bottom_px > offset_ + list_.view.size.y) offset_ = bottom_px - list_.view.size.y;
    offset_ = std::clamp(offset_, 0.0, most());
}

} // namespace vitrine::showroom
