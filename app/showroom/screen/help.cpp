#include "screen/panel.h"
#include "screen/theme.h"

#include <utility>

namespace vitrine::showroom {
namespace {

// What a hand can do, and what it brings about. Keys as they are handled in keyboard.cpp.
constexpr std::pair<const char*, const char*> kGestures[] = {
    {"One finger", "turn"},
    {"Two fingers", "nearer, farther, move, tilt"},
    {"Tap twice on a stone", "look into it, and back"},
    {"Mouse", "drag, right drag, wheel"},
};
constexpr std::pair<const char*, const char*> kKeys[] = {
    {"Arrows", "turn"},
    {"+  \u2212", "nearer, farther"},
    {"Home", "the view from the start"},
    {"1 \u2026 9", "metal"},
    {"Shift 1 \u2026 9", "stone"},
    {"Tab", "the next part"},
    {"[  ]", "ring size"},
    {",  .", "stone size"},
    {"Ctrl Z, Ctrl Y", "undo, redo"},
    {"S", "save the picture"},
    {"F11, Esc", "fill the screen, and back"},
    {"F1", "this page"},
};

constexpr double kRow_mm = 7.6, kWidth_mm = 104.0, kEdge_mm = 9.0, kKey_mm = 38.0;

} // namespace

void drawHelp(Widgets& w, std::vector<Action>& actions) {
    const Layout& layout = w.layout();
    const glm::dvec2 window(ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y);
    if (w.area("help/close", {{0.0, 0.0}, window})) actions.push_back(ToggleHelp{});
    w.draw().AddRectFilled({0.0f, 0.0f}, ImGui::GetIO().DisplaySize, theme::kVeil);

    const double rows = static_cast<double>(std::size(kGestures) + std::size(kKeys)) + 0.3;
    const glm::dvec2 size(layout.pixels(kWidth_mm), layout.pixels(2.0 * kEdge_mm + kRow_mm * rows));
    const glm::dvec2 corner = 0.5 * (window - size);
    const auto point = [](const glm::dvec2& p) { return ImVec2(static_cast<float>(p.x), static_cast<float>(p.y)); };
    w.draw().AddRectFilled(point(corner), point(corner + size), theme::kPaper, w.px(4.0));

    glm::dvec2 at = corner + layout.pixels(kEdge_mm);
    const auto line = [&](const std::pair<const char*, const char*>& each) {
        w.text(w.fonts().text, at, theme::kInk, each.first);
        w.text(w.fonts().text, {at.x + layout.pixels(kKey_mm), at.y}, theme::kQuiet, each.second);
        at.y += layout.pixels(kRow_mm);
    };
    for (const auto& each : kGestures) line(each);
    at.y += layout.pixels(0.6 * kRow_mm);
    for (const auto& each : kKeys) line(each);
}

} // namespace vitrine::showroom
