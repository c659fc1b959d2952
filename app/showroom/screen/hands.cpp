#include "screen/hands.h"

#include <algorithm>
#include <imgui.h>

namespace vitrine::showroom {

void Pointer::push(const State& state) {
    if (count_ < kMost) states_[count_++] = state;
}

void Pointer::move(const glm::dvec2& at) {
    // Of several places in one frame the last counts; a change of the button keeps its own.
    State& last = count_ > 0 ? states_[count_ - 1] : now_;
    if (count_ > 0)
        push({at, last.down});
    else
        now_.at = at;
}

void Pointer::tell() {
    if (count_ > 0) {
        now_ = states_[0];
        std::copy(states_.begin() + 1, states_.begin() + static_cast<std::ptrdiff_t>(count_), states_.begin());
        --count_;
    }
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {static_cast<float>(now_.at.x), static_cast<float>(now_.at.y)};
    io.MouseDown[0] = now_.down;
    io.MouseWheel = static_cast<float>(wheel_);
    wheel_ = 0.0;
}

Hands::Hands(Handle handle) : handle_(std::move(handle)) {}

void Hands::configure(const Layout& layout) {
    layout_ = layout;
    const GestureSettings settings{.pixelsPerMm = layout.pixelsPerMm, .window_px = layout.picture.size};
    fingers_.configure(settings);
    mouse_.configure(settings);
}

void Hands::give(std::span<const Gesture> gestures) {
    for (const Gesture& gesture : gestures) handle_(gesture);
}

void Hands::touch(const TouchEvent& event, const Covered& covered) {
    const bool ends = event.phase == TouchPhase::ended || event.phase == TouchPhase::cancelled;
    auto* const last = elsewhere_.data() + elsewhereCount_;
    if (panelFinger_ == event.id) {
        if (event.phase == TouchPhase::moved) pointer_.move(event.position_px);
        if (ends) {
            // A cancelled touch lets go outside of every widget.
            pointer_.release(event.phase == TouchPhase::ended ? event.position_px : glm::dvec2(-1.0));
            panelFinger_.reset();
        }
        return;
    }
    if (auto* const found = std::find(elsewhere_.data(), last, event.id); found != last) {
        if (ends) {
            *found = *(last - 1);
            --elsewhereCount_;
        }
        return;
    }
    if (event.phase == TouchPhase::began && covered(event.position_px)) {
        if (!panelFinger_) {
            panelFinger_ = event.id;
            pointer_.press(event.position_px);
        } else if (elsewhereCount_ < elsewhere_.size()) {
            elsewhere_[elsewhereCount_++] = event.id;
        }
        return;
    }
    TouchEvent inside = event;
    inside.position_px = inPicture(event.position_px);
    give(fingers_.feed(inside));
}

void Hands::mouse(const WindowEvent& event, const Covered& covered) {
    if (const auto* moved = std::get_if<MouseMoved>(&event.what)) {
        if (mouseOwner_ == Owner::picture)
            give(mouse_.move(inPicture(moved->at_px), event.time_s));
        else
            pointer_.move(moved->at_px);
    } else if (const auto* pressed = std::get_if<MousePressed>(&event.what)) {
        if (mouseOwner_ == Owner::none) mouseOwner_ = covered(pressed->at_px) ? Owner::panel : Owner::picture;
        if (mouseOwner_ == Owner::picture)
            give(mouse_.press(pressed->button, inPicture(pressed->at_px), event.time_s, pressed->modifiers));
        else if (pressed->button == MouseButton::left)
            pointer_.press(pressed->at_px);
    } else if (const auto* released = std::get_if<MouseReleased>(&event.what)) {
        if (mouseOwner_ == Owner::picture) {
            give(mouse_.release(released->button, inPicture(released->at_px), event.time_s));
            if (!mouse_.active()) mouseOwner_ = Owner::none;
        } else {
            if (released->button == MouseButton::left) pointer_.release(released->at_px);
            mouseOwner_ = Owner::none;
        }
    } else if (const auto* scrolled = std::get_if<Scrolled>(&event.what)) {
        if (covered(scrolled->at_px))
            pointer_.scroll(scrolled->steps);
        else
            give(mouse_.scroll(scrolled->steps, inPicture(scrolled->at_px), event.time_s));
    }
}

void Hands::advance(double now_s) {
    give(fingers_.advance(now_s));
    give(mouse_.advance(now_s));
}

void Hands::cancel(double now_s) {
    give(fingers_.cancel(now_s));
    give(mouse_.cancel(now_s));
    if (panelFinger_ || mouseOwner_ == Owner::panel) pointer_.release(glm::dvec2(-1.0));
    panelFinger_.reset();
    elsewhereCount_ = 0;
    mouseOwner_ = Owner::none;
}

} // namespace vitrine::showroom
