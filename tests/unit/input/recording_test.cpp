#include "fingers.h"

#include "base/error.h"
#include "base/files.h"
#include "base/temporary_folder.h"
#include "input/recording.h"

#include <deque>
#include <gtest/gtest.h>

namespace vitrine::showroom {
namespace {

const std::string kFirst =
    R"({"format": "vitrine-touches", "version": 1, "width": 640, "height": 400, "pixels_per_mm": 3.8})";
const std::string kBegan = R"({"t": 0.1, "id": 1, "phase": "began", "x": 10, "y": 20})";

class ListedTouch final : public TouchSource {
  public:
    explicit ListedTouch(std::deque<TouchEvent> events) : events_(std::move(events)) {}
    std::optional<TouchEvent> poll(double now_s) override {
        if (events_.empty() || events_.front().time_s > now_s) return std::nullopt;
        const TouchEvent event = events_.front();
        events_.pop_front();
        return event;
    }
    std::string description() const override { return "a list"; }

  private:
    std::deque<TouchEvent> events_;
};

// A pinch whose numbers have no short decimal form.
std::deque<TouchEvent> pinch(double start_s) {
    std::deque<TouchEvent> events{{7, TouchPhase::began, {300.0, 400.0}, start_s, 8.1},
                                  {9, TouchPhase::began, {500.0, 400.0}, start_s + 0.01}};
    for (int i = 1; i <= 30; ++i) {
        events.push_back({7, TouchPhase::moved, {300.0 - i / 3.0, 400.0 + i / 7.0}, start_s + 0.01 + i / 90.0, 8.1});
        events.push_back({9, TouchPhase::moved, {500.0 + i / 3.0, 400.0 - i / 7.0}, start_s + 0.01 + i / 90.0});
    }
    const double end = events.back().time_s;
    events.push_back({7, TouchPhase::ended, {290.0, 404.0}, end + 0.01});
    for (int i = 1; i <= 10; ++i)
        events.push_back({9, TouchPhase::moved, {510.0 + 6.1 * i, 395.0}, end + 0.01 + i / 90.0});
    events.push_back({9, TouchPhase::ended, {571.0, 395.0}, events.back().time_s + 0.002});
    return events;
}

std::vector<Gesture> gesturesOf(TouchSource& source, double until_s) {
    Fingers fingers;
    while (const auto event = source.poll(until_s)) fingers.feed(*event);
    return fingers.seen;
}

std::string refusalOf(const std::string& text) {
    try {
        parseTouches(text, "t.jsonl");
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Recording, ReplayedGivesTheSameGestures) {
    const TemporaryFolder folder;
    const auto path = folder / "touches.jsonl";
    constexpr double start = 0.0;
    std::vector<Gesture> recorded;
    {
        RecordedTouch source(std::make_unique<ListedTouch>(pinch(start)), path,
                             {.width_px = 1280, .height_px = 800, .pixelsPerMm = 3.8}, start);
        recorded = gesturesOf(source, start + 100.0);
    }
    ReplayTouch replay(readTouches(path), {1280, 800}, 0.0);
    EXPECT_EQ(gesturesOf(replay, 100.0), recorded);
    EXPECT_TRUE(replay.finished());
    EXPECT_GT(recorded.size(), 60u);
}

TEST(Recording, ReplayDeliversWhatIsDueAndFitsTheWindow) {
    ReplayTouch replay(parseTouches(kFirst + "\n" + kBegan + "\n", "t"), {1280, 400}, 50.0);
    EXPECT_FALSE(replay.poll(50.05));
    const auto event = replay.poll(50.11);
    ASSERT_TRUE(event);
    EXPECT_EQ(event->position_px, glm::dvec2(20, 20));
    EXPECT_NEAR(event->time_s, 50.1, 1e-12);
}

TEST(Recording, ARecordingThatBreaksOffCancelsItsContacts) {
    const TouchRecording recording = parseTouches(kFirst + "\n" + kBegan, "t");
    ASSERT_EQ(recording.events.size(), 2u);
    EXPECT_EQ(recording.events[1], (TouchEvent{1, TouchPhase::cancelled, {10, 20}, 0.1}));
}

TEST(Recording, DamageIsToldByItsLine) {
    const std::string good = kFirst + "\n" + kBegan + "\n";
    EXPECT_EQ(refusalOf(good), "accepted");
    const auto tells = [](const std::string& text, std::initializer_list<const char*> parts) {
        const std::string refusal = refusalOf(text);
        for (const char* part : parts) EXPECT_NE(refusal.find(part), std::string::npos) << refusal << " lacks " << part;
    };
    tells("", {"t.jsonl", "empty"});
    tells("\n", {"line 1"});
    tells("{}", {"line 1", "format"});
    tells(R"({"format": "gltf", "version": 1, "width": 1, "height": 1, "pixels_per_mm": 1})", {"line 1/format"});
    tells(R"({"format": "vitrine-touches", "version": 2, "width": 1, "height": 1, "pixels_per_mm": 1})",
          {"line 1/version"});
    tells(good + "{\"t\": 0.2, \"id\": 1, \"pha", {"line 3", "byte", "JSON"});
    tells(good + R"({"t": 0.05, "id": 1, "phase": "moved", "x": 1, "y": 1})", {"line 3/t", "0.1 s"});
    tells(good + R"({"t": 0.2, "id": 2, "phase": "moved", "x": 1, "y": 1})", {"line 3/phase", "2 has not begun"});
    tells(good + R"({"t": 0.2, "id": 1, "phase": "began", "x": 1, "y": 1})", {"line 3/id", "again"});
    tells(good + R"({"t": 0.2, "id": 1, "phase": "lifted", "x": 1, "y": 1})", {"line 3/phase", "cancelled"});
    tells(good + R"({"t": 0.2, "id": 1, "phase": "moved", "x": 1e9, "y": 1})", {"line 3/x"});
    tells(good + R"({"t": 0.2, "id": 1, "phase": "moved", "x": 1})", {"line 3", "y"});
    tells(good + R"({"t": 0.2, "id": 1, "phase": "moved", "x": 1, "y": 1, "z": 1})", {"line 3", "\"z\""});
    tells(good + R"({"t": -1, "id": 1, "phase": "moved", "x": 1, "y": 1})", {"line 3/t"});
    tells(good + "[]", {"line 3"});
    tells(std::string("\x89PNG\r\n\x1a\n\0\0", 10), {"line 1"});
}

TEST(Recording, EveryPrefixIsReadOrRefusedInWords) {
    std::string text = kFirst + "\n";
    for (int i = 0; i < 4; ++i)
        text += R"({"t": )" + std::to_string(i) + R"(, "id": 1, "phase": ")" + (i == 0 ? "began" : "moved") +
                R"(", "x": 10, "y": 20})" + "\n";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const std::string refusal = refusalOf(text.substr(0, length));
        EXPECT_TRUE(refusal == "accepted" || refusal.starts_with("t.jsonl: ")) << length << ": " << refusal;
    }
}

TEST(Recording, AFileThatCannotBeReadOrWrittenIsNamed) {
    EXPECT_THROW(readTouches("/nonexistent/touches.jsonl"), Error);
    EXPECT_THROW(RecordedTouch(std::make_unique<ListedTouch>(pinch(0.0)), "/dev/null/touches.jsonl", {}, 0.0), Error);
}

} // namespace
} // namespace vitrine::showroom
