#include "fingers.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace vitrine::showroom {
namespace {

using Kinds = std::vector<GestureKind>;
using enum GestureKind;
constexpr glm::dvec2 kMiddle(640.0, 400.0);
constexpr double kSlop_px = 2.5 * 3.8;

TEST(Gesture, AMovedFingerOrbitsFromItsFirstEventOn) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    fingers.move(1, kMiddle + glm::dvec2(3, 0), 0.008);
    ASSERT_EQ(fingers.kinds(), (Kinds{touched, orbit}));
    EXPECT_GT(fingers.seen[1].motion_px.x, 0.0);
    EXPECT_EQ(fingers.seen[1].motion_px.y, 0.0);
}

TEST(Gesture, OrbitStartsSmoothlyAndThenFollowsTheFingerExactly) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    double last = 0.0;
    for (int x = 1; x <= 60; ++x) {
        fingers.move(1, kMiddle + glm::dvec2(x, 0), 0.002 * x);
        const double step = fingers.seen.back().motion_px.x;
        EXPECT_GE(step, last - 1e-12) << x; // never faster first and slower then
        EXPECT_LE(step, 1.0 + 1e-12) << x;
        EXPECT_TRUE(x <= kSlop_px + 1.0 || std::abs(step - 1.0) < 1e-9) << x;
        last = step;
    }
    EXPECT_NEAR(fingers.motion().x, 60.0 - 0.5 * kSlop_px, 1e-9);
    // Back through where it began: in full, the slop is spent.
    fingers.move(1, kMiddle, 0.13);
    EXPECT_NEAR(fingers.seen.back().motion_px.x, -60.0, 1e-9);
    fingers.move(1, kMiddle + glm::dvec2(0, 2), 0.14);
    EXPECT_NEAR(fingers.seen.back().motion_px.y, 2.0, 1e-9);
}

TEST(Gesture, OneEventOrManyCountTheSame) {
    Fingers once, often;
    once.down(1, kMiddle, 0.0);
    once.move(1, kMiddle + glm::dvec2(50, 0), 0.1);
    often.down(1, kMiddle, 0.0);
    for (int i = 1; i <= 100; ++i) often.move(1, kMiddle + glm::dvec2(0.5 * i, 0), 0.001 * i);
    EXPECT_NEAR(once.motion().x, often.motion().x, 0.5); // one step across the slop's end
}

TEST(Gesture, ReleaseThrowsAtTheFingersSpeed) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    for (int i = 1; i <= 20; ++i) fingers.move(1, kMiddle + glm::dvec2(8, -4) * (1.0 * i), 0.01 * i);
    fingers.up(1, kMiddle + glm::dvec2(160, -80), 0.2);
    ASSERT_EQ(fingers.seen.back().kind, released);
    EXPECT_NEAR(fingers.seen.back().velocity_px_s.x, 800.0, 1.0);
    EXPECT_NEAR(fingers.seen.back().velocity_px_s.y, -400.0, 1.0);
}

TEST(Gesture, AFingerThatStopsBeforeItLeavesThrowsNothing) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    for (int i = 1; i <= 10; ++i) fingers.move(1, kMiddle + glm::dvec2(8.0 * i, 0), 0.01 * i);
    fingers.up(1, kMiddle + glm::dvec2(80, 0), 0.4);
    ASSERT_EQ(fingers.seen.back().kind, released);
    EXPECT_EQ(fingers.seen.back().velocity_px_s, glm::dvec2(0.0));
}

TEST(Gesture, EventsInBunchesAreThrownAtTheirMeanSpeed) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    double x = 0.0;
    for (int frame = 1; frame <= 3; ++frame) // a slow frame's worth of a mouse that reports 1000 times a second
        for (int i = 0; i < 150; ++i) fingers.move(1, kMiddle + glm::dvec2(x += 0.5, 0), 0.15 * frame);
    fingers.up(1, kMiddle + glm::dvec2(x, 0), 0.45);
    EXPECT_NEAR(fingers.seen.back().velocity_px_s.x, 500.0, 5.0);
}

TEST(Gesture, ADeviceThatReportsOftenIsThrownAtItsSpeed) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    for (int i = 1; i <= 300; ++i) fingers.move(1, kMiddle + glm::dvec2(0.5 * i, 0), 0.001 * i);
    fingers.up(1, kMiddle + glm::dvec2(150, 0), 0.3);
    EXPECT_NEAR(fingers.seen.back().velocity_px_s.x, 500.0, 30.0);
}

TEST(Gesture, ACancelledContactThrowsNothingAndTapsNothing) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    fingers.feed({1, TouchPhase::cancelled, kMiddle, 0.05});
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, released}));
    fingers.down(2, kMiddle, 1.0);
    for (int i = 1; i <= 10; ++i) fingers.move(2, kMiddle + glm::dvec2(8.0 * i, 0), 1.0 + 0.01 * i);
    fingers.cancel(1.1);
    EXPECT_EQ(fingers.seen.back().kind, released);
    EXPECT_EQ(fingers.seen.back().velocity_px_s, glm::dvec2(0.0));
    EXPECT_FALSE(fingers.recogniser.active());
}

TEST(Gesture, TapComesAtOnceAndTheSecondMakesADoubleTap) {
    Fingers fingers;
    fingers.tap(kMiddle, 0.0);
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, released, tap}));
    EXPECT_EQ(fingers.seen.back().at_px, kMiddle);
    fingers.tap(kMiddle + glm::dvec2(10, 5), 0.2);
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, released, tap, touched, released, tap, doubleTap}));
    fingers.tap(kMiddle, 0.4); // begins another one
    EXPECT_EQ(fingers.count(doubleTap), 1);
    fingers.tap(kMiddle, 0.6);
    EXPECT_EQ(fingers.count(doubleTap), 2);
}

TEST(Gesture, TapsFarApartInTimeOrPlaceAreSingle) {
    Fingers fingers;
    fingers.tap(kMiddle, 0.0);
    fingers.tap(kMiddle, 1.0);
    fingers.tap(kMiddle + glm::dvec2(100, 0), 1.2);
    EXPECT_EQ(fingers.count(tap), 3);
    EXPECT_EQ(fingers.count(doubleTap), 0);
}

TEST(Gesture, ATremblingFingerTapsAndHardlyStirsTheView) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0);
    fingers.move(1, kMiddle + glm::dvec2(1.5, 0), 0.03);
    fingers.move(1, kMiddle + glm::dvec2(1.5, 1.5), 0.06);
    fingers.up(1, kMiddle + glm::dvec2(1.5, 1.5), 0.1);
    EXPECT_EQ(fingers.count(tap), 1);
    EXPECT_LT(glm::length(fingers.motion()), 0.5);
}

TEST(Gesture, AFingerThatMovedOrStayedIsNoTap) {
    Fingers moved;
    moved.down(1, kMiddle, 0.0);
    moved.move(1, kMiddle + glm::dvec2(20, 0), 0.05);
    moved.move(1, kMiddle, 0.1);
    moved.up(1, kMiddle, 0.12);
    EXPECT_EQ(moved.count(tap), 0);
    Fingers stayed;
    stayed.tap(kMiddle, 0.0, 0.45);
    EXPECT_EQ(stayed.count(tap), 0);
    EXPECT_EQ(stayed.count(longPress), 0);
}

TEST(Gesture, LongPressComesOnceAtItsTimeWhateverTheFrameRate) {
    for (const double frame : {0.004, 0.016, 0.25, 2.0}) {
        Fingers fingers;
        fingers.down(1, kMiddle, 10.0);
        for (double now = 10.0 + frame; now < 12.0; now += frame) fingers.advance(now);
        fingers.up(1, kMiddle, 12.0);
        ASSERT_EQ(fingers.kinds(), (Kinds{touched, longPress, released})) << frame;
        EXPECT_NEAR(fingers.seen[1].time_s, 10.6, 1e-12);
    }
}

TEST(Gesture, TwoFingersScaleByTheRatioOfTheirDistanceAboutTheirCentre) {
    Fingers fingers;
    fingers.down(1, {500, 400}, 0.0);
    fingers.down(2, {700, 400}, 0.0);
    fingers.move(1, {450, 400}, 0.02);
    fingers.move(2, {750, 400}, 0.02);
    double zoom = 1.0;
    for (const Gesture& gesture : fingers.seen) zoom *= gesture.zoom;
    EXPECT_NEAR(zoom, 1.5, 1e-12);
    EXPECT_NEAR(glm::length(fingers.motion()), 0.0, 1e-12);
    EXPECT_EQ(fingers.seen.back().at_px, glm::dvec2(600, 400));
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, transform, transform}));
}

TEST(Gesture, TwoFingersPanTogether) {
    Fingers fingers;
    fingers.down(1, {500, 400}, 0.0);
    fingers.down(2, {700, 400}, 0.0);
    fingers.move(1, {530, 420}, 0.02);
    fingers.move(2, {730, 420}, 0.02);
    EXPECT_NEAR(glm::distance(fingers.motion(), {30, 20}), 0.0, 1e-12);
    double zoom = 1.0, twist = 0.0;
    for (const Gesture& gesture : fingers.seen) {
        zoom *= gesture.zoom;
        twist += gesture.twist;
    }
    EXPECT_NEAR(zoom, 1.0, 1e-12);
    EXPECT_NEAR(twist, 0.0, 1e-12);
}

TEST(Gesture, TwistIsAnticlockwiseAndLosesHalfItsSlop) {
    for (const bool swapped : {false, true}) {
        Fingers fingers;
        const double turn = radians(40.0);
        const auto around = [&](double angle) {
            return kMiddle + 100.0 * glm::dvec2(std::cos(angle), -std::sin(angle));
        };
        const double start = radians(160.0); // through 180 degrees, where directions wrap
        fingers.down(swapped ? 2 : 1, around(start), 0.0);
        fingers.down(swapped ? 1 : 2, around(start + kPi), 0.0);
        for (int i = 1; i <= 40; ++i) {
            fingers.move(swapped ? 2 : 1, around(start + turn * i / 40), 0.01 * i);
            fingers.move(swapped ? 1 : 2, around(start + kPi + turn * i / 40), 0.01 * i);
        }
        double twist = 0.0;
        for (const Gesture& gesture : fingers.seen) twist += gesture.twist;
        EXPECT_NEAR(twist, turn - 0.5 * GestureSettings{}.twistSlop_rad, 1e-9);
        EXPECT_NEAR(glm::length(fingers.motion()), 0.0, 1e-9);
    }
}

TEST(Gesture, TheFingerThatStaysAfterAPinchOrbitsWithoutAJumpAndIsNotThrown) {
    Fingers fingers;
    fingers.down(1, {500, 400}, 0.0);
    fingers.down(2, {700, 400}, 0.0);
    for (int i = 1; i <= 10; ++i) fingers.move(2, {700 + 10 * i, 400}, 0.01 * i);
    fingers.up(2, {800, 400}, 0.11);
    EXPECT_EQ(fingers.seen.back().kind, settled);
    fingers.move(1, {502, 400}, 0.12);
    EXPECT_EQ(fingers.seen.back().kind, orbit);
    EXPECT_LT(fingers.seen.back().motion_px.x, 1.0);
    fingers.up(1, {502, 400}, 0.13);
    EXPECT_EQ(fingers.seen.back().kind, released);
    EXPECT_EQ(fingers.seen.back().velocity_px_s, glm::dvec2(0.0));
    EXPECT_EQ(fingers.count(tap), 0);
}

TEST(Gesture, AThirdFingerChangesNothing) {
    Fingers two, three;
    for (Fingers* fingers : {&two, &three}) {
        fingers->down(1, {500, 400}, 0.0);
        fingers->down(2, {700, 400}, 0.0);
        if (fingers == &three) fingers->down(3, {600, 600}, 0.0);
        fingers->move(1, {480, 390}, 0.02);
        if (fingers == &three) fingers->move(3, {100, 700}, 0.03);
        fingers->move(2, {730, 420}, 0.04);
        fingers->up(1, {480, 390}, 0.05);
        if (fingers == &three) fingers->up(3, {100, 700}, 0.05);
        fingers->up(2, {730, 420}, 0.06);
    }
    EXPECT_EQ(two.seen, three.seen);
}

TEST(Gesture, AHandFullOfContactsEndsEverythingUntilAllAreGone) {
    Fingers fingers;
    for (int id = 1; id <= 5; ++id) fingers.down(id, {300 + 100 * id, 400}, 0.01 * id);
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, settled, released}));
    fingers.seen.clear();
    for (int id = 2; id <= 5; ++id) fingers.up(id, {300 + 100 * id, 400}, 0.1);
    fingers.move(1, {600, 600}, 0.2);
    fingers.down(6, {700, 300}, 0.3);
    fingers.up(6, {700, 300}, 0.35);
    EXPECT_TRUE(fingers.seen.empty());
    fingers.up(1, {600, 600}, 0.4);
    fingers.tap(kMiddle, 0.5);
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, released, tap}));
}

TEST(Gesture, PalmsAndTheHandThatHoldsTheScreenAreNoFingers) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0, 30.0);
    fingers.move(1, kMiddle + glm::dvec2(50, 0), 0.1, 30.0);
    fingers.up(1, kMiddle + glm::dvec2(50, 0), 0.2);
    fingers.down(2, {3, 400}, 1.0);
    fingers.move(2, {60, 400}, 1.1);
    EXPECT_TRUE(fingers.seen.empty());
    // Beside the hand on the edge, a finger orbits.
    fingers.down(3, kMiddle, 1.2);
    fingers.move(3, kMiddle + glm::dvec2(30, 0), 1.3);
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, orbit}));
}

TEST(Gesture, AContactThatGrowsIntoAPalmLetsGo) {
    Fingers fingers;
    fingers.down(1, kMiddle, 0.0, 9.0);
    fingers.move(1, kMiddle + glm::dvec2(2, 0), 0.02, 28.0);
    EXPECT_EQ(fingers.seen.back().kind, released);
    fingers.move(1, kMiddle + glm::dvec2(40, 0), 0.04, 9.0);
    fingers.up(1, kMiddle + glm::dvec2(40, 0), 0.05);
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, released}));
}

TEST(Gesture, AFingerThatLeansOnTheGlassLeavesTheOtherToOrbit) {
    Fingers fingers;
    fingers.down(1, {200, 600}, 0.0);
    fingers.down(2, kMiddle, 3.0);
    fingers.move(2, kMiddle + glm::dvec2(40, 0), 3.02);
    fingers.move(1, {201, 600}, 3.03);
    fingers.up(2, kMiddle + glm::dvec2(40, 0), 3.5);
    EXPECT_EQ(fingers.count(transform), 0);
    EXPECT_EQ(fingers.kinds(), (Kinds{touched, longPress, orbit, released}));
    fingers.seen.clear();
    fingers.tap(kMiddle, 4.0);
    EXPECT_EQ(fingers.count(tap), 1); // its end was lost; the same number begins anew
}

TEST(Gesture, AFingerMayTapBesideOneThatLeans) {
    Fingers fingers;
    fingers.down(1, {200, 600}, 0.0);
    fingers.down(2, kMiddle, 3.0);
    fingers.up(2, kMiddle, 3.1);
    EXPECT_EQ(fingers.seen.back().kind, tap);
    EXPECT_EQ(fingers.seen.back().at_px, kMiddle);
}

TEST(Gesture, TheSameMillimetresMeanTheSameOnEveryScreen) {
    for (const double density : {2.0, 3.8, 20.0}) {
        Fingers fingers({.pixelsPerMm = density, .window_px = glm::dvec2(300, 200) * density});
        fingers.down(1, glm::dvec2(150, 100) * density, 0.0);
        fingers.move(1, glm::dvec2(152.4, 100) * density, 0.1);
        fingers.up(1, glm::dvec2(152.4, 100) * density, 0.2);
        EXPECT_EQ(fingers.count(tap), 1) << density;
        fingers.down(1, glm::dvec2(150, 100) * density, 1.0);
        fingers.move(1, glm::dvec2(152.6, 100) * density, 1.1);
        fingers.up(1, glm::dvec2(152.6, 100) * density, 1.2);
        EXPECT_EQ(fingers.count(tap), 1) << density;
    }
}

// What holds for whatever a driver, a cable or a replay delivers.
class Balance {
  public:
    void check(const Gesture& g) {
        for (const double value : {g.time_s, g.at_px.x, g.at_px.y, g.motion_px.x, g.motion_px.y, g.zoom, g.twist,
                                   g.velocity_px_s.x, g.velocity_px_s.y})
            ASSERT_TRUE(std::isfinite(value));
        ASSERT_GT(g.zoom, 0.0);
        switch (g.kind) {
        case touched:
            ASSERT_FALSE(std::exchange(held_, true));
            break;
        case orbit:
            ASSERT_TRUE(held_ && !paired_);
            break;
        case longPress:
            ASSERT_TRUE(held_ && !paired_);
            break;
        case transform:
            ASSERT_TRUE(held_);
            paired_ = true;
            break;
        case settled:
            ASSERT_TRUE(held_);
            paired_ = false;
            break;
        case released:
            ASSERT_TRUE(std::exchange(held_, false) && !paired_);
            break;
        case tap:
        case doubleTap:
            ASSERT_FALSE(held_);
            break;
        }
    }
    bool held() const { return held_; }

  private:
    bool held_ = false, paired_ = false;
};

TEST(Gesture, HostileSequencesStayFiniteAndBalanced) {
    std::mt19937 random(7);
    const auto uniform = [&](double a, double b) { return std::uniform_real_distribution(a, b)(random); };
    const auto wild = [&](double sane) {
        switch (std::uniform_int_distribution(0, 60)(random)) {
        case 0:
            return std::numeric_limits<double>::quiet_NaN();
        case 1:
            return std::numeric_limits<double>::infinity();
        case 2:
            return -1e308;
        default:
            return sane;
        }
    };
    for (int run = 0; run < 300; ++run) {
        Fingers fingers;
        Balance balance;
        double time = 0.0;
        const int ids = std::uniform_int_distribution(1, 24)(random);
        for (int i = 0; i < 300; ++i) {
            time += uniform(-0.02, 0.2);
            fingers.seen.clear();
            const int kind = std::uniform_int_distribution(0, 20)(random);
            if (kind == 0)
                fingers.cancel(wild(time));
            else if (kind == 1)
                fingers.advance(wild(time));
            else
                fingers.feed({std::uniform_int_distribution(0, ids)(random),
                              TouchPhase(kind % 4),
                              {wild(uniform(-50, 1400)), wild(uniform(-50, 900))},
                              wild(time),
                              wild(kind == 7 ? 40.0 : 0.0)});
            for (const Gesture& gesture : fingers.seen) balance.check(gesture);
            ASSERT_EQ(balance.held(), fingers.recogniser.active());
            if (HasFatalFailure()) return;
        }
        fingers.seen.clear();
        fingers.cancel(time);
        for (const Gesture& gesture : fingers.seen) balance.check(gesture);
        EXPECT_FALSE(balance.held());
    }
}

} // namespace
} // namespace vitrine::showroom
