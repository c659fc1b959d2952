#pragma once
#include "scene/assemble.h"

namespace vitrine::scene::testing {

inline const std::filesystem::path kAssets = std::filesystem::path(VITRINE_SOURCE_DIR) / "assets";

/// What ships, read once.
inline const Catalogue& shipped() {
    static const Catalogue catalogue = loadCatalogue(kAssets);
    return catalogue;
}

inline Configuration solitaire() {
    return readConfiguration(kAssets / "designs" / "solitaire.json");
}

} // namespace vitrine::scene::testing
