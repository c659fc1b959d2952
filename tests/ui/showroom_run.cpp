#include "showroom_run.h"

#include "base/error.h"
#include "base/files.h"
#include "reach.h"

#include <fmt/format.h>
#include <thread>

namespace vitrine::ui {
namespace {

constexpr Seconds kPatience(60.0);
constexpr Seconds kLook(0.02);
constexpr std::size_t kMostBytes = 1 << 20;

Command commandFor(const XServer& server, const ShowroomRun::Settings& settings, const TemporaryFolder& folder) {
    Command command{.arguments = {VITRINE_PROGRAM, "show", "--size",
                                  fmt::format("{}x{}", settings.window_px.x, settings.window_px.y), "--state",
                                  (folder / "state.json").string()},
                    .environment = {{"DISPLAY", server.display()}},
                    .output = folder / "output"};
    command.arguments.insert(command.arguments.end(), settings.arguments.begin(), settings.arguments.end());
    return command;
}

glm::dvec2 point(const Json& json) {
    return {json.at(0).get<double>(), json.at(1).get<double>()};
}

} // namespace

ShowroomRun::ShowroomRun(const XServer& server, const Settings& settings)
    : desktop_(server), process_(commandFor(server, settings, folder_)) {
    await("its first picture", [](const Json& state) { return state.value("frames", 0) > 0; });
    desktop_.awaitWindow(kPatience);
}

Json ShowroomRun::state() const {
    const auto file = folder_ / "state.json";
    if (!std::filesystem::exists(file)) return Json::object();
    return parseJson(readTextFile(file, kMostBytes), "state");
}

Json ShowroomRun::await(const std::string& what, const std::function<bool(const Json&)>& wish) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (true) {
        const Json now = state();
        if (!now.empty() && wish(now)) return now;
        if (!process_.running() || std::chrono::steady_clock::now() > deadline) fail(what);
        std::this_thread::sleep_for(kLook);
    }
}

Json ShowroomRun::awaitSettled() {
    return await("to settle", [](const Json& state) { return state.at("settled").get<bool>(); });
}

Shot ShowroomRun::awaitShot(const std::string& what, const std::function<bool(const Shot&)>& wish) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (true) {
        Shot shot = desktop_.shot();
        if (wish(shot)) return shot;
        if (!process_.running() || std::chrono::steady_clock::now() > deadline) fail(what);
        std::this_thread::sleep_for(kLook);
    }
}

glm::dvec2 ShowroomRun::widget(const std::string& name) {
    return reach(
        desktop_, [this] { return state(); }, name);
}

glm::dvec2 ShowroomRun::stone(const std::string& seat) const {
    return point(state().at("stones_at").at(seat));
}

Region ShowroomRun::picture() const {
    const Json place = state().at("picture");
    return {glm::ivec2(point(place)), glm::ivec2(place.at(2).get<int>(), place.at(3).get<int>())};
}

int ShowroomRun::close() {
    desktop_.closeWindow();
    const std::optional<int> code = process_.wait(kPatience);
    if (!code) fail("to end");
    return *code;
}

void ShowroomRun::fail(const std::string& what) {
    const std::optional<int> code = process_.wait(Seconds(0.0));
    throw Error(fmt::format("the showroom was awaited {} in vain; {}. It said:\n{}\nIts state: {}", what,
                            code ? fmt::format("it ended with {}", *code) : "it still runs", process_.output(),
                            state().dump()));
}

} // namespace vitrine::ui
