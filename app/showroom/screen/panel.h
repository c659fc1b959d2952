#pragma once
#include "screen/widgets.h"
#include "session/offer.h"

#include <string>
#include <vector>

namespace vitrine::showroom {

/// A swatch as it is drawn: its place in the sheet, and its plain colour until there is one.
struct SwatchLook {
    std::string id;
    ImVec2 uvLeast{0.0f, 0.0f}, uvMost{1.0f, 1.0f};
    ImU32 plain = 0;
    std::size_t place = 0; ///< among the swatches in the order in which they are painted
    bool rendered = false; ///< whether the sheet has it
};

/// How the metals, finishes and species of the catalogue look as swatches.
struct SwatchLooks {
    std::vector<SwatchLook> metals, finishes, species;
    bool rendered = false; ///< whether the sheet has those that are seen first
};

/// What the panel keeps from frame to frame: which lists it shows, and where they have been moved to.
struct PanelMemory {
    enum class MetalList { alloys, finishes } metalList = MetalList::alloys;
    Scroller metals, finishes, species;
    std::string chosenMetal, chosenFinish, chosenSpecies; ///< as they were last brought into sight

    bool moving() const { return metals.moving() || finishes.moving() || species.moving(); }
};

/// A line for the user that goes by itself.
struct Message {
    std::string text;
    double until_s = 0.0;
};

/// What is on the screen beside the picture.
struct PanelView {
    const Offer* offer = nullptr;
    const SwatchLooks* swatches = nullptr;
    const Message* message = nullptr; ///< null: none
    bool help = false;
    bool busy = false; ///< another piece is being made
};

/// Draws the panel, whose swatches scroll where there are more than fit, and appends what was tapped to `actions`.
/// Widgets are called "metal/ID", "finish/ID" (behind "list/finish", as the metals behind "list/metal"), "stone/ID",
/// "slot/PART.SLOT", "seat/PART.SEAT", "ring-size/less" and "/more", "stone-size/less" and "/more", "undo", "redo",
/// "save", "help".
void drawPanel(Widgets& widgets, const PanelView& view, PanelMemory& memory, std::vector<Action>& actions);

/// Draws keys and gestures over everything; a tap anywhere closes it.
void drawHelp(Widgets& widgets, std::vector<Action>& actions);

} // namespace vitrine::showroom
