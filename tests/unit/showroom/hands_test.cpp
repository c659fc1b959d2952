#include "screen/hands.h"

#include <gtest/gtest.h>
#include <imgui.h>
#include <vector>

namespace vitrine::showroom {
namespace {

// The picture is left of x = 900, the panel right of it; one button stands over the picture at (100, 100).
class HandsTest : public ::testing::Test {
  protected:
    HandsTest() {
        ImGui::CreateContext();
        hands_.configure({.picture = {{0.0, 0.0}, {900.0, 800.0}}, .panel = {{900.0, 0.0}, {380.0, 800.0}}});
    }
    ~HandsTest() override { ImGui::DestroyContext(); }

    static bool covered(const glm::dvec2& at) { return at.x >= 900.0 || glm::length(at - glm::dvec2(100.0)) < 20.0; }

    void touch(int id, TouchPhase phase, double x, double y) {
        time_s_ += 0.02;
        hands_.touch({.id = id, .phase = phase, .position_px = {x, y}, .time_s = time_s_}, covered);
    }
    void mouse(decltype(WindowEvent::what) what) {
        time_s_ += 0.02;
        hands_.mouse({time_s_, std::move(what)}, covered);
    }
    // What ImGui sees in the next frame: whether the pointer is down.
    bool down() {
        hands_.pointer().tell();
        return ImGui::GetIO().MouseDown[0];
    }
    bool any(GestureKind kind) const {
        for (const Gesture& gesture : gestures_)
            if (gesture.kind == kind) return true;
        return false;
    }

    std::vector<Gesture> gestures_;
    Hands hands_{[this](const Gesture& gesture) { gestures_.push_back(gesture); }};
    double time_s_ = 0.0;
};

TEST_F(HandsTest, AFingerOnThePanelIsTheMouseThere) {
    touch(1, TouchPhase::began, 1000, 300);
    touch(1, TouchPhase::ended, 1001, 300);
    EXPECT_TRUE(down()); // press and release in two frames, however close they came
    EXPECT_FALSE(down());
    EXPECT_EQ(ImGui::GetIO().MousePos.x, 1001.0f);
    EXPECT_TRUE(gestures_.empty());
}

TEST_F(HandsTest, AFingerThatBeganOnThePictureStaysThere) {
    touch(1, TouchPhase::began, 880, 300);
    touch(1, TouchPhase::moved, 1000, 300);
    touch(1, TouchPhase::ended, 1100, 300);
    EXPECT_FALSE(down());
    EXPECT_TRUE(any(GestureKind::orbit));
    EXPECT_FALSE(hands_.hold());
}

TEST_F(HandsTest, AWidgetOverThePictureIsNoPicture) {
    touch(1, TouchPhase::began, 105, 100);
    EXPECT_TRUE(down());
    EXPECT_FALSE(hands_.hold());
}

TEST_F(HandsTest, ASecondFingerOnThePanelDoesNothing) {
    touch(1, TouchPhase::began, 1000, 300);
    touch(2, TouchPhase::began, 1100, 600);
    touch(2, TouchPhase::moved, 300, 300);
    touch(2, TouchPhase::ended, 300, 300);
    EXPECT_TRUE(down());
    EXPECT_TRUE(down()); // the first is still there
    EXPECT_EQ(ImGui::GetIO().MousePos.x, 1000.0f);
    EXPECT_TRUE(gestures_.empty());
}

TEST_F(HandsTest, ACancelledFingerTapsNothing) {
    touch(1, TouchPhase::began, 1000, 300);
    touch(1, TouchPhase::cancelled, 1000, 300);
    EXPECT_TRUE(down());
    EXPECT_FALSE(down());
    EXPECT_LT(ImGui::GetIO().MousePos.x, 0.0f);
}

TEST_F(HandsTest, TheMouseTurnsWhatItBeganOn) {
    mouse(MousePressed{MouseButton::left, {400, 400}});
    mouse(MouseMoved{{1000, 400}});
    EXPECT_TRUE(any(GestureKind::orbit));
    EXPECT_FALSE(down());
    mouse(MouseReleased{MouseButton::left, {1000, 400}});
    EXPECT_FALSE(hands_.hold());
    mouse(MousePressed{MouseButton::left, {1000, 400}});
    EXPECT_TRUE(down());
    EXPECT_FALSE(hands_.hold());
}

TEST_F(HandsTest, LosingTheFocusLetsGoOfEverything) {
    touch(1, TouchPhase::began, 400, 300);
    touch(1, TouchPhase::moved, 500, 300);
    touch(2, TouchPhase::began, 1000, 300);
    EXPECT_TRUE(down());
    hands_.cancel(time_s_);
    EXPECT_FALSE(hands_.hold());
    EXPECT_FALSE(down());
}

} // namespace
} // namespace vitrine::showroom
