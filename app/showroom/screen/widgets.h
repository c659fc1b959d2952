#pragma once
#include "screen/fonts.h"
#include "screen/scroller.h"
#include "session/layout.h"

#include <array>
#include <imgui.h>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace vitrine::showroom {

/// Where a widget was drawn in the last frame, by the name that scripts use.
struct WidgetPlace {
    std::array<char, 64> name{};
    Rectangle place;     ///< what is seen of it; of one out of sight, where it would be
    bool hidden = false; ///< scrolled out of sight
};

/// The few kinds of widgets that the panel is made of, drawn in its own hand; measures in mm of the screen. One frame
/// after the other: begin(), widgets, end(). Steady frames allocate nothing.
class Widgets {
  public:
    Widgets();

    void begin(const Layout& layout, const Fonts& fonts);
    void end();

    const Layout& layout() const { return layout_; }
    const Fonts& fonts() const { return *fonts_; }
    ImDrawList& draw() const { return *draw_; }
    float px(double mm) const { return static_cast<float>(layout_.pixels(mm)); }

    enum class Answers { yes, no };
    /// Whether the widgets that follow answer at all: those under a page that covers them do not.
    void let(Answers answers) { let_ = answers; }

    /// Whether it was tapped. One that does not answer draws nothing different by itself.
    bool area(std::string_view name, const Rectangle& place, Answers answers = Answers::yes);
    bool held() const { return held_; } ///< whether the last area is being pressed

    /// What follows, until the end of a list, is seen and answers within `view` alone.
    void beginList(const Rectangle& view, Answers answers);
    void endList();
    /// The one pointer, for lists that follow it.
    Scroller::Hand hand() const;
    double elapsed_s() const;

    /// Asks whoever draws the widget of this name to bring it into sight.
    void reveal(std::string_view name);
    bool wanted(std::string_view name) const { return name == wish_.data(); }
    void revealed() { wish_[0] = '\0'; }

    enum class Look { outlined, filled };
    bool button(std::string_view name, const Rectangle& place, std::string_view label, Look look, Answers answers);
    /// A round button with a plus or a minus.
    bool step(std::string_view name, const glm::dvec2& centre, double diameter_px, int direction, Answers answers);
    /// A word to turn to, underlined when it is the one.
    bool tab(std::string_view name, const Rectangle& place, std::string_view label, bool chosen);
    /// A round swatch of the sheet with its name below.
    struct Swatch {
        ImVec2 uvLeast, uvMost;
        ImU32 plain;           ///< drawn until there is a sheet
        bool rendered = false; ///< whether there is
        bool chosen = false;
    };
    /// Draws nothing where a list has it out of sight.
    bool swatch(std::string_view name, const Rectangle& cell, std::string_view label, const Swatch& swatch);

    void text(ImFont* font, const glm::dvec2& at, ImU32 colour, std::string_view text) const;
    void centred(ImFont* font, const glm::dvec2& topMiddle, ImU32 colour, std::string_view text) const;
    /// In at most two centred lines of this width.
    void centredLines(ImFont* font, const glm::dvec2& topMiddle, double width_px, ImU32 colour,
                      std::string_view text) const;
    /// One line, cut off with an ellipsis where it is too long.
    void fitted(ImFont* font, const glm::dvec2& at, double width_px, ImU32 colour, std::string_view text) const;
    double width(ImFont* font, std::string_view text) const;

    /// Of the last complete frame.
    std::span<const WidgetPlace> places() const { return shown_; }
    const WidgetPlace* find(std::string_view name) const;
    /// Whether a point is on any of them.
    bool covers(const glm::dvec2& point) const;

  private:
    Layout layout_;
    const Fonts* fonts_ = nullptr;
    ImDrawList* draw_ = nullptr;
    std::vector<WidgetPlace> places_, shown_;
    std::array<char, 64> wish_{}; ///< a widget's name; empty: none
    bool held_ = false;
    Answers let_ = Answers::yes, listLets_ = Answers::yes;
    std::optional<Rectangle> list_; ///< that is being drawn
};

} // namespace vitrine::showroom
