#pragma once
#include "base/json.h"
#include "session/session.h"

namespace vitrine::showroom {

/// What a script may look at of the design: "metals" ("part.slot": alloy), "stones" ("part.seat": species), and for a
/// design "stone_width_mm" (by seat), "ring_size", "undo_depth" and "redo_depth", "slot" and "seat".
Json stateOf(const Session& session);

} // namespace vitrine::showroom
