#include "session/script.h"

#include "base/error.h"

#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <map>

namespace vitrine::showroom {
namespace {

constexpr double kFar_px = 65536.0;
constexpr double kLongest_ms = 3600e3;

glm::dvec2 pointAt(const JsonPlace& place) {
    if (!place.value().is_array() || place.size() != 2) place.fail("is not a point", "[x, y] in pixels");
    return {place[0].number(-kFar_px, kFar_px), place[1].number(-kFar_px, kFar_px)};
}

StepKind tapOf(const JsonPlace& place) {
    place.allowOnly({"x", "y", "on"});
    if (place.has("on")) return TapStep{.widget = place["on"].string()};
    return TapStep{.at_px = {place["x"].number(-kFar_px, kFar_px), place["y"].number(-kFar_px, kFar_px)}};
}

StepKind dragOf(const JsonPlace& place) {
    place.allowOnly({"from", "to", "ms", "button"});
    DragStep step{.from_px = pointAt(place["from"]), .to_px = pointAt(place["to"])};
    if (place.has("ms")) step.time_s = place["ms"].number(0.0, kLongest_ms) / 1000.0;
    if (place.has("button")) step.button = place["button"].oneOf({"left", "middle", "right"});
    return step;
}

StepKind wheelOf(const JsonPlace& place) {
    place.allowOnly({"x", "y", "steps"});
    return WheelStep{.at_px = {place["x"].number(-kFar_px, kFar_px), place["y"].number(-kFar_px, kFar_px)},
                     .steps = place["steps"].number(-100.0, 100.0)};
}

StepKind waitOf(const JsonPlace& place) {
    place.allowOnly({"frames", "ms", "until", "samples", "most_ms"});
    WaitStep step;
    if (place.has("frames")) {
        step.amount = static_cast<double>(place["frames"].integer(1, 1000000));
    } else if (place.has("ms")) {
        step.what = WaitStep::For::time;
        step.amount = place["ms"].number(0.0, kLongest_ms);
    } else {
        const std::string what = place["until"].oneOf({"settled", "rest"});
        step.what = what == "rest" ? WaitStep::For::rest : WaitStep::For::settled;
    }
    if (place.has("samples")) step.samples = static_cast<int>(place["samples"].integer(1, 1 << 20));
    if (place.has("most_ms")) step.most_s = place["most_ms"].number(0.0, kLongest_ms) / 1000.0;
    return step;
}

StepKind resizeOf(const JsonPlace& place) {
    place.allowOnly({"width", "height"});
    return ResizeStep{.width_px = static_cast<int>(place["width"].integer(1, 16384)),
                      .height_px = static_cast<int>(place["height"].integer(1, 16384))};
}

using Reader = std::function<StepKind(const JsonPlace&)>;

const std::map<std::string, Reader>& readers() {
    static const std::map<std::string, Reader> table = {
        {"tap", tapOf},
        {"drag", dragOf},
        {"wheel", wheelOf},
        {"key", [](const JsonPlace& place) -> StepKind { return KeyStep{place.string()}; }},
        {"wait", waitOf},
        {"picture", [](const JsonPlace& place) -> StepKind { return PictureStep{.file = place.string()}; }},
        {"window",
         [](const JsonPlace& place) -> StepKind {
             return PictureStep{.file = place.string(), .of = PictureStep::Of::window};
         }},
        {"resize", resizeOf},
        {"state", [](const JsonPlace& place) -> StepKind { return StateStep{place.string()}; }},
        {"assert",
         [](const JsonPlace& place) -> StepKind {
             (void)place.members(); // refuses what is no object
             return AssertStep{place.value()};
         }},
    };
    return table;
}

Step stepOf(const JsonPlace& place) {
    const auto members = place.members();
    std::string names;
    for (const auto& [name, unused] : readers()) names += (names.empty() ? "" : ", ") + name;
    if (members.size() != 1) place.fail("is not one step", "an object with one of " + names);
    const auto reader = readers().find(members.front().first);
    if (reader == readers().end()) place.fail("\"" + members.front().first + "\" is no step", "one of " + names);
    return {reader->second(members.front().second), place.pointer()};
}

// How a value differs from what is expected; empty when it does not.
std::string difference(const Json& expected, const Json& actual) {
    const auto said = [&](const std::string& what) { return fmt::format("is {}, not {}", actual.dump(), what); };
    if (expected.is_object() && expected.contains("not"))
        return actual == expected["not"] ? fmt::format("is still {}", actual.dump()) : "";
    if (expected.is_object() && actual.is_number()) {
        const double value = actual.get<double>();
        if (expected.contains("near")) {
            const double near = expected["near"].get<double>(), within = expected.value("within", 1e-6);
            return std::abs(value - near) <= within ? "" : said(fmt::format("{} within {}", near, within));
        }
        const double least = expected.value("least", -HUGE_VAL), most = expected.value("most", HUGE_VAL);
        return value >= least && value <= most ? "" : said(fmt::format("from {} to {}", least, most));
    }
    return expected == actual ? "" : said(expected.dump());
}

bool isRule(const Json& expected) {
    for (const char* key : {"near", "within", "least", "most", "not"})
        if (expected.contains(key)) return true;
    return false;
}

} // namespace

Script parseScript(const JsonPlace& root) {
    root.allowOnly({"steps"});
    Script script{.file = root.file(), .steps = {}};
    for (const JsonPlace& place : root["steps"].elements()) script.steps.push_back(stepOf(place));
    return script;
}

Script readScript(const std::filesystem::path& path) {
    const Json root = readJson(path);
    return parseScript(JsonPlace(root, path.string()));
}

void expectState(const Json& expected, const Json& state, const std::string& file, const std::string& place) {
    for (const auto& [key, value] : expected.items()) {
        const std::string where = place + "/" + key;
        if (!state.contains(key))
            throw NotAsExpected({.file = file, .place = where, .problem = "the state has no such member"});
        if (value.is_object() && !isRule(value) && state[key].is_object()) {
            expectState(value, state[key], file, where);
            continue;
        }
        if (const std::string problem = difference(value, state[key]); !problem.empty())
            throw NotAsExpected({.file = file, .place = where, .problem = problem});
    }
}

} // namespace vitrine::showroom
