#include "render/illuminant.h"

namespace vitrine::render {

optics::SpectralFunction relativeToD65(scene::Illuminant illuminant) {
    if (illuminant == scene::Illuminant::d65) return [](double) { return 1.0; };
    const auto relative = [](double nm) { return optics::illuminantA(nm) / optics::d65(nm); };
    return [relative, luminance = optics::xyzUnderD65(relative).y](double nm) { return relative(nm) / luminance; };
}

} // namespace vitrine::render
