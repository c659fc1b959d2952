#pragma once
#include "session/action.h"
#include "session/design.h"
#include "session/history.h"

#include <string>
#include <vector>

namespace vitrine::showroom {

/// What the screen owes the hand after an action.
enum class Change {
    nothing,
    dressing, ///< same geometry: dressed in the next frame
    recut,    ///< dressed in the next frame too, but a stone is cut otherwise: its geometry follows
    geometry, ///< to be assembled and uploaded beside the frames, then faded to
};

/// The choices behind the screen, as values, without window or GPU: losing either loses nothing of it.
class Session {
  public:
    explicit Session(Opened opened);

    const Source& source() const { return source_; }
    const std::string& name() const { return name_; }
    const Design& design() const { return history_.present(); }
    const History<Design>& history() const { return history_; }

    /// Every slot that takes a metal and every seat that holds a stone, in the design's order.
    std::vector<SlotPlace> slots() const;
    std::vector<SeatPlace> seats() const;
    /// Those that the swatches speak of; empty where there is none.
    const SlotPlace& slot() const { return slot_; }
    const SeatPlace& seat() const { return seat_; }

    const std::string& alloyOf(const SlotPlace& place) const; ///< an id of the catalogue; empty where there is none
    std::string finishOf(const SlotPlace& place) const;       ///< likewise
    const std::string& speciesOf(const SeatPlace& place) const;
    /// Nothing for a model, whose stones cannot be resized.
    const scene::StoneChoice* stoneOf(const SeatPlace& place) const;
    const scene::FingerSize* finger() const;

    /// Carries out what concerns the design; other actions change nothing here. Throws vitrine::Error, with the design
    /// as it was, for what the catalogue does not have and for what the parts refuse.
    Change apply(const Action& action);

    /// Why the parts would refuse the action; nothing when they would not.
    std::optional<std::string> refusalOf(const Action& action) const;

  private:
    std::optional<Design> changed(const Action& action) const;
    Change become(Design design);
    Change changeBetween(const Design& before, const Design& after) const;
    Design with(const SetMetal& action) const;
    Design with(const SetFinish& action) const;
    Design with(const SetSpecies& action) const;
    Design with(const SetStoneSize& action) const;
    Design with(const SetRingSize& action) const;

    Source source_;
    std::string name_;
    History<Design> history_;
    SlotPlace slot_;
    SeatPlace seat_;
};

/// The step in which a system's ring sizes are sold: half sizes where a whole one is more than half a millimetre.
double ringSizeStep(const scene::RingSizeSystem& system);

} // namespace vitrine::showroom
