#pragma once
#include "scene/piece.h"

namespace vitrine::scene {

/// A band paved with round melee all around in staggered rows: what the format of parts cannot say until it has sets of
/// stones, and what costs most to draw. Every stone sits in a bearing with an open azure beneath, held by beads that
/// reach over its girdle. Lengths mm.
struct PaveBand {
    double fingerRadius = 8.45; ///< US 6.5, at the crest of the inner dome
    int rows = 3;
    int stonesARow = 40;
    double middleDiameter = 1.45, edgeDiameter = 1.35; ///< of melee in the middle rows and in the two outer ones
    double pitch = 1.56;                               ///< from stone to stone along a row, at the girdle
    double rowPitch = 1.30;
    double rim = 0.35; ///< of metal beside the outer rows
    double innerDome = 0.12;
    double bead = 0.21; ///< radius
};

/// Meshes, stones and the surface "shank" of that band. Throws vitrine::Error when stones would touch or the band is
/// too thin to hold them.
Piece paveBand(const PaveBand& band, std::shared_ptr<const metal::Alloy> alloy,
               std::shared_ptr<const gem::Species> species, double roughness);

} // namespace vitrine::scene
