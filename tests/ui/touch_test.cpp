#include "showroom_run.h"
#include "touch_screen.h"

#include <cmath>
#include <gtest/gtest.h>

namespace vitrine::ui {
namespace {

constexpr glm::ivec2 kWindow(480, 300);

double number(const Json& state, const char* of) {
    return state.at("camera").at(of).get<double>();
}

// Red less blue: gold has much of it, platinum none.
double warmth(const Shot& shot, const Region& region) {
    const glm::dvec3 colour = meanColour(shot, region);
    return colour.x - colour.z;
}

/// Xorg with a touchscreen, the showroom in it, and fingers.
class Touched : public ::testing::Test {
  protected:
    Touched() : run_(server_, {.window_px = kWindow}), fingers_(server_) {
        state_ = run_.awaitSettled();
        corner_ = run_.desktop().windowCorner_px();
        picture_ = run_.picture();
        shot_ = shown(0.0);
    }

    void TearDown() override {
        if (HasFailure()) return;
        EXPECT_EQ(run_.close(), 0);
        // Notes are welcome; complaints of the validation layer are not.
        EXPECT_EQ(run_.process().output().find("validation"), std::string::npos) << run_.process().output();
    }

    glm::dvec2 at(glm::dvec2 inWindow_px) const { return corner_ + inWindow_px; }
    void tap(const std::string& widget) { fingers_.tap(at(run_.widget(widget))); }

    /// The picture once it differs from the last one that was looked at by at least so much.
    Shot shown(double leastDifference) {
        const Shot before = std::exchange(shot_, run_.desktop().shot());
        shot_ = run_.awaitShot("a picture that has changed", [&](const Shot& shot) {
            return contrast(shot, picture_) > 10.0 &&
                   (leastDifference == 0.0 || difference(shot, before, picture_) > leastDifference);
        });
        return shot_;
    }

    /// The state once it fulfils a wish and rests.
    const Json& settles(const std::string& what, const std::function<bool(const Json&)>& wish) {
        state_ = run_.await(what, [&](const Json& now) { return now.at("settled").get<bool>() && wish(now); });
        return state_;
    }

    Region around(glm::dvec2 centre, int radius_px) const {
        return {glm::ivec2(centre) - radius_px, glm::ivec2(2 * radius_px)};
    }

    XServer server_ = XServer::withTouchScreen(kWindow);
    ShowroomRun run_;
    TouchScreen fingers_;
    Json state_;
    glm::dvec2 corner_{0.0};
    Region picture_;
    Shot shot_;
};

TEST_F(Touched, FingersTurnThePieceAndComeNearer) {
    // One finger: 200 degrees for the shorter side, less half the slop.
    const double from_deg = number(state_, "azimuth_deg");
    const double travel_px = 90.0, side_px = std::min(picture_.size.x, picture_.size.y);
    fingers_.drag(at({60, 200}), at({60 + travel_px, 200}));
    settles("to turn", [&](const Json& now) { return number(now, "azimuth_deg") != from_deg; });
    const double turned_deg = std::remainder(from_deg - number(state_, "azimuth_deg"), 360.0);
    EXPECT_GT(turned_deg, (travel_px - 10.0) * 200.0 / side_px);
    EXPECT_LT(turned_deg, travel_px * 200.0 / side_px);
    EXPECT_NEAR(number(state_, "elevation_deg"), 20.0, 1e-6);
    shown(3.0);

    // Thrown, it goes on by itself and comes to rest.
    const double before_deg = number(state_, "azimuth_deg");
    fingers_.drag(at({60, 200}), at({60 + travel_px, 200}), TouchScreen::Release::thrown);
    settles("to glide", [&](const Json& now) { return number(now, "azimuth_deg") != before_deg; });
    EXPECT_GT(std::abs(std::remainder(number(state_, "azimuth_deg") - before_deg, 360.0)), turned_deg + 10.0);
    shown(3.0);

    // Two fingers that part to twice their distance, over the ring's middle.
    const double far_mm = number(state_, "distance_mm");
    const glm::dvec2 middle = at(glm::dvec2(picture_.corner) + 0.5 * glm::dvec2(picture_.size));
    fingers_.pinch(middle, {.distance_px = 60.0}, {.distance_px = 120.0});
    settles("to come nearer", [&](const Json& now) { return number(now, "distance_mm") < 0.9 * far_mm; });
    EXPECT_NEAR(number(state_, "distance_mm") / far_mm, 0.5, 0.1);
    EXPECT_EQ(number(state_, "roll_deg"), 0.0);
    shown(3.0);

    // Two fingers together carry the picture with them.
    const glm::dvec2 stone = run_.stone("head.centre");
    fingers_.down(0, middle);
    fingers_.down(1, middle + glm::dvec2(60, 0));
    for (const int finger : {0, 1}) fingers_.move(finger, middle + glm::dvec2(60 * finger, 40));
    for (const int finger : {0, 1}) fingers_.up(finger, middle + glm::dvec2(60 * finger, 40));
    settles("to follow two fingers",
            [&](const Json&) { return glm::distance(run_.stone("head.centre"), stone) > 10.0; });
    EXPECT_LT(glm::distance(run_.stone("head.centre"), stone + glm::dvec2(0, 40)), 8.0);
    shown(3.0);
    EXPECT_EQ(state_.at("undo_depth"), 0);
}

TEST_F(Touched, ATwistRollsAndSpringsBackUpright) {
    const glm::dvec2 middle = at(glm::dvec2(picture_.corner) + 0.5 * glm::dvec2(picture_.size));
    const auto around = [&](double direction) { return 60.0 * glm::dvec2(std::cos(direction), -std::sin(direction)); };
    for (const int finger : {0, 1}) fingers_.down(finger, middle + around(kPi * finger));
    for (int i = 1; i <= 10; ++i)
        for (const int finger : {0, 1}) fingers_.move(finger, middle + around(kPi * finger + 0.06 * i));
    run_.await("to roll", [](const Json& now) { return number(now, "roll_deg") > 15.0; });
    EXPECT_LT(number(run_.state(), "roll_deg"), 25.0);
    const Shot rolled = shown(2.0);
    for (const int finger : {0, 1}) fingers_.up(finger, middle + around(kPi * finger + 0.6));
    settles("to stand upright", [](const Json& now) { return number(now, "roll_deg") == 0.0; });
    run_.awaitShot("the picture upright", [&](const Shot& shot) { return difference(shot, rolled, picture_) > 2.0; });
}

TEST_F(Touched, TapsSwapMetalAndStoneAndUndoThem) {
    const std::string slot = state_.at("slot"), seat = state_.at("seat");
    const Shot first = shot_;
    const double warm = warmth(first, picture_);

    tap("metal/platinum-950");
    settles("another metal", [&](const Json& now) { return now.at("metals").at(slot) == "platinum-950"; });
    EXPECT_EQ(state_.at("undo_depth"), 1); // a touch is one click
    run_.awaitShot("white metal", [&](const Shot& shot) { return warmth(shot, picture_) < 0.6 * warm; });

    tap("stone/ruby");
    settles("another stone", [&](const Json& now) { return now.at("stones").at(seat) == "ruby"; });
    EXPECT_EQ(state_.at("undo_depth"), 2);
    const Region stone = around(run_.stone(seat), 12);
    const auto redness = [&](const Shot& shot) {
        const glm::dvec3 colour = meanColour(shot, stone);
        return colour.x - colour.y;
    };
    run_.awaitShot("a red stone", [&](const Shot& shot) { return redness(shot) > redness(first) + 20.0; });

    tap("undo");
    settles("the stone before", [&](const Json& now) { return now.at("stones").at(seat) == "diamond"; });
    EXPECT_EQ(state_.at("metals").at(slot), "platinum-950");
    tap("undo");
    settles("the metal before", [&](const Json& now) { return now.at("metals").at(slot) == "18k-yellow"; });
    EXPECT_EQ(state_.at("undo_depth"), 0);
    EXPECT_EQ(state_.at("redo_depth"), 2);
    run_.awaitShot("the first picture", [&](const Shot& shot) { return difference(shot, first, picture_) < 2.0; });
    tap("redo");
    settles("the swap again", [&](const Json& now) { return now.at("metals").at(slot) == "platinum-950"; });
}

TEST_F(Touched, ADoubleTapFocusesTheStoneAndComesBack) {
    const Json home = state_.at("camera");
    const glm::dvec2 stone = at(run_.stone("head.centre"));
    fingers_.tap(stone);
    fingers_.tap(stone);
    settles("the stone", [](const Json& now) { return now.at("focused").get<bool>(); });
    EXPECT_LT(number(state_, "distance_mm"), 0.7 * home.at("distance_mm").get<double>());
    const glm::dvec2 middle = glm::dvec2(picture_.corner) + 0.5 * glm::dvec2(picture_.size);
    EXPECT_LT(glm::distance(run_.stone("head.centre"), middle), 20.0);
    shown(3.0);
    fingers_.tap(at(middle));
    fingers_.tap(at(middle));
    settles("to come back", [](const Json& now) { return !now.at("focused").get<bool>(); });
    EXPECT_EQ(state_.at("camera"), home);
    shown(3.0);
}

TEST_F(Touched, AHandOnTheGlassChangesNothingAndALongPressSpeaks) {
    const Json home = state_.at("camera");
    for (int finger = 0; finger < 6; ++finger) fingers_.down(finger, at({50 + 35 * finger, 150}));
    for (int finger = 0; finger < 6; ++finger) fingers_.move(finger, at({50 + 35 * finger, 190}));
    for (int finger = 0; finger < 6; ++finger) fingers_.up(finger, at({50 + 35 * finger, 190}));
    const glm::dvec2 stone = at(run_.stone("head.centre"));
    fingers_.down(0, stone);
    run_.await("to speak of the stone", [](const Json& now) { return !now.at("message").get<std::string>().empty(); });
    fingers_.up(0, stone);
    settles("the finger's leaving", [](const Json&) { return true; });
    EXPECT_EQ(state_.at("camera"), home);
    EXPECT_EQ(state_.at("undo_depth"), 0);
}

// What was recorded from real touches leads to the same view when it is played.
TEST(Recorded, TouchesPlayedAgainEndWhereTheyEnded) {
    const TemporaryFolder folder;
    const std::string recording = folder / "touches.jsonl";
    const XServer server = XServer::withTouchScreen(kWindow);
    const auto camera = [](const ShowroomRun& run) { return run.state().at("camera"); };
    Json recorded, replayed;
    {
        ShowroomRun run(server, {.window_px = kWindow, .arguments = {"--record", recording}});
        run.awaitSettled();
        const glm::dvec2 corner = run.desktop().windowCorner_px();
        TouchScreen fingers(server);
        fingers.drag(corner + glm::dvec2(60, 180), corner + glm::dvec2(140, 160), TouchScreen::Release::thrown);
        run.await("to turn", [](const Json& now) { return number(now, "azimuth_deg") < 20.0; });
        fingers.pinch(corner + glm::dvec2(160, 150), {.distance_px = 60.0}, {.distance_px = 90.0});
        run.await("to come nearer",
                  [](const Json& now) { return number(now, "distance_mm") < 80.0 && now.at("settled").get<bool>(); });
        recorded = camera(run);
        EXPECT_EQ(run.close(), 0);
    }
    {
        ShowroomRun run(server, {.window_px = kWindow, .arguments = {"--replay", recording}});
        EXPECT_EQ(run.process().wait(Seconds(60.0)), 0) << run.process().output();
        replayed = camera(run);
    }
    for (const auto& [name, value] : recorded.items())
        EXPECT_NEAR(value.get<double>(), replayed.at(name).get<double>(), 0.1) << name;
}

} // namespace
} // namespace vitrine::ui
