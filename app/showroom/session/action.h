#pragma once
#include <string>
#include <variant>

namespace vitrine::showroom {

/// Where a metal goes: a slot of a part of the design.
struct SlotPlace {
    std::string part, slot;
    bool operator==(const SlotPlace&) const = default;
};

/// Where a stone sits: a seat of a part of the design. For a model, which has no parts, `seat` is the stone's name.
struct SeatPlace {
    std::string part, seat;
    bool operator==(const SeatPlace&) const = default;
};

// What a hand at the showroom can do. Widgets, keys, scripts and tests all make these values, so that they all run the
// same code.
struct SetMetal {
    SlotPlace place;
    std::string alloy;
};
struct SetFinish {
    SlotPlace place;
    std::string finish;
};
struct SetSpecies {
    SeatPlace place;
    std::string species;
};
struct SetStoneSize {
    SeatPlace place;
    double width_mm = 0.0; ///< snapped to what the trade sells
};
struct SetRingSize {
    double size = 0.0; ///< in the design's own system; snapped to its step
};
struct SelectSlot {
    SlotPlace place; ///< what the metal swatches speak of
};
struct SelectSeat {
    SeatPlace place;
};
struct Undo {};
struct Redo {};
struct SavePicture {};
struct ToggleHelp {};
struct ToggleFullScreen {};
struct ResetCamera {};
struct Leave {};

using Action = std::variant<SetMetal, SetFinish, SetSpecies, SetStoneSize, SetRingSize, SelectSlot, SelectSeat, Undo,
                            Redo, SavePicture, ToggleHelp, ToggleFullScreen, ResetCamera, Leave>;

} // namespace vitrine::showroom
