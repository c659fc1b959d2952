#include "session/script.h"

#include "base/error.h"

#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

Script parsed(const std::string& steps) {
    const Json root = parseJson("{\"steps\": [" + steps + "]}", "script.json");
    return parseScript(JsonPlace(root, "script.json"));
}

std::string complaint(const std::string& steps) {
    try {
        (void)parsed(steps);
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

std::string mismatch(const char* expected, const char* state) {
    try {
        expectState(parseJson(expected, "e"), parseJson(state, "s"), "script.json", "/steps/0/assert");
    } catch (const Error& problem) {
        return problem.what();
    }
    return {};
}

TEST(Script, ReadsEveryKindOfStep) {
    const Script script = parsed(R"({"tap": {"x": 3, "y": 4}}, {"tap": {"on": "undo"}}, {"key": "ctrl+z"},
        {"drag": {"from": [1, 2], "to": [3, 4], "ms": 500, "button": "right"}},
        {"wheel": {"x": 1, "y": 2, "steps": -1}}, {"wait": {"frames": 3}}, {"wait": {"ms": 250}},
        {"wait": {"until": "rest", "most_ms": 9000}}, {"picture": "a.png"}, {"window": "b.png"},
        {"resize": {"width": 640, "height": 480}}, {"state": "s.json"}, {"assert": {"undo_depth": 0}})");
    ASSERT_EQ(script.steps.size(), 13u);
    EXPECT_EQ(std::get<TapStep>(script.steps[0].kind).at_px, glm::dvec2(3, 4));
    EXPECT_EQ(std::get<TapStep>(script.steps[1].kind).widget, "undo");
    EXPECT_EQ(std::get<DragStep>(script.steps[3].kind).time_s, 0.5);
    EXPECT_EQ(std::get<DragStep>(script.steps[3].kind).button, "right");
    EXPECT_EQ(std::get<WaitStep>(script.steps[7].kind).what, WaitStep::For::rest);
    EXPECT_EQ(std::get<WaitStep>(script.steps[7].kind).most_s, 9.0);
    EXPECT_EQ(std::get<PictureStep>(script.steps[9].kind).of, PictureStep::Of::window);
    EXPECT_EQ(script.steps[12].place, "/steps/12");
}

TEST(Script, NamesThePlaceOfWhatItCannotRead) {
    EXPECT_NE(complaint(R"({"tap": {"on": "undo"}}, {"dance": 1})").find("/steps/1"), std::string::npos);
    EXPECT_NE(complaint(R"({"dance": 1})").find("one of assert, drag"), std::string::npos);
    EXPECT_NE(complaint(R"({"tap": {"x": 1}})").find("/steps/0/tap"), std::string::npos);
    EXPECT_NE(complaint(R"({"tap": {"x": 1, "y": 1, "z": 1}})"), "");
    EXPECT_NE(complaint(R"({"wait": {}})"), "");
    EXPECT_NE(complaint(R"({"wait": {"frames": 0}})"), "");
    EXPECT_NE(complaint(R"({"key": 3})"), "");
    EXPECT_NE(complaint(R"({"drag": {"from": [1], "to": [1, 2]}})"), "");
    EXPECT_NE(complaint(R"({"assert": 3})"), "");
    EXPECT_NE(complaint(R"({})"), "");
    EXPECT_NE(complaint("1"), "");
}

TEST(ExpectedState, LooksOnlyAtWhatIsExpected) {
    EXPECT_EQ(mismatch(R"({"a": 1})", R"({"a": 1, "b": 2})"), "");
    EXPECT_EQ(mismatch(R"({"a": {"b": "x"}})", R"({"a": {"b": "x", "c": "y"}})"), "");
    EXPECT_NE(mismatch(R"({"a": {"b": "x"}})", R"({"a": {"b": "z"}})").find("/steps/0/assert/a/b"), std::string::npos);
    EXPECT_NE(mismatch(R"({"c": 1})", R"({"a": 1})"), "");
}

TEST(ExpectedState, TakesNumbersWithinLimits) {
    EXPECT_EQ(mismatch(R"({"a": {"near": 30, "within": 2}})", R"({"a": 31.5})"), "");
    EXPECT_NE(mismatch(R"({"a": {"near": 30, "within": 2}})", R"({"a": 32.5})"), "");
    EXPECT_EQ(mismatch(R"({"a": {"least": 3}})", R"({"a": 4})"), "");
    EXPECT_NE(mismatch(R"({"a": {"most": 3}})", R"({"a": 4})"), "");
    EXPECT_EQ(mismatch(R"({"a": {"not": "x"}})", R"({"a": "y"})"), "");
    EXPECT_NE(mismatch(R"({"a": {"not": "x"}})", R"({"a": "x"})"), "");
}

} // namespace
} // namespace vitrine::showroom
