#include "screen/scroller.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

constexpr double kFrame_s = 1.0 / 60.0;
constexpr Scroller::List kList{
    .view = {{10.0, 100.0}, {80.0, 200.0}}, .length_px = 1000.0, .step_px = 50.0, .threshold_px = 8.0};
constexpr double kMost_px = 800.0; // length less view

Scroller::Hand down(double y) {
    return {.down = true, .at_px = {50.0, y}};
}
Scroller::Hand up(double y) {
    return {.at_px = {50.0, y}};
}

void rest(Scroller& scroller, const Scroller::List& list = kList) {
    for (int i = 0; i < 600; ++i) scroller.follow(list, up(150.0), kFrame_s);
}

TEST(Scroller, FollowsTheFingerExactly) {
    Scroller scroller;
    scroller.follow(kList, down(250.0), kFrame_s);
    scroller.follow(kList, down(190.0), kFrame_s);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 60.0);
    EXPECT_TRUE(scroller.dragged());
    EXPECT_TRUE(scroller.moving());
}

TEST(Scroller, TakesASmallMovementForATap) {
    Scroller scroller;
    scroller.follow(kList, down(250.0), kFrame_s);
    scroller.follow(kList, down(244.0), kFrame_s);
    scroller.follow(kList, up(244.0), kFrame_s);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 0.0);
    EXPECT_FALSE(scroller.dragged());
    EXPECT_FALSE(scroller.moving());
}

TEST(Scroller, KnowsADragUntilTheNextTouch) {
    Scroller scroller;
    scroller.follow(kList, down(250.0), kFrame_s);
    scroller.follow(kList, down(200.0), kFrame_s);
    scroller.follow(kList, up(200.0), kFrame_s); // the frame in which a widget would answer
    EXPECT_TRUE(scroller.dragged());
    scroller.follow(kList, down(200.0), kFrame_s);
    EXPECT_FALSE(scroller.dragged());
}

TEST(Scroller, GoesOnWhenItIsLetGoAndComesToRest) {
    Scroller scroller;
    scroller.follow(kList, down(290.0), kFrame_s);
    for (int i = 1; i <= 6; ++i) scroller.follow(kList, down(290.0 - 20.0 * i), kFrame_s);
    const double let = scroller.offset_px();
    rest(scroller);
    EXPECT_GT(scroller.offset_px(), let + 50.0);
    EXPECT_FALSE(scroller.moving());
}

TEST(Scroller, ComesBackToItsEnds) {
    Scroller scroller;
    scroller.follow(kList, down(110.0), kFrame_s);
    scroller.follow(kList, down(290.0), kFrame_s);
    EXPECT_LT(scroller.offset_px(), 0.0);
    EXPECT_GT(scroller.offset_px(), -180.0); // it gives way less than it is pulled
    rest(scroller);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 0.0);
    for (int i = 0; i < 100; ++i) scroller.follow(kList, {.at_px = {50.0, 150.0}, .wheel = -1.0}, kFrame_s);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), kMost_px);
}

TEST(Scroller, LeavesAListThatFitsWhereItIs) {
    Scroller scroller;
    Scroller::List list = kList;
    list.length_px = 150.0;
    scroller.follow(list, down(290.0), kFrame_s);
    scroller.follow(list, down(110.0), kFrame_s);
    scroller.follow(list, {.at_px = {50.0, 150.0}, .wheel = -3.0}, kFrame_s);
    rest(scroller, list);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 0.0);
    EXPECT_FALSE(scroller.dragged());
}

TEST(Scroller, IsMovedByWhatBeginsOnItAlone) {
    Scroller scroller;
    scroller.follow(kList, down(50.0), kFrame_s);
    scroller.follow(kList, down(150.0), kFrame_s);
    scroller.follow(kList, {.at_px = {50.0, 50.0}, .wheel = -1.0}, kFrame_s);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 0.0);
    EXPECT_FALSE(scroller.dragged());
}

TEST(Scroller, BringsAPartIntoSight) {
    Scroller scroller;
    scroller.follow(kList, up(150.0), kFrame_s);
    scroller.reveal(500.0, 550.0);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 350.0);
    scroller.reveal(400.0, 450.0); // is in sight
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 350.0);
    scroller.reveal(0.0, 50.0);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), 0.0);
    scroller.reveal(980.0, 1030.0);
    EXPECT_DOUBLE_EQ(scroller.offset_px(), kMost_px);
}

} // namespace
} // namespace vitrine::showroom
