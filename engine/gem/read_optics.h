#pragma once
#include "gem/chromophore.h"
#include "gem/layers.h"
#include "gem/species.h"

namespace vitrine::gem {

// The optical fields of an entry, each into its part of a species. Throw vitrine::Error with file, pointer and remedy.

/// Indices, optic character, and the biaxial stone's nearest uniaxial rays.
void readIndices(const Layers& entry, Species& species);
/// How such stones are usually cut about their optical axes; after readIndices.
void readOrientation(const Layers& entry, Species& species);
/// Absorption of each ray, times `scale`; after readIndices.
void readAbsorption(const Layers& entry, double scale, Species& species);
/// The diffuse body of an opaque stone.
void readBody(const Layers& entry, Species& species);

/// How many absorptions a stone of this character has.
Rays raysOf(OpticCharacter character);

} // namespace vitrine::gem
