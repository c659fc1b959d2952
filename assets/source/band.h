#pragma once
#include "source/surface.h"

namespace vitrine::source {

/// A band round the finger axis Z, top at +Y. Every point is affine in each member, so a member is a morph target.
struct BandShape {
    double fingerRadius = 8.458; ///< to the crest of the inner dome
    double widthTop = 2.0, widthBottom = 1.8;
    double thicknessTop = 1.8, thicknessBottom = 1.7; ///< crest to crest
    double innerDome = 0.1, outerDome = 0.22;         ///< rise from edge to crest
    double shoulder = 0.0; ///< how much higher the outside stands where the foot of a head meets it
};

Surface makeBand(const BandShape& shape);

} // namespace vitrine::source
