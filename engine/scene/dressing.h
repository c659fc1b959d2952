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

/// What the piece of a design is made of, in the order in which assemble() lists it, without its geometry: parts as
/// they stand in the design, their slots and seats by name. Throws vitrine::Error as assemble() does for what the
/// catalogue does not have.
Dressing dressingOf(const Configuration& configuration, const Catalogue& catalogue);

/// A metal worked like that.
MetalSurface worked(std::shared_ptr<const metal::Alloy> alloy, const metal::Finish& finish);

/// The surfaces of it alone.
std::vector<Surface> surfacesOf(const Configuration& configuration, const Catalogue& catalogue);

} // namespace vitrine::scene
