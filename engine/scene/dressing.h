#pragma once
#include "scene/configuration.h"
#include "scene/piece.h"

#include <memory>
#include <vector>

namespace vitrine::scene {

/// What a piece is made of, in the piece's own order: the part of it that a swap of metal, finish or species changes.
/// Its geometry stays.
struct Dressing {
    std::vector<Surface> surfaces;                           ///< as Piece::surfaces
    std::vector<std::shared_ptr<const gem::Species>> stones; ///< as Piece::stones
};

Dressing dressingOf(const Piece& piece);

} // namespace vitrine::scene
