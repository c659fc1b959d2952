#include "render/glow.h"

#include "optics/cie.h"
#include "optics/upsampling.h"
#include "render/illuminant.h"

#include <algorithm>
#include <cmath>

namespace vitrine::render {
namespace {

// Of power 1, as the renderer counts radiance: D65 has Y = 1.
glm::dvec3 colourOf(const optics::Spectrum& emission) {
    double power = 0.0;
    for (double nm = optics::kShortestWavelength_nm; nm <= optics::kLongestWavelength_nm; nm += 1.0)
        power += emission.at(nm);
    return optics::xyzUnderD65([&](double nm) { return emission.at(nm) / optics::d65(nm); }) / power;
}

bool onCard(const scene::StudioLight& light, double u, double v) {
    if (light.shape == scene::StudioLight::Shape::rectangle) return true;
    const double r2 = u * u + v * v;
    return r2 <= 1.0 && r2 >= light.innerRadius * light.innerRadius;
}

// Of a card that has radiance 1 and the falloff of its kind, on a grid of its middle points.
double cardIrradiance(const scene::StudioLight& light, const glm::dvec3& place, const glm::dvec3& n) {
    constexpr int kGrid = 8;
    const glm::dvec3 shining = glm::cross(light.axisU, light.axisV);
    const double cell = 4.0 * light.halfU * light.halfV / (kGrid * kGrid);
    double sum = 0.0;
    for (int i = 0; i < kGrid * kGrid; ++i) {
        const double u = (i % kGrid + 0.5) / kGrid * 2.0 - 1.0;
        const double v = (static_cast<double>(i / kGrid) + 0.5) / kGrid * 2.0 - 1.0;
        if (!onCard(light, u, v)) continue;
        const glm::dvec3 to = light.centre + light.axisU * (u * light.halfU) + light.axisV * (v * light.halfV) - place;
        const double d2 = glm::dot(to, to);
        const double facing = std::max(glm::dot(n, to), 0.0) * std::max(-glm::dot(shining, to), 0.0) / d2;
        const double rim = light.shape == scene::StudioLight::Shape::rectangle ? std::max(u * u, v * v)
                           : light.shape == scene::StudioLight::Shape::ring    ? 0.0
                                                                               : u * u + v * v;
        sum += (1.0 - light.falloff * rim) * facing * cell / d2;
    }
    return sum;
}

} // namespace

void StoneGlow::take(const gem::Species& species) {
    xyz = glm::dvec3(0.0);
    if (!species.fluorescence || !species.fluorescence->shines()) return;
    const gem::Fluorescence& f = *species.fluorescence;
    index = species.ordinary.index(f.emission_nm());
    absorption = gem::absorptionOfEmission(species);
    // Power per volume, into all directions alike; a bundle of rays that leaves the stone opens by the square of the
    // index, and its radiance falls with it.
    const double emission = f.emittedShare() * crownOverVolume / (4.0 * kPi);
    xyz = colourOf(f.emission) * emission / (index * index);
}

StoneGlow glowOf(const scene::Stone& stone) {
    StoneGlow glow{.place = glm::dvec3(stone.worldFromStone[3]),
                   .crown = glm::dvec3(stone.worldFromStone[1]),
                   .crownOverVolume = stone.cabochon ? 0.0 : gem::crownOverVolume(*stone.solid)};
    glow.take(*stone.species);
    return glow;
}

LightUnits unitsUnder(scene::Illuminant illuminant) {
    const optics::SpectralFunction light = relativeToD65(illuminant);
    LightUnits units;
    glm::dmat3 xyzFromRgb(1.0);
    for (int c = 0; c < 3; ++c) {
        const auto basis = [&](double nm) { return light(nm) * optics::rec709Basis(nm)[static_cast<std::size_t>(c)]; };
        for (double nm = 400.5; nm < 700.0; nm += 1.0) units.visiblePower[c] += basis(nm) * optics::d65(nm);
        xyzFromRgb[c] = optics::xyzUnderD65(basis);
    }
    units.rgbFromXyz = glm::inverse(xyzFromRgb);
    return units;
}

double ultravioletIrradiance(const scene::Studio& studio, const LightUnits& units, const glm::dvec3& place,
                             const glm::dvec3& n) {
    // The dome's gradient is nearly even over a hemisphere: it counts as what it shows along the normal.
    const double dome = kPi * glm::dot(scene::domeRadiance(studio, n), units.visiblePower);
    double sum = studio.ultraviolet * dome;
    for (const scene::StudioLight& light : studio.lights)
        if (light.ultraviolet > 0.0)
            sum += light.ultraviolet * glm::dot(light.radiance, units.visiblePower) * cardIrradiance(light, place, n);
    return sum;
}

} // namespace vitrine::render
