#include "input/gesture.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace vitrine::showroom {
namespace {

constexpr double kFarthest_px = 1e6;    // no screen is wider: keeps hostile positions finite in every product
constexpr double kLeastSpan_s = 0.008;  // of a release's speed: devices report at 60 Hz or faster
constexpr double kLeastSpread_mm = 2.0; // below, two fingers have no direction

bool isSane(const TouchEvent& event) {
    return std::isfinite(event.position_px.x) && std::isfinite(event.position_px.y) && std::isfinite(event.time_s) &&
           std::isfinite(event.size_mm);
}

// How much of a motion r counts while it may still be none: from 0 with slope 0 to slope 1 at the slop.
double softened(double r, double slop) {
    return r < slop ? r * r / (2.0 * slop) : r - 0.5 * slop;
}

// Anticlockwise as seen; the window's y points down.
double directionOf(glm::dvec2 span_px) {
    return std::atan2(-span_px.y, span_px.x);
}

} // namespace

GestureRecogniser::GestureRecogniser(const GestureSettings& settings) : settings_(settings) {}

void GestureRecogniser::configure(const GestureSettings& settings) {
    settings_ = settings;
}

std::span<const Gesture> GestureRecogniser::feed(const TouchEvent& reported) {
    gestureCount_ = 0;
    if (!isSane(reported)) return {};
    TouchEvent event = reported;
    event.position_px = glm::clamp(event.position_px, -kFarthest_px, kFarthest_px);
    event.time_s = time_s_ = std::max(time_s_, event.time_s);
    pressIfDue(time_s_);

    Contact* const known = find(event.id);
    if (event.phase == TouchPhase::began) {
        if (known) leave(*known, time_s_, false); // its end was lost
        begin(event);
    } else if (known) {
        if (event.phase != TouchPhase::cancelled) move(*known, event);
        if (event.phase != TouchPhase::moved) leave(*known, time_s_, event.phase == TouchPhase::ended);
    }
    return {gestures_.data(), gestureCount_};
}

std::span<const Gesture> GestureRecogniser::advance(double now_s) {
    gestureCount_ = 0;
    if (std::isfinite(now_s)) pressIfDue(now_s);
    return {gestures_.data(), gestureCount_};
}

std::span<const Gesture> GestureRecogniser::cancel(double now_s) {
    gestureCount_ = 0;
    if (std::isfinite(now_s)) time_s_ = std::max(time_s_, now_s);
    reject();
    contacts_ = {};
    crowded_ = false;
    return {gestures_.data(), gestureCount_};
}

int GestureRecogniser::contacts() const {
    return static_cast<int>(std::ranges::count_if(contacts_, &Contact::down));
}

int GestureRecogniser::fingers() const {
    return static_cast<int>(std::ranges::count_if(contacts_, &Contact::finger));
}

GestureRecogniser::Contact* GestureRecogniser::find(int id) {
    const auto it = std::ranges::find_if(contacts_, [&](const Contact& c) { return c.down && c.id == id; });
    return it == contacts_.end() ? nullptr : &*it;
}

GestureRecogniser::Contact* GestureRecogniser::other(const Contact* finger) {
    const auto it = std::ranges::find_if(contacts_, [&](const Contact& c) { return c.finger && &c != finger; });
    return it == contacts_.end() ? nullptr : &*it;
}

// The hand that holds the screen, a palm, a sleeve.
bool GestureRecogniser::isStray(const TouchEvent& event) const {
    const glm::dvec2 at = event.position_px, far = settings_.window_px - at;
    const double edge_px = settings_.edge_mm * settings_.pixelsPerMm;
    return event.size_mm > settings_.palm_mm || std::min({at.x, at.y, far.x, far.y}) < edge_px;
}

void GestureRecogniser::begin(const TouchEvent& event) {
    const auto slot = std::ranges::find_if(contacts_, [](const Contact& c) { return !c.down; });
    if (slot == contacts_.end()) return; // a crowd long since
    *slot = {.down = true,
             .id = event.id,
             .began_px = event.position_px,
             .at_px = event.position_px,
             .began_s = event.time_s};
    if (contacts() >= settings_.crowd) {
        reject();
        crowded_ = true;
    }
    if (crowded_ || fingers() == 2 || isStray(event)) return;

    Contact* const first = other(nullptr);
    slot->finger = true;
    if (first && !first->strayed && event.time_s - first->began_s >= settings_.rest_s) {
        // It leans on the glass: what comes now is the finger that means something.
        first->finger = false;
        mayTap_ = true;
        startOrbit(*slot);
    } else if (first) {
        startPair(*first, *slot);
    } else {
        emit({.kind = GestureKind::touched, .at_px = slot->at_px});
        mayTap_ = true;
        startOrbit(*slot);
    }
}

void GestureRecogniser::move(Contact& contact, const TouchEvent& event) {
    const bool moved = contact.at_px != event.position_px;
    contact.at_px = event.position_px;
    if (!contact.finger) return;
    if (event.size_mm > settings_.palm_mm) {
        // A palm comes down edge first.
        leave(contact, event.time_s, false);
        contact.down = true;
        return;
    }
    if (glm::distance(contact.at_px, contact.began_px) >= settings_.slop_mm * settings_.pixelsPerMm) {
        contact.strayed = true;
        mayTap_ = tapped_ = false;
    }
    if (!moved) return;
    if (const Contact* const second = other(&contact))
        // In the order of their slots, whichever moved: the direction from one to the other must not turn about.
        &contact < second ? transformTo(contact, *second) : transformTo(*second, contact);
    else
        orbitTo(contact);
}

void GestureRecogniser::leave(Contact& contact, double time_s, bool lifted) {
    const Contact gone = contact;
    contact.down = contact.finger = false;
    if (contacts() == 0) crowded_ = false;
    if (!gone.finger) return;
    if (Contact* const remaining = other(&contact)) {
        emit({.kind = GestureKind::settled, .at_px = centre_px_});
        startOrbit(*remaining);
        return;
    }
    // One of two fingers leaves a little later than the other: only one that went on to move is thrown.
    const bool thrown = lifted && counted_ == Counted::fully;
    emit({.kind = GestureKind::released, .at_px = gone.at_px, .velocity_px_s = thrown ? velocity() : glm::dvec2(0.0)});
    if (lifted && mayTap_ && time_s - gone.began_s <= settings_.tap_s) tapAt(gone);
    mayTap_ = false;
}

// No contact that is down now counts any more.
void GestureRecogniser::reject() {
    if (fingers() == 2) emit({.kind = GestureKind::settled, .at_px = centre_px_});
    if (const Contact* const finger = other(nullptr)) emit({.kind = GestureKind::released, .at_px = finger->at_px});
    for (Contact& contact : contacts_) contact.finger = false;
    mayTap_ = tapped_ = false;
}

void GestureRecogniser::pressIfDue(double now_s) {
    const Contact* const finger = other(nullptr);
    if (!finger || !mayTap_ || now_s - finger->began_s < settings_.longPress_s) return;
    mayTap_ = tapped_ = false;
    emit({.kind = GestureKind::longPress, .at_px = finger->began_px});
    gestures_[gestureCount_ - 1].time_s = finger->began_s + settings_.longPress_s;
}

void GestureRecogniser::startOrbit(const Contact& finger) {
    anchor_px_ = finger.at_px;
    counted_px_ = {};
    counted_ = Counted::partly;
    trailLength_ = 0;
    remember(finger.at_px);
}

void GestureRecogniser::startPair(Contact& first, Contact& second) {
    first.strayed = second.strayed = true;
    const glm::dvec2 span = second.at_px - first.at_px;
    centre_px_ = 0.5 * (first.at_px + second.at_px);
    spread_px_ = std::max(glm::length(span), kLeastSpread_mm * settings_.pixelsPerMm);
    direction_ = directionOf(span);
    turned_ = 0.0;
    mayTap_ = tapped_ = false;
}

void GestureRecogniser::orbitTo(const Contact& finger) {
    glm::dvec2 motion = finger.at_px - trail_[trailLength_ - 1].at_px;
    if (counted_ == Counted::partly) {
        const double slop_px = settings_.slop_mm * settings_.pixelsPerMm;
        const glm::dvec2 offset = finger.at_px - anchor_px_;
        const double r = glm::length(offset);
        const glm::dvec2 counts = r > 0.0 ? offset * (softened(r, slop_px) / r) : glm::dvec2(0.0);
        motion = counts - counted_px_;
        counted_px_ = counts;
        if (r >= slop_px) counted_ = Counted::fully;
    }
    remember(finger.at_px);
    emit({.kind = GestureKind::orbit, .at_px = finger.at_px, .motion_px = motion});
}

void GestureRecogniser::transformTo(const Contact& first, const Contact& second) {
    const glm::dvec2 span = second.at_px - first.at_px, centre = 0.5 * (first.at_px + second.at_px);
    const double least = kLeastSpread_mm * settings_.pixelsPerMm, spread = std::max(glm::length(span), least);
    const auto counted = [&](double turn) {
        return std::copysign(softened(std::abs(turn), settings_.twistSlop_rad), turn);
    };
    Gesture gesture{
        .kind = GestureKind::transform, .at_px = centre, .motion_px = centre - centre_px_, .zoom = spread / spread_px_};
    if (glm::length(span) > least) {
        const double direction = directionOf(span);
        const double turned = turned_ + std::remainder(direction - direction_, 2.0 * kPi);
        gesture.twist = counted(turned) - counted(turned_);
        turned_ = turned;
        direction_ = direction;
    }
    centre_px_ = centre;
    spread_px_ = spread;
    emit(gesture);
}

void GestureRecogniser::tapAt(const Contact& finger) {
    emit({.kind = GestureKind::tap, .at_px = finger.began_px});
    const bool again = tapped_ && time_s_ - tap_s_ <= settings_.doubleTap_s &&
                       glm::distance(finger.began_px, tap_px_) <= settings_.doubleTap_mm * settings_.pixelsPerMm;
    if (again) emit({.kind = GestureKind::doubleTap, .at_px = finger.began_px});
    tapped_ = !again;
    tap_px_ = finger.began_px;
    tap_s_ = time_s_;
}

// Points close in time are kept as one, so that the trail is long enough for a device that reports often.
void GestureRecogniser::remember(glm::dvec2 at_px) {
    const bool dense = trailLength_ >= 2 && time_s_ - trail_[trailLength_ - 2].time_s < kLeastSpan_s;
    if (dense) --trailLength_;
    if (trailLength_ == kTrail) {
        std::shift_left(trail_.begin(), trail_.end(), 1);
        --trailLength_;
    }
    trail_[trailLength_++] = {at_px, time_s_};
}

// Over the last moments before the release, so that a finger which stopped first throws nothing. Where events come in
// bunches, as a mouse's do between slow frames, the span is as long as the bunch before is old.
glm::dvec2 GestureRecogniser::velocity() const {
    const TrailPoint* from = &trail_[trailLength_ - 1];
    while (from > trail_.data() && time_s_ - from->time_s < settings_.velocityWindow_s) --from;
    return (trail_[trailLength_ - 1].at_px - from->at_px) / std::max(time_s_ - from->time_s, kLeastSpan_s);
}

void GestureRecogniser::emit(Gesture gesture) {
    assert(gestureCount_ < kGestures);
    gesture.time_s = time_s_;
    gestures_[gestureCount_++] = gesture;
}

} // namespace vitrine::showroom
