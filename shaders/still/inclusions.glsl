// A path's fan among the inclusions of a leg. Whether one scatters it is drawn by the mean over the wavelengths that share
// its sequence, as it is at a facet whether it leaves: those that pass the inclusion by are scattered not at all.
//
// Each inclusion is drawn for by itself, in any order, and the first on the way that is drawn has the path. One behind it
// then has weighed the wavelengths for nothing: by s / m with the chance m and by (1 - s) / (1 - m) else, in the mean by 1.
#ifndef VITRINE_STILL_INCLUSIONS_GLSL
#define VITRINE_STILL_INCLUSIONS_GLSL
#include "shared/sampling.glsl"
#include "still/stone.glsl"
#include "stone/inclusion.glsl"

const uint NO_FACET = 0xffffu;

// From there all wavelengths go on as one ray, what they have lost on their way so far in their energy.
void reopenFan(inout Fan fan, vec3 p, vec3 direction)
{
    fan.P = p;
    fan.D = direction;
    fan.N = direction;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        fan.b[l] = 1.0 - fan.a[l];
        fan.travelled[l] = 0.0;
        fan.cosine[l] = 1.0;
    }
}

// Where a leg ends that an inclusion does.
struct Scattering
{
    bool happens;
    float heroAt; // as far as the hero has travelled
    uint which;
};

Scattering drawScattering(Inclusions list, inout Fan fan, Leg leg, inout uint stream)
{
    Scattering first = Scattering(false, 1e30, 0u);
    uint cursor = 0u;
    do {
        bool found = findInclusion(list, leg, cursor);
        uint which = cursor - 1u;
        Meeting met = meetInclusion(inclusionOf(list, which), which < list.grains, fan, leg, 0.0);
        float energy = 0.0, chance = 0.0;
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            met.share[l] = found ? met.share[l] : 0.0;
            energy += fan.energy[l];
            chance += fan.energy[l] * met.share[l];
        }
        chance /= max(energy, 1e-30);
        bool drawn = nextFrom(stream) < chance;
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            float weight = drawn ? met.share[l] / max(chance, 1e-30) : (1.0 - met.share[l]) / max(1.0 - chance, 1e-6);
            // A wavelength whose light has gone stays one of those that share the sequence.
            fan.energy[l] = fan.energy[l] > 0.0 ? max(fan.energy[l] * weight, KEPT_IN) : 0.0;
        }
        bool sooner = drawn && met.heroAt < first.heroAt;
        first.happens = first.happens || drawn;
        first.heroAt = sooner ? met.heroAt : first.heroAt;
        first.which = sooner ? which : first.which;
    } while (cursor < list.count);
    return first;
}

// Whether the path is scattered on the leg; then the fan and the walk are at the inclusion.
bool scattersOnLeg(StoneRecord stone, Inclusions list, inout Fan fan, inout Walk walk, Leg leg, inout uint stream)
{
    Scattering scattering = drawScattering(list, fan, leg, stream);
    Inclusion inclusion = inclusionOf(list, scattering.which);
    bool grain = scattering.which < list.grains;
    float path = scattering.heroAt;
    vec3 at = grain ? inclusion.centre : leg.x + (path - leg.begin) * leg.direction;
    float first = nextFrom(stream), second = nextFrom(stream);
    if (!scattering.happens) return false;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float kept = (grain ? inclusion.nature : 1.0) * exp(-speciesAt(stone.species, l).y * path);
        fan.energy[l] = fan.energy[l] > 0.0 ? max(fan.energy[l] * kept, KEPT_IN) : 0.0;
    }
    walk.x = at;
    walk.facet = NO_FACET;
    reopenFan(fan, at, evenDirection(vec2(first, second)));
    return true;
}
#endif
