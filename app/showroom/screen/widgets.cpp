#include "screen/widgets.h"

#include "screen/theme.h"
#include "screen/ui_renderer.h"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

namespace vitrine::showroom {
namespace {

constexpr std::size_t kUsualWidgets = 128;

ImVec2 vec(const glm::dvec2& p) {
    return {static_cast<float>(p.x), static_cast<float>(p.y)};
}

std::array<char, 64> nameOf(std::string_view text) {
    std::array<char, 64> name{};
    std::copy_n(text.data(), std::min(text.size(), name.size() - 1), name.begin());
    return name;
}

Rectangle common(const Rectangle& a, const Rectangle& b) {
    const glm::dvec2 least = glm::max(a.corner, b.corner);
    const glm::dvec2 most = glm::min(a.corner + a.size, b.corner + b.size);
    return {least, glm::max(most - least, glm::dvec2(0.0))};
}

const char* beginOf(std::string_view text) {
    return text.data();
}
const char* endOf(std::string_view text) {
    return text.data() + text.size();
}

} // namespace

Widgets::Widgets() {
    places_.reserve(kUsualWidgets);
    shown_.reserve(kUsualWidgets);
}

void Widgets::begin(const Layout& layout, const Fonts& fonts) {
    layout_ = layout;
    fonts_ = &fonts;
    places_.clear();
    let_ = Answers::yes;
    ImGui::SetNextWindowPos({0.0f, 0.0f});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("showroom", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    draw_ = ImGui::GetWindowDrawList();
}

void Widgets::end() {
    ImGui::End();
    std::swap(places_, shown_);
}

bool Widgets::area(std::string_view name, const Rectangle& place, Answers answers) {
    const Rectangle seen = list_ ? common(place, *list_) : place;
    WidgetPlace noted{.place = seen, .hidden = list_ && (seen.size.x < 1.0 || seen.size.y < 1.0)};
    if (noted.hidden) noted.place = place;
    noted.name = nameOf(name);
    places_.push_back(noted);
    held_ = false;
    if (answers == Answers::no || let_ == Answers::no || seen.size.x < 1.0 || seen.size.y < 1.0) return false;
    ImGui::SetCursorScreenPos(vec(seen.corner));
    const bool tapped = ImGui::InvisibleButton(noted.name.data(), vec(seen.size));
    if (list_ && listLets_ == Answers::no) return false; // the hand moves the list
    held_ = ImGui::IsItemActive() && ImGui::IsItemHovered();
    return tapped;
}

void Widgets::beginList(const Rectangle& view, Answers answers) {
    list_ = view;
    listLets_ = answers;
    draw_->PushClipRect(vec(view.corner), vec(view.corner + view.size), true);
}

void Widgets::endList() {
    draw_->PopClipRect();
    list_.reset();
}

Scroller::Hand Widgets::hand() const {
    const ImGuiIO& io = ImGui::GetIO();
    if (let_ == Answers::no) return {};
    return {.down = io.MouseDown[0], .at_px = {io.MousePos.x, io.MousePos.y}, .wheel = io.MouseWheel};
}

double Widgets::elapsed_s() const {
    return ImGui::GetIO().DeltaTime;
}

void Widgets::reveal(std::string_view name) {
    wish_ = nameOf(name);
}

bool Widgets::button(std::string_view name, const Rectangle& place, std::string_view label, Look look,
                     Answers answers) {
    const bool tapped = area(name, place, answers);
    const ImVec2 least = vec(place.corner), most = vec(place.corner + place.size);
    const float rounding = 0.5f * static_cast<float>(place.size.y);
    const bool filled = look == Look::filled;
    draw_->AddRectFilled(least, most,
                         filled ? (held_ ? theme::kInkPressed : theme::kInk) : (held_ ? theme::kPressed : theme::kCard),
                         rounding);
    if (!filled) draw_->AddRect(least, most, theme::kHairline, rounding, 0, std::max(1.0f, px(0.25)));
    const ImU32 colour = answers == Answers::no ? theme::kFaint : filled ? theme::kPaper : theme::kInk;
    centred(fonts_->text, {place.centre().x, place.centre().y - 0.5 * fonts_->text->FontSize}, colour, label);
    return tapped;
}

bool Widgets::step(std::string_view name, const glm::dvec2& centre, double diameter, int direction, Answers answers) {
    const glm::dvec2 half(0.5 * diameter);
    const bool tapped = area(name, {centre - half, 2.0 * half}, answers);
    const float radius = 0.5f * static_cast<float>(diameter), arm = 0.36f * radius;
    const ImVec2 c = vec(centre);
    const ImU32 colour = answers == Answers::no ? theme::kFaint : theme::kInk;
    const float stroke = std::max(1.5f, px(0.42));
    draw_->AddCircleFilled(c, radius, held_ ? theme::kPressed : theme::kCard, 64);
    draw_->AddCircle(c, radius, theme::kHairline, 64, std::max(1.0f, px(0.25)));
    draw_->AddLine({c.x - arm, c.y}, {c.x + arm, c.y}, colour, stroke);
    if (direction > 0) draw_->AddLine({c.x, c.y - arm}, {c.x, c.y + arm}, colour, stroke);
    return tapped;
}

bool Widgets::tab(std::string_view name, const Rectangle& place, std::string_view label, bool chosen) {
    const bool tapped = area(name, place);
    const double top = place.centre().y - 0.5 * fonts_->text->FontSize;
    centred(fonts_->text, {place.centre().x, top}, chosen ? theme::kInk : theme::kQuiet, label);
    if (chosen) {
        const double half = 0.5 * width(fonts_->text, label), y = top + fonts_->text->FontSize + px(0.9);
        draw_->AddRectFilled(vec({place.centre().x - half, y}), vec({place.centre().x + half, y + px(0.5)}),
                             theme::kAccent, px(0.25));
    }
    return tapped;
}

bool Widgets::swatch(std::string_view name, const Rectangle& cell, std::string_view label, const Swatch& swatch) {
    const bool tapped = area(name, cell);
    if (places_.back().hidden) return false;
    const double radius = px(7.2);
    const glm::dvec2 centre(cell.centre().x, cell.corner.y + px(9.0));
    const ImVec2 c = vec(centre);
    if (swatch.rendered)
        draw_->AddImageRounded(reinterpret_cast<ImTextureID>(Texture::swatches), vec(centre - radius),
                               vec(centre + radius), swatch.uvLeast, swatch.uvMost, IM_COL32_WHITE,
                               static_cast<float>(radius));
    else
        draw_->AddCircleFilled(c, static_cast<float>(radius), swatch.plain, 64);
    draw_->AddCircle(c, static_cast<float>(radius), theme::kHairline, 64, std::max(1.0f, px(0.25)));
    if (swatch.chosen || held_)
        draw_->AddCircle(c, static_cast<float>(radius) + px(1.1), swatch.chosen ? theme::kAccent : theme::kFaint, 72,
                         std::max(1.5f, px(0.55)));
    centredLines(fonts_->small, {centre.x, centre.y + radius + px(2.2)}, cell.size.x - px(0.5),
                 swatch.chosen ? theme::kInk : theme::kQuiet, label);
    return tapped;
}

void Widgets::text(ImFont* font, const glm::dvec2& at, ImU32 colour, std::string_view text) const {
    draw_->AddText(font, font->FontSize, {std::round(static_cast<float>(at.x)), std::round(static_cast<float>(at.y))},
                   colour, beginOf(text), endOf(text));
}

double Widgets::width(ImFont* font, std::string_view text) const {
    return font->CalcTextSizeA(font->FontSize, 1e9f, 0.0f, beginOf(text), endOf(text)).x;
}

void Widgets::centred(ImFont* font, const glm::dvec2& topMiddle, ImU32 colour, std::string_view line) const {
    text(font, {topMiddle.x - 0.5 * width(font, line), topMiddle.y}, colour, line);
}

void Widgets::centredLines(ImFont* font, const glm::dvec2& topMiddle, double width_px, ImU32 colour,
                           std::string_view words) const {
    const char* end = font->CalcWordWrapPositionA(1.0f, beginOf(words), endOf(words), static_cast<float>(width_px));
    auto first = words.substr(0, static_cast<std::size_t>(end - beginOf(words)));
    // A word that is too long parts at its hyphen rather than anywhere.
    if (first.size() < words.size() && words[first.size()] != ' ' && first.find('-') != first.npos)
        first = first.substr(0, first.rfind('-') + 1);
    centred(font, topMiddle, colour, first);
    auto second = words.substr(first.size());
    while (!second.empty() && second.front() == ' ') second.remove_prefix(1);
    if (second.empty()) return;
    const glm::dvec2 below(topMiddle.x, topMiddle.y + 1.12 * font->FontSize);
    if (width(font, second) <= width_px) return centred(font, below, colour, second);
    fitted(font, {below.x - 0.5 * width_px, below.y}, width_px, colour, second);
}

void Widgets::fitted(ImFont* font, const glm::dvec2& at, double width_px, ImU32 colour, std::string_view line) const {
    if (width(font, line) <= width_px) return text(font, at, colour, line);
    constexpr std::string_view kEllipsis = "\u2026";
    const char* rest = nullptr;
    font->CalcTextSizeA(font->FontSize, static_cast<float>(width_px - width(font, kEllipsis)), 0.0f, beginOf(line),
                        endOf(line), &rest);
    const auto kept = line.substr(0, static_cast<std::size_t>(rest - beginOf(line)));
    text(font, at, colour, kept);
    text(font, {at.x + width(font, kept), at.y}, colour, kEllipsis);
}

const WidgetPlace* Widgets::find(std::string_view name) const {
    for (const WidgetPlace& each : shown_)
        if (name == each.name.data()) return &each;
    return nullptr;
}

bool Widgets::covers(const glm::dvec2& point) const {
    return std::any_of(shown_.begin(), shown_.end(),
                       [&](const WidgetPlace& each) { return !each.hidden && each.place.contains(point); });
}

} // namespace vitrine::showroom
