#include "screen/showroom.h"

#include "base/error.h"
#include "gpu/result.h"
#include "scene/opaque.h"

#include <algorithm>
#include <imgui.h>

namespace vitrine::showroom {
namespace {

constexpr double kFade_s = 0.35;        // how long a cross-fade counts as movement
constexpr double kPatience_s = 0.4;     // after which a piece in the making is spoken of
constexpr double kLongestSleep_s = 0.5; // so that nothing that nobody announces is missed for long
constexpr double kMinimisedSleep_s = 0.1;

} // namespace

// A frame, or a sleep until one is wanted.
void Showroom::step() {
    if (changed_) arrange();
    double now_s = Window::now_s();
    std::optional<gpu::Frame> target;
    if (wantsFrame(now_s)) {
        target = stage_->world.acquire(window_);
        if (!target && stage_->world.minimised()) window_.wait(kMinimisedSleep_s, -1);
    } else {
        sleep(now_s);
    }
    // What hands do is looked at as late as can be, so that it is in this very frame.
    now_s = Window::now_s();
    listen(now_s);
    collect(now_s);
    if (playedOut(now_s)) leaves_ = true;
    if (target && !leaves_) frame(*target);
}

void Showroom::frame(const gpu::Frame& target) {
    const double now_s = Window::now_s();
    const bool steady = calmFrames_++ > kFramesAfterChange && !stage_->workshop.busy() && !stage_->painter;
    statistics_.frameBegins();
    if (message_ && now_s > message_->until_s) message_.reset();
    actions_.clear();
    drawn_ = &interface_.draw(panelView(), window_.screen().size_px, now_s - lastFrame_s_, hands_.pointer(), actions_);
    for (const Action& action : actions_) carryOut(action);

    const auto finished = stage_->world.measured(target);
    const render::LiveBudget budget = governor_.next({.time_s = now_s, .moving = moving(now_s), .finished = finished});
    stage_->world.draw(target, {.camera = navigator_.camera(now_s), .time_s = now_s, .budget = budget}, *drawn_);

    failures_ = 0;
    if (std::exchange(swapped_, false)) statistics_.swapped(1); // dressed before it was recorded
    if (shownYet_) statistics_.frame((now_s - lastFrame_s_) * 1000.0, steady);
    lastFrame_s_ = now_s;
    if (!shownYet_) shownFirst(Window::now_s());
    if (wanted_ > 0) --wanted_;
    if (stage_->painter) {
        stage_->painter->pause(moving(now_s));
        shareUntil_s_ =
            2.0 * Window::now_s() - now_s; // at rest the swatches have the device for as long as a frame had
    }
    savePicture(now_s);
    if (player_)
        if (const auto request = player_->request()) obey(*request, now_s);
}

void Showroom::arrange() {
    changed_ = false;
    calmFrames_ = 0;
    wanted_ = kFramesAfterChange;
    const Layout layout = layoutOf(window_.screen());
    if (layout == layout_) return;
    const bool otherPicture = layout.picture.size != layout_.picture.size;
    layout_ = layout;
    hands_.cancel(Window::now_s());
    hands_.configure(layout);
    navigator_.resize(layout.picture.size);
    if (otherPicture) lookAtPiece(Window::now_s());
    if (interface_.configure(layout)) stage_->world.ui().setGlyphs(interface_.glyphs());
    stage_->world.resize(window_, layout.picture.size); // last: what throws leaves the values in order
}

// Where nobody has moved the camera it frames the piece anew; else it stays as far as the piece lets it.
void Showroom::lookAtPiece(double now_s) {
    const Extent extent = extentOf(*piece_);
    if (atHome_)
        navigator_ = Navigator(home(), extent, layout_.picture.size);
    else
        navigator_.setPiece(home(), extent, now_s);
}

scene::Camera Showroom::home() const {
    return scene::framed(scene::namedView("hero"), *piece_, layout_.picture.size.x / layout_.picture.size.y);
}

// What the threads beside the frames have finished.
void Showroom::collect(double now_s) {
    if (auto made = stage_->workshop.take()) put(std::move(*made), now_s);
    if (!stage_->workshop.busy()) busySince_s_ = now_s;
    if (stage_->painter) hangSwatches();
    if (auto outcome = album_.outcome()) {
        say(std::move(*outcome), now_s);
        wanted_ = kFramesAfterChange;
    }
}

void Showroom::hangSwatches() {
    const bool finished = !stage_->painter->busy(); // before it is asked for the last time
    try {
        if (auto sheet = stage_->painter->take()) {
            calmFrames_ = 0;
            wanted_ = kFramesAfterChange;
            sheet_ = std::move(*sheet);
            showPainted(swatches_, sheet_->painted);
            stage_->world.ui().setSwatches(sheet_->image);
        }
    } catch (const gpu::DeviceLost&) {
        throw;
    } catch (const Error&) {
        // Without them the plain colours stay, which need no device.
    }
    if (finished) stage_->painter.reset();
}

void Showroom::put(Made made, double now_s) {
    calmFrames_ = 0;
    wanted_ = kFramesAfterChange;
    try {
        if (made.failure) std::rethrow_exception(made.failure);
    } catch (const gpu::DeviceLost&) {
        throw;
    } catch (const gpu::OutOfMemory&) {
        throw;
    } catch (const Error& problem) {
        // The piece on the screen stays, and the step that led here is taken back.
        if (session_.design() == made.design) session_.apply(Undo{});
        offer_ = offerOf(session_);
        dress();
        return say(problem.what(), now_s);
    }
    // What was undone meanwhile is not shown any more.
    if (!sameGeometry(made.design, session_.design(), session_.source()) && shows(session_.design())) return;
    stage_->world.view().show(std::move(made.uploaded));
    fadeUntil_s_ = now_s + kFade_s;
    piece_ = std::move(made.piece);
    shown_ = std::move(made.design);
    for (const std::string& note : piece_->notes) say(note, now_s);
    lookAtPiece(now_s);
    if (shown_ != session_.design()) dress();
}

// Whether the piece on the screen has the design's geometry.
bool Showroom::shows(const Design& design) const {
    return sameGeometry(shown_, design, session_.source());
}

// The piece on the screen wears what the design is made of, if it can: also a stone that is still to be cut anew has
// its colour at once.
void Showroom::dress() {
    if (!sameForm(shown_, session_.design())) return;
    const scene::Dressing dressing = dressingOf(session_.design(), session_.source());
    // The other cut leaves room for another number; what becomes opaque waits for its surface.
    if (!scene::sameShapes(dressing, scene::dressingOf(*piece_))) return;
    stage_->world.view().dress(dressing);
    if (shows(session_.design())) shown_ = session_.design();
}

void Showroom::savePicture(double now_s) {
    if (!saveBy_s_) return;
    const bool rests = !moving(now_s) && !stage_->workshop.busy() && !stage_->world.view().restless();
    if (!rests && now_s < *saveBy_s_ && !moving(now_s)) return;
    album_.save(stage_->world.picture(), session_.name());
    saveBy_s_.reset(); // only now: what is lost with the device is saved after it
}

PanelView Showroom::panelView() const {
    return {.offer = &offer_,
            .swatches = &swatches_,
            .message = message_ ? &*message_ : nullptr,
            .help = help_,
            .busy = Window::now_s() - busySince_s_ > kPatience_s};
}

bool Showroom::moving(double now_s) const {
    return hands_.hold() || navigator_.moving(now_s) || now_s < fadeUntil_s_;
}

bool Showroom::settled(double now_s) const {
    return !moving(now_s) && wanted_ == 0 && !interface_.moving() && !hands_.pending() && !stage_->workshop.busy() &&
           !album_.busy() && !saveBy_s_;
}

bool Showroom::wantsFrame(double now_s) const {
    return wanted_ > 0 || moving(now_s) || interface_.moving() || hands_.pending() || (player_ && !player_->waits()) ||
           saveBy_s_ || (message_ && now_s > message_->until_s) ||
           (stage_->world.view().restless() && now_s >= shareUntil_s_);
}

void Showroom::sleep(double now_s) {
    double most_s = kLongestSleep_s;
    if (stage_->world.view().restless()) most_s = std::clamp(shareUntil_s_ - now_s, 0.0, most_s);
    if (message_) most_s = std::clamp(message_->until_s - now_s, 0.0, most_s);
    if (stage_->workshop.busy() || album_.busy()) most_s = std::min(most_s, kPatience_s);
    if (replay_ != nullptr || player_) most_s = 0.004; // files have no descriptor to wait at
    window_.wait(most_s, touches_ ? touches_->descriptor() : -1);
    if (stage_->workshop.busy()) wanted_ = std::max(wanted_, 1); // so that waiting is spoken of
}

} // namespace vitrine::showroom
