#pragma once
#include "optics/cie.h"
#include "scene/studio.h"

namespace vitrine::render {

/// What the spectrum of D65 is multiplied by to be that of the illuminant, both of Y = 1.
optics::SpectralFunction relativeToD65(scene::Illuminant illuminant);

} // namespace vitrine::render
