#pragma once
#include "base/math.h"
#include "gem/fluorescence.h"
#include "gem/species.h"
#include "scene/piece.h"
#include "scene/studio.h"

namespace vitrine::render {

/// What a stone of a piece sends out under ultraviolet light: where it is, how much of it there is behind its crown,
/// and what its species makes of the light.
struct StoneGlow {
    glm::dvec3 place{0.0}, crown{0.0, 1.0, 0.0}; ///< world, mm: its middle, and the normal of its table
    double crownOverVolume = 0.0;                ///< 1/mm; 0 of a cabochon, whose light is not followed
    glm::dvec3 xyz{0.0};     ///< for each mm of a ray inside, outside, at an ultraviolet irradiance of 1; 0: dark
    double index = 1.5;      ///< of the light emitted
    double absorption = 0.0; ///< 1/mm, of the light emitted

    bool shines() const { return xyz != glm::dvec3(0.0); }
    /// The stone is of that species now.
    void take(const gem::Species& species);
};
StoneGlow glowOf(const scene::Stone& stone);

/// What figures of a studio mean in power and colour, by the illuminant that they are relative to.
struct LightUnits {
    glm::dvec3 visiblePower{0.0}; ///< from 400 to 700 nm, of the basis curves of linear Rec.709, in D65 x nm
    glm::dmat3 rgbFromXyz{1.0};   ///< linear Rec.709 relative to the illuminant
};
LightUnits unitsUnder(scene::Illuminant illuminant);

/// What falls of the studio's ultraviolet onto a surface of normal n at `place`, with nothing in the way: D65 x nm.
double ultravioletIrradiance(const scene::Studio& studio, const LightUnits& units, const glm::dvec3& place,
                             const glm::dvec3& n);

} // namespace vitrine::render
