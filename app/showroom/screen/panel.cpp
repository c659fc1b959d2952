#include "screen/panel.h"

#include "screen/theme.h"
#include "screen/ui_renderer.h"

#include <algorithm>
#include <array>

namespace vitrine::showroom {
namespace {

constexpr double kMargin_mm = 6.0, kCell_mm = 20.0, kSwatchRow_mm = 28.0, kSection_mm = 12.0, kStepper_mm = 17.0;
constexpr double kBesideLists_mm = 100.0; // title, headings, sizes and buttons of the panel beside the picture

ImVec2 vec(const glm::dvec2& p) {
    return {static_cast<float>(p.x), static_cast<float>(p.y)};
}

// A name put together in place.
class Name {
  public:
    Name(std::initializer_list<std::string_view> parts) {
        for (const std::string_view part : parts) {
            const std::size_t count = std::min(part.size(), text_.size() - size_);
            std::copy_n(part.data(), count, text_.begin() + static_cast<std::ptrdiff_t>(size_));
            size_ += count;
        }
    }
    operator std::string_view() const { return {text_.data(), size_}; }

  private:
    std::array<char, 63> text_{};
    std::size_t size_ = 0;
};

// One panel being drawn: a column is a left edge, a width and how far down it has come, in pixels.
class Drawing {
  public:
    Drawing(Widgets& widgets, const PanelView& view, PanelMemory& memory, std::vector<Action>& actions)
        : w_(widgets), view_(view), offer_(*view.offer), memory_(memory), actions_(actions),
          panel_(widgets.layout().panel) {}

    void run() {
        w_.draw().AddRectFilled(vec(panel_.corner), vec(panel_.corner + panel_.size), theme::kPaper);
        const bool upright = w_.layout().upright;
        const glm::dvec2 end = panel_.corner + panel_.size;
        const float line = std::max(1.0f, w_.px(0.25));
        w_.draw().AddRectFilled(vec(panel_.corner),
                                upright ? vec({end.x, panel_.corner.y + line}) : vec({panel_.corner.x + line, end.y}),
                                theme::kHairline);
        upright ? twoColumns() : oneColumn();
    }

  private:
    struct Column {
        double left, width, top;
    };

    double mm(double value) const { return w_.px(value); }

    void oneColumn() {
        Column column{panel_.corner.x + mm(kMargin_mm), panel_.size.x - 2.0 * mm(kMargin_mm), panel_.corner.y};
        // What the rest leaves over is the lists': as much as they need, the stones' the longer one.
        const double lists = panel_.size.y - mm(kBesideLists_mm);
        const Shares shares = sharesOf(lists, lengthOf(offer_.metals, column), lengthOf(offer_.species, column));
        const double gap = std::min((lists - shares.metals - shares.stones) / 5.0, mm(9.0));
        column.top += mm(5.0) + gap;
        title(column);
        column.top += gap;
        metals(column, shares.metals);
        column.top += gap;
        stones(column, shares.stones);
        column.top += gap;
        sizes(column);
        actions(column.left, panel_.corner.y + panel_.size.y - mm(kMargin_mm + kTarget_mm), column.width);
    }

    void twoColumns() {
        const double gutter = mm(12.0), width = 0.5 * (panel_.size.x - 2.0 * mm(2.0 * kMargin_mm) - gutter);
        Column head{panel_.corner.x + mm(2.0 * kMargin_mm), 2.0 * width + gutter, panel_.corner.y + mm(6.0)};
        title(head);
        Column left{head.left, width, head.top + mm(3.0)}, right{head.left + width + gutter, width, left.top};
        const double end = panel_.corner.y + panel_.size.y - mm(kMargin_mm + kTarget_mm + kStepper_mm + 4.0);
        const double room = end - left.top - mm(kSection_mm);
        metals(left, std::min(room, lengthOf(offer_.metals, left)));
        stones(right, std::min(room, lengthOf(offer_.species, right)));
        left.top = right.top = std::max(left.top, right.top) + mm(1.0);
        if (offer_.ringSize) stepper(left, "ring-size", "Ring size", *offer_.ringSize);
        if (offer_.stoneSize) stepper(right, "stone-size", "Stone size", *offer_.stoneSize);
        actions(head.left, panel_.corner.y + panel_.size.y - mm(kMargin_mm + kTarget_mm), head.width);
    }

    void title(Column& column) {
        const double help = mm(kTarget_mm);
        const glm::dvec2 centre(column.left + column.width - 0.5 * help, column.top + 0.5 * help);
        if (w_.area("help", {centre - 0.5 * help, glm::dvec2(help)})) actions_.push_back(ToggleHelp{});
        w_.draw().AddCircle(vec(centre), w_.px(4.2), w_.held() ? theme::kAccent : theme::kHairline, 48,
                            std::max(1.0f, w_.px(0.25)));
        w_.centred(w_.fonts().text, {centre.x, centre.y - 0.5 * w_.fonts().text->FontSize}, theme::kQuiet, "?");
        const double width = column.width - help - mm(2.0);
        w_.fitted(w_.fonts().title, {column.left, column.top}, width, theme::kInk, offer_.title);
        w_.fitted(w_.fonts().text, {column.left, column.top + 1.25 * w_.fonts().title->FontSize}, width, theme::kQuiet,
                  offer_.subtitle);
        column.top += mm(17.0);
    }

    double tabWidth(std::string_view label) const {
        return std::max(mm(kTarget_mm), w_.width(w_.fonts().text, label) + mm(5.0));
    }

    void word(const Column& column, std::string_view word) {
        const double middle = column.top + 0.5 * mm(kSection_mm);
        w_.text(w_.fonts().text, {column.left, middle - 0.5 * w_.fonts().text->FontSize}, theme::kQuiet, word);
    }

    // Where there are several places, on the right of the section's heading, which is passed.
    template <class Place, class Own, class Select>
    void places(Column& column, const char* kind, const std::vector<Tab<Place>>& tabs, Own own, Select select) {
        const double height = mm(kSection_mm);
        double right = column.left + column.width;
        if (tabs.size() > 1)
            for (auto tab = tabs.rbegin(); tab != tabs.rend(); ++tab) {
                const double width = tabWidth(tab->label);
                right -= width;
                const Name name{kind, "/", tab->place.part, tab->place.part.empty() ? "" : ".", own(tab->place)};
                if (w_.tab(name, {{right, column.top}, {width, height}}, tab->label, tab->chosen))
                    actions_.push_back(select(tab->place));
            }
        column.top += height;
    }

    static std::size_t columnsOf(double width_px, double cell_px) {
        return static_cast<std::size_t>(std::max(1.0, std::floor(width_px / cell_px + 0.1)));
    }

    // How long a list of swatches is when all of it is seen.
    double lengthOf(const std::vector<Choice>& choices, const Column& column) const {
        const std::size_t columns = columnsOf(column.width, mm(kCell_mm));
        return mm(kSwatchRow_mm) * static_cast<double>((choices.size() + columns - 1) / columns);
    }

    // Of the room for lists: two fifths are the metals', as long as both want more than there is.
    struct Shares {
        double metals, stones;
    };
    Shares sharesOf(double room, double metals, double stones) const {
        const double most = std::max({0.4 * room, mm(kSwatchRow_mm), room - stones});
        const double first = std::min(metals, most);
        return {first, std::min(stones, room - first)};
    }

    /// A list of swatches and how it is told of.
    struct SwatchList {
        const char* kind;
        const std::vector<Choice>& choices;
        const std::vector<SwatchLook>& looks;
        Scroller& scroller;
        std::string& chosen; ///< when it was last brought into sight
    };

    Widgets::Swatch swatchOf(const SwatchList& list, const Choice& choice) const {
        for (const SwatchLook& look : list.looks)
            if (look.id == choice.look) return {look.uvLeast, look.uvMost, look.plain, look.rendered, choice.chosen};
        return {.plain = theme::kFaint, .chosen = choice.chosen};
    }

    template <class Choose>
    void swatches(Column& column, double height, const SwatchList& list, Choose choose) {
        const std::size_t columns = columnsOf(column.width, mm(kCell_mm));
        const double cell = column.width / static_cast<double>(columns), row = mm(kSwatchRow_mm);
        const Rectangle view{{column.left, column.top}, {column.width, height}};
        list.scroller.follow(
            {.view = view, .length_px = lengthOf(list.choices, column), .step_px = 0.5 * row, .threshold_px = mm(2.5)},
            w_.hand(), w_.elapsed_s());
        for (std::size_t i = 0; i < list.choices.size(); ++i) {
            const Choice& choice = list.choices[i];
            const bool wanted = w_.wanted(Name{list.kind, "/", choice.id});
            if (!wanted && !(choice.chosen && choice.id != list.chosen)) continue;
            const double top = row * static_cast<double>(i / columns);
            list.scroller.reveal(top, top + row);
            if (wanted) w_.revealed();
            if (choice.chosen) list.chosen = choice.id;
        }
        w_.beginList(view, list.scroller.dragged() ? Widgets::Answers::no : Widgets::Answers::yes);
        for (std::size_t i = 0; i < list.choices.size(); ++i) {
            const Choice& choice = list.choices[i];
            const double top = row * static_cast<double>(i / columns) - list.scroller.offset_px();
            const glm::dvec2 corner(column.left + cell * static_cast<double>(i % columns), column.top + top);
            if (w_.swatch(Name{list.kind, "/", choice.id}, {corner, {cell, row}}, choice.label, swatchOf(list, choice)))
                actions_.push_back(choose(choice.id));
        }
        w_.endList();
        scrollMark(view, lengthOf(list.choices, column), list.scroller.offset_px());
        column.top += height;
    }

    // How much of the list there is and where in it one is.
    void scrollMark(const Rectangle& view, double length, double offset) {
        if (length < view.size.y + 1.0) return;
        const double share = view.size.y / length, height = std::max(share * view.size.y, mm(6.0));
        const double place = std::clamp(offset / (length - view.size.y), 0.0, 1.0);
        const double x = view.corner.x + view.size.x + mm(1.6), top = view.corner.y + place * (view.size.y - height);
        w_.draw().AddRectFilled(vec({x, top}), vec({x + mm(0.9), top + height}), theme::kFaint, w_.px(0.45));
    }

    // On the left of the heading: which of the two lists of a slot is shown.
    void metalLists(const Column& column) {
        using enum PanelMemory::MetalList;
        double left = column.left - mm(2.5); // a tab's word stands as far from its edge
        const auto tab = [&](const char* name, const char* label, PanelMemory::MetalList list) {
            const double width = tabWidth(label);
            if (w_.tab(name, {{left, column.top}, {width, mm(kSection_mm)}}, label, memory_.metalList == list))
                memory_.metalList = list;
            left += width;
        };
        tab("list/metal", "Metal", alloys);
        tab("list/finish", "Finish", finishes);
    }

    void metals(Column& column, double height) {
        if (offer_.metals.empty()) return;
        metalLists(column);
        places(
            column, "slot", offer_.slots, [](const SlotPlace& place) -> std::string_view { return place.slot; },
            [](const SlotPlace& place) { return SelectSlot{place}; });
        if (memory_.metalList == PanelMemory::MetalList::finishes)
            return swatches(
                column, height,
                {"finish", offer_.finishes, view_.swatches->finishes, memory_.finishes, memory_.chosenFinish},
                [&](const std::string& id) {
                    return SetFinish{chosenOf(offer_.slots), id};
                });
        swatches(column, height, {"metal", offer_.metals, view_.swatches->metals, memory_.metals, memory_.chosenMetal},
                 [&](const std::string& id) {
                     return SetMetal{chosenOf(offer_.slots), id};
                 });
    }

    void stones(Column& column, double height) {
        if (offer_.species.empty()) return;
        word(column, "Stone");
        places(
            column, "seat", offer_.seats, [](const SeatPlace& place) -> std::string_view { return place.seat; },
            [](const SeatPlace& place) { return SelectSeat{place}; });
        swatches(column, height,
                 {"stone", offer_.species, view_.swatches->species, memory_.species, memory_.chosenSpecies},
                 [&](const std::string& id) {
                     return SetSpecies{chosenOf(offer_.seats), id};
                 });
    }

    template <class Place>
    static Place chosenOf(const std::vector<Tab<Place>>& tabs) {
        const auto found = std::find_if(tabs.begin(), tabs.end(), [](const auto& tab) { return tab.chosen; });
        return found == tabs.end() ? Place{} : found->place;
    }

    void sizes(Column& column) {
        if (offer_.stoneSize) stepper(column, "stone-size", "Stone size", *offer_.stoneSize);
        if (offer_.ringSize) stepper(column, "ring-size", "Ring size", *offer_.ringSize);
    }

    void stepper(Column& column, const char* name, std::string_view word, const Stepper& stepper) {
        const double height = mm(kStepper_mm), middle = column.top + 0.5 * height, round = mm(kTarget_mm + 0.5);
        w_.draw().AddLine(vec({column.left, column.top}), vec({column.left + column.width, column.top}),
                          theme::kHairline, std::max(1.0f, w_.px(0.25)));
        w_.text(w_.fonts().text, {column.left, middle - 0.5 * w_.fonts().text->FontSize}, theme::kQuiet, word);
        const double right = column.left + column.width - 0.5 * round, left = right - mm(43.0);
        const auto one = [&](const char* which, double x, int direction, const std::optional<Action>& action,
                             const std::string& refusal) {
            const bool can = action && refusal.empty();
            if (w_.step(Name{name, which}, {x, middle}, round, direction,
                        can ? Widgets::Answers::yes : Widgets::Answers::no))
                actions_.push_back(*action);
        };
        one("/less", left, -1, stepper.less, stepper.refusalOfLess);
        one("/more", right, +1, stepper.more, stepper.refusalOfMore);
        const double centre = 0.5 * (left + right);
        const double value = w_.fonts().value->FontSize, small = w_.fonts().small->FontSize;
        const double top = middle - 0.5 * (value + 1.15 * small);
        w_.centred(w_.fonts().value, {centre, top}, theme::kInk, stepper.value);
        w_.centred(w_.fonts().small, {centre, top + 1.1 * value}, theme::kQuiet, stepper.detail);
        column.top += height;
    }

    void actions(double left, double top, double width) {
        const double height = mm(kTarget_mm), gap = mm(2.5), narrow = mm(19.0);
        const auto answers = [](bool can) { return can ? Widgets::Answers::yes : Widgets::Answers::no; };
        if (w_.button("undo", {{left, top}, {narrow, height}}, "Undo", Widgets::Look::outlined,
                      answers(offer_.canUndo)))
            actions_.push_back(Undo{});
        if (w_.button("redo", {{left + narrow + gap, top}, {narrow, height}}, "Redo", Widgets::Look::outlined,
                      answers(offer_.canRedo)))
            actions_.push_back(Redo{});
        const double wide = std::min(width - 2.0 * (narrow + gap), mm(60.0));
        if (w_.button("save", {{left + width - wide, top}, {wide, height}}, "Save picture", Widgets::Look::filled,
                      Widgets::Answers::yes))
            actions_.push_back(SavePicture{});
    }

    Widgets& w_;
    const PanelView& view_;
    const Offer& offer_;
    PanelMemory& memory_;
    std::vector<Action>& actions_;
    const Rectangle panel_;
};

// A dark pill with light words, over the picture.
void pill(Widgets& w, const glm::dvec2& bottomMiddle, std::string_view text) {
    const Rectangle& picture = w.layout().picture;
    const double height = w.px(10.0), most = picture.size.x - 2.0 * w.px(6.0);
    const double words = std::min(w.width(w.fonts().text, text), most - w.px(10.0)), width = words + w.px(10.0);
    const glm::dvec2 least(bottomMiddle.x - 0.5 * width, bottomMiddle.y - height);
    w.draw().AddRectFilled(vec(least), vec(least + glm::dvec2(width, height)), theme::kVeil, w.px(5.0));
    w.fitted(w.fonts().text, {least.x + w.px(5.0), least.y + 0.5 * (height - w.fonts().text->FontSize)}, words + 1.0,
             theme::kPaper, text);
}

} // namespace

void drawPanel(Widgets& widgets, const PanelView& view, PanelMemory& memory, std::vector<Action>& actions) {
    const Rectangle& picture = widgets.layout().picture;
    widgets.draw().AddImage(reinterpret_cast<ImTextureID>(Texture::picture), vec(picture.corner),
                            vec(picture.corner + picture.size));
    if (view.help) widgets.let(Widgets::Answers::no);
    Drawing(widgets, view, memory, actions).run();
    const double middle = picture.centre().x, bottom = picture.corner.y + picture.size.y;
    if (view.message != nullptr)
        pill(widgets, {middle, bottom - widgets.px(8.0)}, view.message->text);
    else if (view.busy)
        pill(widgets, {middle, bottom - widgets.px(8.0)}, "Fitting the piece \u2026");
    if (!view.help) return;
    widgets.let(Widgets::Answers::yes);
    drawHelp(widgets, actions);
}

} // namespace vitrine::showroom
