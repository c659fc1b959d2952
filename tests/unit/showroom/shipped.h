#pragma once
#include "scene/assemble.h"
#include "session/session.h"

namespace vitrine::showroom::testing {

inline const std::filesystem::path kAssets = std::filesystem::path(VITRINE_SOURCE_DIR) / "assets";

/// What ships, read once.
inline const Opened& openedSolitaire() {
    static const Opened opened = open(kAssets / "designs" / "solitaire.json", kAssets);
    return opened;
}

inline Session solitaire() {
    return Session(openedSolitaire());
}

inline const SlotPlace kShank{"shank", "shank"}, kHead{"head", "head"};
inline const SeatPlace kCentre{"head", "centre"};

} // namespace vitrine::showroom::testing
