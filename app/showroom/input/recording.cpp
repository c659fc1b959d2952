#include "input/recording.h"

#include "base/error.h"
#include "base/files.h"
#include "base/json.h"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace vitrine::showroom {
namespace {

constexpr const char* kFormat = "vitrine-touches";
constexpr std::size_t kMostBytes = 64u << 20;
constexpr std::array<const char*, 4> kPhases = {"began", "moved", "ended", "cancelled"};

TouchPhase phaseFrom(const JsonPlace& place) {
    const std::string name = place.oneOf({kPhases.begin(), kPhases.end()});
    return static_cast<TouchPhase>(std::find(kPhases.begin(), kPhases.end(), name) - kPhases.begin());
}

TouchWindow windowFrom(const JsonPlace& line) {
    line.allowOnly({"format", "version", "width", "height", "pixels_per_mm"});
    line["format"].oneOf({kFormat});
    line["version"].integer(1, 1);
    return {.width_px = static_cast<int>(line["width"].integer(1, 65536)),
            .height_px = static_cast<int>(line["height"].integer(1, 65536)),
            .pixelsPerMm = line["pixels_per_mm"].number(0.1, 1000.0)};
}

TouchEvent eventFrom(const JsonPlace& line) {
    line.allowOnly({"t", "id", "phase", "x", "y", "size"});
    return {.id = static_cast<int>(line["id"].integer(-0x7fffffff, 0x7fffffff)),
            .phase = phaseFrom(line["phase"]),
            .position_px = {line["x"].number(-1e6, 1e6), line["y"].number(-1e6, 1e6)},
            .time_s = line["t"].number(0.0, 1e6),
            .size_mm = line.has("size") ? line["size"].number(0.0, 1e4) : 0.0};
}

// Holds the events to the order that a device delivers.
class Sequence {
  public:
    void check(const TouchEvent& event, const JsonPlace& line) {
        if (event.time_s < last_.time_s)
            line["t"].fail(fmt::format("is before the event above, at {} s", last_.time_s),
                           "times that never decrease");
        last_ = event;
        const bool down = down_.contains(event.id);
        if (event.phase == TouchPhase::began && down)
            line["id"].fail(fmt::format("contact {} begins again before it ended", event.id), "another id, or its end");
        if (event.phase != TouchPhase::began && !down)
            line["phase"].fail(fmt::format("contact {} has not begun", event.id), "\"began\" first");
        if (event.phase == TouchPhase::began || event.phase == TouchPhase::moved)
            down_[event.id] = event;
        else
            down_.erase(event.id);
    }

    std::vector<TouchEvent> cancellations() const {
        std::vector<TouchEvent> events;
        for (const auto& [id, event] : down_)
            events.push_back(
                {.id = id, .phase = TouchPhase::cancelled, .position_px = event.position_px, .time_s = last_.time_s});
        return events;
    }

  private:
    std::map<int, TouchEvent> down_;
    TouchEvent last_;
};

Json parsedLine(std::string_view text, const std::string& file, const std::string& place) {
    try {
        return parseJson(text, file);
    } catch (const Error& error) {
        throw Error({.file = file,
                     .place = place + (error.parts().place.empty() ? "" : ", " + error.parts().place),
                     .problem = error.parts().problem,
                     .remedy = error.parts().remedy});
    }
}

std::string written(const TouchEvent& event) {
    std::string line =
        fmt::format(R"({{"t": {}, "id": {}, "phase": "{}", "x": {}, "y": {})", event.time_s, event.id,
                    kPhases[static_cast<std::size_t>(event.phase)], event.position_px.x, event.position_px.y);
    if (event.size_mm > 0.0) line += fmt::format(R"(, "size": {})", event.size_mm);
    return line + "}\n";
}

} // namespace

TouchRecording parseTouches(std::string_view text, const std::string& file) {
    TouchRecording recording;
    Sequence sequence;
    int number = 0;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::string place = fmt::format("line {}", ++number);
        const Json json = parsedLine(line, file, place);
        const JsonPlace root(json, file, place);
        if (number == 1) {
            recording.window = windowFrom(root);
            continue;
        }
        recording.events.push_back(eventFrom(root));
        sequence.check(recording.events.back(), root);
    }
    if (number == 0)
        throw Error({.file = file, .problem = "is empty", .remedy = "a recording of touches, its window in line 1"});
    for (const TouchEvent& event : sequence.cancellations()) recording.events.push_back(event);
    return recording;
}

TouchRecording readTouches(const std::filesystem::path& path) {
    return parseTouches(readTextFile(path, kMostBytes), path.string());
}

ReplayTouch::ReplayTouch(TouchRecording recording, glm::ivec2 window_px, double start_s)
    : recording_(std::move(recording)),
      scale_(glm::dvec2(window_px) / glm::dvec2(recording_.window.width_px, recording_.window.height_px)),
      start_s_(start_s) {}

std::optional<TouchEvent> ReplayTouch::poll(double now_s) {
    if (finished() || start_s_ + recording_.events[next_].time_s > now_s) return std::nullopt;
    TouchEvent event = recording_.events[next_++];
    event.position_px *= scale_;
    event.time_s += start_s_;
    return event;
}

std::string ReplayTouch::description() const {
    return fmt::format("replay of {} touch events", recording_.events.size());
}

RecordedTouch::RecordedTouch(std::unique_ptr<TouchSource> source, const std::filesystem::path& path,
                             const TouchWindow& window, double start_s)
    : source_(std::move(source)), name_(path.string()), start_s_(start_s) {
    checkWritable(path);
    file_.open(path, std::ios::binary | std::ios::trunc);
    file_ << fmt::format(R"({{"format": "{}", "version": 1, "width": {}, "height": {}, "pixels_per_mm": {}}})"
                         "\n",
                         kFormat, window.width_px, window.height_px, window.pixelsPerMm);
    file_.flush();
    if (!file_)
        throw Error({.file = name_, .problem = "cannot be written", .remedy = "another place for the recording"});
}

std::optional<TouchEvent> RecordedTouch::poll(double now_s) {
    const std::optional<TouchEvent> event = source_->poll(now_s);
    if (!event) return event;
    TouchEvent relative = *event;
    relative.time_s = std::max(0.0, event->time_s - start_s_);
    file_ << written(relative) << std::flush;
    if (!file_) throw Error({.file = name_, .problem = "cannot be written any further", .remedy = "room on the disk"});
    return event;
}

std::string RecordedTouch::description() const {
    return source_->description() + ", recorded to " + name_;
}

} // namespace vitrine::showroom
