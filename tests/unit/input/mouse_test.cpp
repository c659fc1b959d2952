#include "input/mouse.h"

#include <gtest/gtest.h>
#include <vector>

namespace vitrine::showroom {
namespace {

using enum GestureKind;
using Kinds = std::vector<GestureKind>;
constexpr glm::dvec2 kMiddle(640.0, 400.0);

struct Seen {
    std::vector<Gesture> all;
    void add(std::span<const Gesture> gestures) { all.insert(all.end(), gestures.begin(), gestures.end()); }
    Kinds kinds() const {
        Kinds kinds;
        for (const Gesture& gesture : all) kinds.push_back(gesture.kind);
        return kinds;
    }
};

TEST(Mouse, LeftButtonIsAFingerEvenAtTheEdge) {
    MouseGestures mouse;
    Seen seen;
    seen.add(mouse.press(MouseButton::left, {1, 1}, 0.0));
    seen.add(mouse.release(MouseButton::left, {1, 1}, 0.1));
    seen.add(mouse.press(MouseButton::left, {1, 1}, 0.2));
    seen.add(mouse.release(MouseButton::left, {1, 1}, 0.3));
    EXPECT_EQ(seen.kinds(), (Kinds{touched, released, tap, touched, released, tap, doubleTap}));
    seen = {};
    seen.add(mouse.press(MouseButton::left, kMiddle, 1.0));
    seen.add(mouse.move(kMiddle + glm::dvec2(20, 0), 1.05));
    seen.add(mouse.release(MouseButton::left, kMiddle + glm::dvec2(20, 0), 1.06));
    EXPECT_EQ(seen.kinds(), (Kinds{touched, orbit, released}));
    EXPECT_GT(seen.all.back().velocity_px_s.x, 0.0);
}

TEST(Mouse, OtherButtonsAndShiftMoveThePicture) {
    for (const auto& [button, modifiers] :
         {std::pair(MouseButton::right, MouseModifiers{}), std::pair(MouseButton::middle, MouseModifiers{}),
          std::pair(MouseButton::left, MouseModifiers{.shift = true})}) {
        MouseGestures mouse;
        Seen seen;
        seen.add(mouse.press(button, kMiddle, 0.0, modifiers));
        seen.add(mouse.move(kMiddle + glm::dvec2(7, -3), 0.1));
        seen.add(mouse.release(button, kMiddle, 0.2));
        ASSERT_EQ(seen.kinds(), (Kinds{touched, transform, settled, released}));
        EXPECT_EQ(seen.all[1].motion_px, glm::dvec2(7, -3));
        EXPECT_FALSE(mouse.active());
    }
}

TEST(Mouse, ControlTwistsAnticlockwiseAboutTheMiddle) {
    MouseGestures mouse({.window_px = {1280, 800}});
    Seen seen;
    seen.add(mouse.press(MouseButton::left, kMiddle + glm::dvec2(100, 0), 0.0, {.control = true}));
    seen.add(mouse.move(kMiddle + glm::dvec2(0, -100), 0.1));
    ASSERT_EQ(seen.kinds(), (Kinds{touched, transform}));
    EXPECT_NEAR(seen.all[1].twist, kPi / 2.0, 1e-12);
    EXPECT_EQ(seen.all[1].at_px, kMiddle);
}

TEST(Mouse, TheWheelZoomsAboutTheCursorAndBackExactly) {
    MouseGestures mouse;
    Seen seen;
    seen.add(mouse.scroll(2.0, {100, 200}, 0.0));
    seen.add(mouse.scroll(-2.0, {100, 200}, 0.0));
    ASSERT_EQ(seen.kinds(), (Kinds{transform, settled, transform, settled}));
    EXPECT_GT(seen.all[0].zoom, 1.0);
    EXPECT_NEAR(seen.all[0].zoom * seen.all[2].zoom, 1.0, 1e-12);
    EXPECT_EQ(seen.all[0].at_px, glm::dvec2(100, 200));
}

TEST(Mouse, OneButtonAtATimeAndALostMouseLetsGo) {
    MouseGestures mouse;
    Seen seen;
    seen.add(mouse.press(MouseButton::left, kMiddle, 0.0));
    seen.add(mouse.press(MouseButton::right, kMiddle, 0.1));
    seen.add(mouse.release(MouseButton::right, kMiddle, 0.2));
    EXPECT_TRUE(mouse.active());
    seen.add(mouse.cancel(0.3));
    EXPECT_FALSE(mouse.active());
    EXPECT_EQ(seen.kinds(), (Kinds{touched, released}));
    EXPECT_TRUE(mouse.move(kMiddle, 0.4).empty());
}

} // namespace
} // namespace vitrine::showroom
