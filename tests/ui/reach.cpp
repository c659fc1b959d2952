#include "reach.h"

#include "base/error.h"

#include <fmt/format.h>
#include <thread>

namespace vitrine::ui {
namespace {

constexpr Seconds kPatience(60.0), kLook(0.02), kAnswer(0.5);

glm::dvec2 middleOf(const Json& place) {
    return {place.at(0).get<double>() + 0.5 * place.at(2).get<double>(),
            place.at(1).get<double>() + 0.5 * place.at(3).get<double>()};
}

// Of a swatch, whether so little is in sight that a hand might miss it.
bool peeps(const std::string& widget, const Json& place) {
    const bool swatch = widget.starts_with("metal/") || widget.starts_with("finish/") || widget.starts_with("stone/");
    return swatch && place.at(3).get<double>() < 0.6 * place.at(2).get<double>();
}

// Some widget of the same list that is in sight: "metal/" of "metal/platinum-950".
glm::dvec2 neighbourOf(const std::string& widget, const Json& widgets) {
    const std::string list = widget.substr(0, widget.find('/') + 1);
    for (const auto& [name, place] : widgets.items())
        if (name.starts_with(list)) return middleOf(place);
    throw Error("nothing of the list of " + widget + " is in sight");
}

} // namespace

glm::dvec2 reach(Desktop& desktop, const std::function<Json()>& state, const std::string& widget) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
        const Json now = state();
        const bool inSight = now.contains("widgets") && now.at("widgets").contains(widget);
        if (inSight && !peeps(widget, now.at("widgets").at(widget))) return middleOf(now.at("widgets").at(widget));
        const char* where = inSight ? "widgets" : "scrolled_away";
        if (!now.contains(where) || !now.at(where).contains(widget))
            throw Error(fmt::format("no widget {} is on the screen: {}", widget, now.dump()));
        const glm::dvec2 over = neighbourOf(widget, now.at("widgets"));
        const auto wheel =
            middleOf(now.at(where).at(widget)).y > over.y ? Desktop::Button::wheelDown : Desktop::Button::wheelUp;
        desktop.moveTo(over);
        desktop.press(wheel);
        desktop.release(wheel);
        const auto answered = std::chrono::steady_clock::now() + kAnswer;
        while (state() == now && std::chrono::steady_clock::now() < answered) std::this_thread::sleep_for(kLook);
    }
    throw Error(widget + " does not come into sight");
}

} // namespace vitrine::ui
