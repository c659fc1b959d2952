#include "session/history.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

TEST(History, UndoneAndRedoneIsWhereItWas) {
    History<int> history(1);
    history.push(2);
    history.push(3);
    EXPECT_TRUE(history.undo());
    EXPECT_TRUE(history.undo());
    EXPECT_EQ(history.present(), 1);
    EXPECT_TRUE(history.redo());
    EXPECT_TRUE(history.redo());
    EXPECT_EQ(history.present(), 3);
    EXPECT_FALSE(history.redo());
}

TEST(History, HasAlwaysAPresent) {
    History<int> history(1);
    EXPECT_FALSE(history.undo());
    EXPECT_FALSE(history.redo());
    EXPECT_EQ(history.present(), 1);
}

TEST(History, ForgetsWhatWasUndoneWhenSomethingElseIsDone) {
    History<int> history(1);
    history.push(2);
    history.undo();
    history.push(5);
    EXPECT_EQ(history.redoDepth(), 0u);
    EXPECT_EQ(history.present(), 5);
    history.undo();
    EXPECT_EQ(history.present(), 1);
}

TEST(History, TheSameAgainIsNoStep) {
    History<int> history(1);
    history.push(2);
    EXPECT_FALSE(history.push(2));
    EXPECT_EQ(history.undoDepth(), 1u);
}

TEST(History, ForgetsTheOldestBeyondItsLength) {
    History<std::size_t> history(0);
    for (std::size_t i = 1; i <= History<std::size_t>::kMostValues + 10; ++i) history.push(i);
    EXPECT_EQ(history.undoDepth(), History<std::size_t>::kMostValues - 1);
    while (history.undo()) {
    }
    EXPECT_EQ(history.present(), 11u);
}

} // namespace
} // namespace vitrine::showroom
