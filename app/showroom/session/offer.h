#pragma once
#include "session/session.h"

#include <optional>
#include <string>
#include <vector>

namespace vitrine::showroom {

/// A swatch: a metal, a finish or a species.
struct Choice {
    std::string id, label; ///< of the catalogue
    bool chosen = false;
    std::string look; ///< id of what it looks like: itself, or the species that it is a grade of
};

/// A slot or a seat that can be turned to.
template <class Place>
struct Tab {
    Place place;
    std::string label;
    bool chosen = false;
};

/// A size with the ones beside it that can be had.
struct Stepper {
    std::string value, detail;                          ///< "1.00 ct", "6.5 mm"
    std::optional<Action> less, more;                   ///< none at the end of what there is
    std::string refusalOfLess = {}, refusalOfMore = {}; ///< why the neighbour cannot be made; empty when it can
};

/// All that the panel says, as a value: computed when the design changes, drawn as often as needed.
struct Offer {
    std::string title, subtitle;
    std::vector<Tab<SlotPlace>> slots;
    std::vector<Choice> metals, finishes; ///< for the chosen slot; empty where there is none
    std::vector<Tab<SeatPlace>> seats;
    std::vector<Choice> species;
    std::optional<Stepper> stoneSize, ringSize;
    bool canUndo = false, canRedo = false;
};

Offer offerOf(const Session& session);

/// The label in English, which every entry of the catalogue has; else the id.
std::string labelOf(const std::map<std::string, std::string>& labels, const std::string& id);

} // namespace vitrine::showroom
