#include "screen/player.h"

#include "base/error.h"

#include <algorithm>

namespace vitrine::showroom {
namespace {

MouseButton buttonNamed(const std::string& name) {
    return name == "right" ? MouseButton::right : name == "middle" ? MouseButton::middle : MouseButton::left;
}

} // namespace

Player::Player(Script script) : script_(std::move(script)) {}

std::optional<glm::dvec2> Player::placeOf(const TapStep& step, const Stage& stage) const {
    if (step.widget.empty()) return step.at_px;
    if (const WidgetPlace* found = stage.widgets->find(step.widget)) {
        if (!found->hidden) return found->place.centre();
        stage.widgets->reveal(step.widget);
        return std::nullopt;
    }
    std::string known;
    for (const WidgetPlace& each : stage.widgets->places())
        known += (known.empty() ? "" : ", ") + std::string(each.name.data());
    throw Error({.file = script_.file,
                 .place = script_.steps[next_].place,
                 .problem = "nothing on the screen is called \"" + step.widget + "\"",
                 .remedy = "one of " + known});
}

bool Player::tap(const TapStep& step, const Stage& stage, bool first, std::vector<WindowEvent>& events) {
    if (first) hand_ = Hand::away;
    if (hand_ == Hand::away) {
        const auto place = placeOf(step, stage);
        if (!place) return false;
        at_px_ = *place;
        hand_ = Hand::down;
        beganFrame_ = stage.frame;
        events.push_back({stage.now_s, MouseMoved{at_px_}});
        events.push_back({stage.now_s, MousePressed{MouseButton::left, at_px_}});
    }
    if (hand_ == Hand::down && framesOf(stage) >= 1) {
        hand_ = Hand::lifted;
        events.push_back({stage.now_s, MouseReleased{MouseButton::left, at_px_}});
    }
    return framesOf(stage) >= 2;
}

bool Player::drag(const DragStep& step, const Stage& stage, bool first, std::vector<WindowEvent>& events) {
    const MouseButton button = buttonNamed(step.button);
    if (first) {
        events.push_back({stage.now_s, MouseMoved{step.from_px}});
        events.push_back({stage.now_s, MousePressed{button, step.from_px}});
        return false;
    }
    const double part = step.time_s > 0.0 ? std::min((stage.now_s - began_s_) / step.time_s, 1.0) : 1.0;
    const glm::dvec2 at = glm::mix(step.from_px, step.to_px, part);
    events.push_back({stage.now_s, MouseMoved{at}});
    if (part < 1.0) return false;
    events.push_back({stage.now_s, MouseReleased{button, at}});
    return true;
}

bool Player::wait(const WaitStep& step, const Stage& stage) {
    const double elapsed_s = stage.now_s - began_s_;
    if (step.what == WaitStep::For::frames) return framesOf(stage) >= static_cast<std::uint64_t>(step.amount);
    if (step.what == WaitStep::For::time) return elapsed_s * 1000.0 >= step.amount;
    const bool gathered = stage.rest || (step.samples > 0 && stage.samples >= step.samples);
    if (stage.settled && (step.what == WaitStep::For::settled || gathered)) return true;
    if (elapsed_s > step.most_s)
        throw NotAsExpected(
            {.file = script_.file,
             .place = script_.steps[next_].place,
             .problem = "it has not come to that within " + std::to_string(static_cast<int>(step.most_s)) + " s",
             .remedy = "a longer \"most_ms\""});
    return false;
}

bool Player::advance(const Step& step, const Stage& stage, bool first, std::vector<WindowEvent>& events) {
    if (const auto* tapped = std::get_if<TapStep>(&step.kind)) return tap(*tapped, stage, first, events);
    if (const auto* dragged = std::get_if<DragStep>(&step.kind)) return drag(*dragged, stage, first, events);
    if (const auto* waiting = std::get_if<WaitStep>(&step.kind)) return wait(*waiting, stage);
    if (const auto* wheel = std::get_if<WheelStep>(&step.kind)) {
        if (first) events.push_back({stage.now_s, Scrolled{wheel->steps, wheel->at_px}});
        return framesOf(stage) >= 1;
    }
    if (const auto* key = std::get_if<KeyStep>(&step.kind)) {
        if (first) events.push_back({stage.now_s, keyNamed(key->key)});
        return framesOf(stage) >= 1;
    }
    if (const auto* picture = std::get_if<PictureStep>(&step.kind)) request_ = Request{*picture, step.place};
    if (const auto* size = std::get_if<ResizeStep>(&step.kind)) request_ = Request{*size, step.place};
    if (const auto* state = std::get_if<StateStep>(&step.kind)) request_ = Request{*state, step.place};
    if (const auto* expected = std::get_if<AssertStep>(&step.kind)) request_ = Request{*expected, step.place};
    return true;
}

void Player::play(const Stage& stage, std::vector<WindowEvent>& events) {
    if (next_ == script_.steps.size() || request_) return;
    const bool first = !std::exchange(begun_, true);
    if (first) {
        began_s_ = stage.now_s;
        beganFrame_ = stage.frame;
    }
    if (!advance(script_.steps[next_], stage, first, events)) return;
    ++next_;
    begun_ = false;
}

bool Player::waits() const {
    if (next_ == script_.steps.size()) return true;
    const auto* step = std::get_if<WaitStep>(&script_.steps[next_].kind);
    return !request_ && step != nullptr && step->what != WaitStep::For::frames;
}

std::optional<Request> Player::request() {
    return std::exchange(request_, std::nullopt);
}

} // namespace vitrine::showroom
