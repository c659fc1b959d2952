#include "session/state.h"

namespace vitrine::showroom {
namespace {

std::string nameOf(const std::string& part, const std::string& own) {
    return part.empty() ? own : part + "." + own;
}

} // namespace

Json stateOf(const Session& session) {
    Json metals = Json::object(), finishes = Json::object(), stones = Json::object(), widths = Json::object();
    for (const SlotPlace& place : session.slots()) {
        metals[nameOf(place.part, place.slot)] = session.alloyOf(place);
        finishes[nameOf(place.part, place.slot)] = session.finishOf(place);
    }
    for (const SeatPlace& place : session.seats()) {
        stones[nameOf(place.part, place.seat)] = session.speciesOf(place);
        if (const auto* stone = session.stoneOf(place)) widths[nameOf(place.part, place.seat)] = stone->width_mm;
    }
    Json state = {{"metals", metals},
                  {"finishes", finishes},
                  {"stones", stones},
                  {"stone_width_mm", widths},
                  {"undo_depth", session.history().undoDepth()},
                  {"redo_depth", session.history().redoDepth()},
                  {"slot", nameOf(session.slot().part, session.slot().slot)},
                  {"seat", nameOf(session.seat().part, session.seat().seat)}};
    if (const scene::FingerSize* finger = session.finger()) state["ring_size"] = finger->size;
    return state;
}

} // namespace vitrine::showroom
