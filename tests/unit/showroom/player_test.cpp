#include "screen/player.h"

#include "base/error.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

// A showroom of nothing but time and frames.
class Played {
  public:
    explicit Played(const std::string& steps) : player_(parsed(steps)) {}

    std::vector<WindowEvent> frame(double elapsed_s = 0.02) {
        std::vector<WindowEvent> events;
        player_.play(stage_, events);
        stage_.now_s += elapsed_s;
        ++stage_.frame;
        return events;
    }
    Stage& stage() { return stage_; }
    Player& player() { return player_; }

  private:
    static Script parsed(const std::string& steps) {
        const Json root = parseJson("{\"steps\": [" + steps + "]}", "script.json");
        return parseScript(JsonPlace(root, "script.json"));
    }

    Widgets widgets_;
    Stage stage_{.widgets = &widgets_};
    Player player_;
};

template <class Event>
int count(const std::vector<WindowEvent>& events) {
    int found = 0;
    for (const WindowEvent& event : events) found += std::holds_alternative<Event>(event.what) ? 1 : 0;
    return found;
}

TEST(Player, PressesInOneFrameAndReleasesInTheNext) {
    Played played(R"({"tap": {"x": 5, "y": 6}})");
    EXPECT_EQ(count<MousePressed>(played.frame()), 1);
    EXPECT_EQ(count<MouseReleased>(played.frame()), 1);
    EXPECT_TRUE(played.frame().empty());
    EXPECT_TRUE(played.player().finished());
}

TEST(Player, ActsOnceHoweverOftenItIsAskedBeforeAFrame) {
    Played played(R"({"key": "ctrl+z"})");
    std::vector<WindowEvent> events;
    for (int i = 0; i < 3; ++i) played.player().play(played.stage(), events);
    EXPECT_EQ(count<KeyPressed>(events), 1);
    EXPECT_TRUE(std::get<KeyPressed>(events[0].what).control);
}

TEST(Player, DragsInTimeAndEndsWhereItShould) {
    Played played(R"({"drag": {"from": [0, 0], "to": [100, 50], "ms": 100}})");
    std::vector<WindowEvent> all;
    for (int i = 0; i < 12; ++i)
        for (const WindowEvent& event : played.frame()) all.push_back(event);
    EXPECT_EQ(count<MousePressed>(all), 1);
    ASSERT_EQ(count<MouseReleased>(all), 1);
    EXPECT_EQ(std::get<MouseReleased>(all.back().what).at_px, glm::dvec2(100, 50));
    EXPECT_GE(count<MouseMoved>(all), 5);
}

TEST(Player, WaitsUntilTheShowroomHasSettled) {
    Played played(R"({"wait": {"until": "settled", "most_ms": 1000}}, {"assert": {"a": 1}})");
    for (int i = 0; i < 5; ++i) played.frame();
    EXPECT_TRUE(played.player().waits());
    played.stage().settled = true;
    played.frame();
    EXPECT_FALSE(played.player().waits());
    played.frame();
    EXPECT_TRUE(played.player().request());
    EXPECT_TRUE(played.player().finished());
}

TEST(Player, TakesAPictureForRestedOnceItHasGatheredEnough) {
    Played played(R"({"wait": {"until": "rest", "samples": 16}})");
    played.stage().settled = true;
    played.stage().samples = 15;
    played.frame();
    EXPECT_TRUE(played.player().waits());
    EXPECT_FALSE(played.player().finished());
    played.stage().samples = 16;
    played.frame();
    EXPECT_TRUE(played.player().finished());
}

TEST(Player, GivesUpAWaitThatTakesTooLong) {
    Played played(R"({"wait": {"until": "rest", "most_ms": 100}})");
    EXPECT_THROW(for (int i = 0; i < 10; ++i) played.frame(), NotAsExpected);
}

TEST(Player, NamesTheStepWhoseWidgetIsNotThere) {
    Played played(R"({"wait": {"frames": 1}}, {"tap": {"on": "metal/tin"}})");
    try {
        for (int i = 0; i < 5; ++i) played.frame();
        FAIL();
    } catch (const Error& problem) {
        EXPECT_EQ(problem.parts().place, "/steps/1");
    }
}

TEST(KeyNames, AreThoseOfTheKeyboard) {
    EXPECT_EQ(keyNamed("z").key, 'Z');
    EXPECT_EQ(keyNamed("7").key, '7');
    EXPECT_TRUE(keyNamed("ctrl+shift+z").shift);
    EXPECT_TRUE(keyNamed("ctrl+shift+z").control);
    EXPECT_THROW(keyNamed("any"), Error);
    EXPECT_THROW(keyNamed("ctrl+"), Error);
    EXPECT_THROW(keyNamed(""), Error);
}

} // namespace
} // namespace vitrine::showroom
