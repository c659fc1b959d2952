#include "base/error.h"
#include "gpu/result.h"
#include "screen/keyboard.h"
#include "screen/pick.h"
#include "screen/showroom.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

namespace vitrine::showroom {
namespace {

constexpr double kMessage_s = 5.0;
constexpr double kSaveWait_s = 8.0; // what a picture may take to come to rest before it is saved as it is

} // namespace

void Showroom::listen(double now_s) {
    events_.clear();
    for (const WindowEvent& event : window_.poll()) events_.push_back(event);
    if (player_ && shownYet_) {
        const bool settledNow = settled(now_s);
        player_->play({.now_s = now_s,
                       .frame = statistics_.frames(),
                       .settled = settledNow,
                       .rest = settledNow && !stage_->world.view().restless(),
                       .samples = stage_->world.view().restSamples(),
                       .widgets = &interface_.widgets()},
                      events_);
    }
    for (const WindowEvent& event : events_) handle(event);
    const auto covered = [this](const glm::dvec2& at) {
        return layout_.panel.contains(at) || interface_.widgets().covers(at);
    };
    while (touches_) {
        const auto event = touches_->poll(now_s);
        if (!event) break;
        hands_.touch(*event, covered);
        lastTouch_s_ = now_s;
        wanted_ = kFramesAfterChange;
    }
    hands_.advance(now_s);
}

void Showroom::handle(const WindowEvent& event) {
    wanted_ = kFramesAfterChange;
    if (const auto* key = std::get_if<KeyPressed>(&event.what)) {
        if (key->key == GLFW_KEY_ESCAPE && help_) return carryOut(ToggleHelp{});
        if (key->key == GLFW_KEY_ESCAPE && window_.fullScreen()) return carryOut(ToggleFullScreen{});
        if (moveCamera(*key, navigator_, event.time_s))
            atHome_ = false;
        else if (const auto action = actionOf(*key, offer_))
            carryOut(*action);
    } else if (std::holds_alternative<WindowChanged>(event.what)) {
        changed_ = true;
    } else if (std::holds_alternative<CloseAsked>(event.what)) {
        leaves_ = true;
    } else if (std::holds_alternative<FocusLost>(event.what)) {
        hands_.cancel(event.time_s);
    } else {
        hands_.mouse(event, [this](const glm::dvec2& at) {
            return layout_.panel.contains(at) || interface_.widgets().covers(at);
        });
    }
}

void Showroom::handle(const Gesture& gesture) {
    switch (gesture.kind) {
    case GestureKind::tap:
    case GestureKind::longPress:
        return tellOfStone(gesture);
    case GestureKind::doubleTap:
        return focusStone(gesture);
    default:
        if (gesture.kind == GestureKind::orbit || gesture.kind == GestureKind::transform) atHome_ = false;
        navigator_.apply(gesture);
    }
}

// A tap turns the panel to the stone that was tapped; a long press says what it is.
void Showroom::tellOfStone(const Gesture& gesture) {
    const auto ball = stoneUnder(*piece_, navigator_.camera(gesture.time_s), layout_.picture.size, gesture.at_px);
    if (!ball) return;
    const auto seats = session_.seats();
    if (seats.size() == piece_->stones.size()) carryOut(SelectSeat{seats[static_cast<std::size_t>(ball->stone)]});
    if (gesture.kind != GestureKind::longPress) return;
    const std::string& species = seats.size() == piece_->stones.size()
                                     ? session_.speciesOf(seats[static_cast<std::size_t>(ball->stone)])
                                     : piece_->stones[static_cast<std::size_t>(ball->stone)].species->id;
    const auto entry = session_.source().catalogue->species.find(species);
    const std::string name =
        entry == session_.source().catalogue->species.end() ? species : labelOf(entry->second->labels, species);
    say(offer_.stoneSize ? fmt::format("{}, {}, {}", name, offer_.stoneSize->value, offer_.stoneSize->detail) : name,
        gesture.time_s);
}

void Showroom::focusStone(const Gesture& gesture) {
    if (navigator_.focused()) return navigator_.unfocus(gesture.time_s);
    const auto ball = stoneUnder(*piece_, navigator_.camera(gesture.time_s), layout_.picture.size, gesture.at_px);
    if (!ball) return;
    atHome_ = false;
    navigator_.focus(ball->centre, ball->radius_mm, gesture.time_s);
}

void Showroom::carryOut(const Action& action) {
    const double now_s = Window::now_s();
    wanted_ = kFramesAfterChange;
    calmFrames_ = 0;
    if (std::holds_alternative<ToggleHelp>(action)) {
        help_ = !help_;
    } else if (std::holds_alternative<ToggleFullScreen>(action)) {
        window_.toggleFullScreen();
        changed_ = true;
    } else if (std::holds_alternative<ResetCamera>(action)) {
        navigator_.reset(now_s);
        atHome_ = true;
    } else if (std::holds_alternative<Leave>(action)) {
        leaves_ = true;
    } else if (std::holds_alternative<SavePicture>(action)) {
        if (!saveBy_s_ && !album_.busy()) saveBy_s_ = now_s + kSaveWait_s;
        say("The picture is being saved \u2026", now_s + kSaveWait_s);
    } else {
        change(action);
    }
}

void Showroom::change(const Action& action) {
    try {
        const Change owed = session_.apply(action);
        offer_ = offerOf(session_);
        if (owed == Change::nothing) return;
        swapped_ = owed == Change::dressing || owed == Change::recut;
        dress();
        if (!shows(session_.design()) && owed != Change::dressing) stage_->workshop.request(session_.design());
    } catch (const gpu::DeviceLost&) {
        throw;
    } catch (const gpu::OutOfMemory&) {
        throw;
    } catch (const Error& problem) { // the design is as it was
        say(problem.what(), Window::now_s());
    }
}

void Showroom::say(std::string text, double now_s) {
    message_ = Message{std::move(text), now_s + kMessage_s};
}

} // namespace vitrine::showroom
