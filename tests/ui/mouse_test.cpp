#include "showroom_run.h"

#include <cmath>
#include <gtest/gtest.h>

namespace vitrine::ui {
namespace {

constexpr glm::ivec2 kScreen(800, 600), kWindow(480, 300);
using Button = Desktop::Button;

double number(const Json& state, const char* of) {
    return state.at("camera").at(of).get<double>();
}

/// Xvfb, which has no touch device, the showroom in it, and a hand on mouse and keyboard.
class Clicked : public ::testing::Test {
  protected:
    Clicked() : run_(server_, {.window_px = kWindow}), desktop_(run_.desktop()) {
        state_ = run_.awaitSettled();
        picture_ = run_.picture();
        middle_ = glm::dvec2(picture_.corner) + 0.5 * glm::dvec2(picture_.size);
    }

    void TearDown() override {
        if (HasFailure()) return;
        EXPECT_EQ(run_.close(), 0);
        EXPECT_EQ(run_.process().output().find("validation"), std::string::npos) << run_.process().output();
    }

    const Json& settles(const std::string& what, const std::function<bool(const Json&)>& wish) {
        state_ = run_.await(what, [&](const Json& now) { return now.at("settled").get<bool>() && wish(now); });
        return state_;
    }
    void changes(const Shot& before, double least = 3.0) {
        run_.awaitShot("another picture", [&](const Shot& shot) { return difference(shot, before, picture_) > least; });
    }

    XServer server_ = XServer::withoutTouch(kScreen);
    ShowroomRun run_;
    Desktop& desktop_;
    Json state_;
    Region picture_;
    glm::dvec2 middle_{0.0};
};

TEST_F(Clicked, TheMouseTurnsMovesAndComesNearer) {
    Shot before = desktop_.shot();
    const double from_deg = number(state_, "azimuth_deg");
    desktop_.drag(middle_ + glm::dvec2(-40, 60), middle_ + glm::dvec2(40, 30));
    settles("to turn", [&](const Json& now) { return number(now, "azimuth_deg") < from_deg - 30.0; });
    EXPECT_LT(number(state_, "elevation_deg"), 10.0); // up: from below
    changes(before);

    before = desktop_.shot();
    const glm::dvec2 stone = run_.stone("head.centre");
    desktop_.drag(middle_, middle_ + glm::dvec2(0, 30), Button::right);
    settles("to move", [&](const Json&) { return glm::distance(run_.stone("head.centre"), stone) > 20.0; });
    EXPECT_LT(glm::distance(run_.stone("head.centre"), stone + glm::dvec2(0, 30)), 6.0);
    changes(before);

    before = desktop_.shot();
    const double far_mm = number(state_, "distance_mm");
    desktop_.moveTo(middle_);
    for (int i = 0; i < 4; ++i) {
        desktop_.press(Button::wheelUp);
        desktop_.release(Button::wheelUp);
    }
    settles("to come nearer", [&](const Json& now) { return number(now, "distance_mm") < 0.75 * far_mm; });
    changes(before);
    EXPECT_EQ(state_.at("undo_depth"), 0);
}

TEST_F(Clicked, SwatchesSwapAndKeysUndo) {
    const std::string slot = state_.at("slot"), seat = state_.at("seat");
    const Shot before = desktop_.shot();
    desktop_.click(run_.widget("metal/platinum-950"));
    settles("another metal", [&](const Json& now) { return now.at("metals").at(slot) == "platinum-950"; });
    EXPECT_EQ(state_.at("undo_depth"), 1);
    changes(before, 1.0);
    desktop_.click(run_.widget("stone/blue-sapphire"));
    settles("another stone", [&](const Json& now) { return now.at("stones").at(seat) == "blue-sapphire"; });
    desktop_.strike({"Control_L", "z"});
    settles("the stone before", [&](const Json& now) { return now.at("stones").at(seat) == "diamond"; });
    desktop_.strike({"Control_L", "z"});
    settles("the metal before", [&](const Json& now) { return now.at("metals").at(slot) == "18k-yellow"; });
    EXPECT_EQ(state_.at("redo_depth"), 2);
    run_.awaitShot("the first picture", [&](const Shot& shot) { return difference(shot, before, picture_) < 2.0; });
    desktop_.strike({"Control_L", "Shift_L", "z"});
    settles("the swap again", [&](const Json& now) { return now.at("metals").at(slot) == "platinum-950"; });
}

TEST_F(Clicked, FinishesAreBesideTheMetals) {
    const std::string slot = state_.at("slot");
    const Shot before = desktop_.shot();
    desktop_.click(run_.widget("list/finish"));
    settles("the list of finishes", [](const Json& now) { return now.at("widgets").contains("finish/mirror"); });
    desktop_.click(run_.widget("finish/satin"));
    settles("another finish", [&](const Json& now) { return now.at("finishes").at(slot) == "satin"; });
    EXPECT_EQ(state_.at("undo_depth"), 1);
    changes(before, 1.0);
    desktop_.click(run_.widget("undo"));
    settles("the finish before", [&](const Json& now) { return now.at("finishes").at(slot) == "mirror"; });
    desktop_.click(run_.widget("list/metal"));
    settles("the list of metals", [](const Json& now) { return now.at("widgets").contains("metal/18k-yellow"); });
}

TEST_F(Clicked, AnotherRingSizeIsMadeBesideTheFramesAndTakenBack) {
    const Shot before = desktop_.shot();
    desktop_.click(run_.widget("ring-size/more"));
    settles("a larger ring", [](const Json& now) { return now.at("ring_size") == 7.0; });
    changes(before, 1.0);
    desktop_.click(run_.widget("undo"));
    settles("the ring before", [](const Json& now) { return now.at("ring_size") == 6.5; });
}

TEST_F(Clicked, ADoubleClickFocusesTheStoneAndKeysTurnAndComeHome) {
    const Json home = state_.at("camera");
    for (int i = 0; i < 2; ++i) desktop_.click(run_.stone("head.centre"));
    settles("the stone", [](const Json& now) { return now.at("focused").get<bool>(); });
    desktop_.strike({"Right"});
    settles("to turn", [&](const Json& now) {
        return std::abs(number(now, "azimuth_deg") - home.at("azimuth_deg").get<double>()) > 5.0;
    });
    desktop_.strike({"Home"});
    settles("to come home", [&](const Json& now) {
        return std::abs(number(now, "distance_mm") - home.at("distance_mm").get<double>()) < 1e-6;
    });
    EXPECT_FALSE(state_.at("focused").get<bool>());
    desktop_.strike({"F1"});
    settles("help", [](const Json& now) { return now.at("help").get<bool>(); });
    desktop_.strike({"Escape"});
    settles("no help", [](const Json& now) { return !now.at("help").get<bool>(); });
}

TEST_F(Clicked, AStormOfResizesEndsInTheLastSize) {
    constexpr glm::ivec2 last(500, 320);
    for (int i = 0; i < 30; ++i) desktop_.resizeWindow({300 + 17 * i % 200, 250 + 31 * i % 150});
    desktop_.resizeWindow(last);
    settles("the last size",
            [&](const Json& now) { return now.at("window_width") == last.x && now.at("window_height") == last.y; });
    picture_ = run_.picture();
    const Shot shot = run_.awaitShot("a picture", [&](const Shot& each) { return contrast(each, picture_) > 10.0; });
    EXPECT_EQ(shot.size_px, last);
    desktop_.click(run_.widget("metal/platinum-950"));
    settles("another metal", [&](const Json& now) { return now.at("undo_depth") == 1; });
}

} // namespace
} // namespace vitrine::ui
