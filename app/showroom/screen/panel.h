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
};

/// How the metals and species of the catalogue look as swatches.
struct SwatchLooks {
    std::vector<SwatchLook> metals, species;
    bool rendered = false; ///< whether the renderer has their sheet
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

/// Draws the panel, and appends what was tapped to `actions`. Widgets are called "metal/ID", "stone/ID",
/// "slot/PART.SLOT", "seat/PART.SEAT", "ring-size/less" and "/more", "stone-size/less" and "/more", "undo", "redo",
/// "save", "help".
void drawPanel(Widgets& widgets, const PanelView& view, std::vector<Action>& actions);

/// Draws keys and gestures over everything; a tap anywhere closes it.
void drawHelp(Widgets& widgets, std::vector<Action>& actions);

} // namespace vitrine::showroom
