// A fan among the inclusions of a leg, as the live view follows it: of every wavelength the share that is scattered shows
// it in the light that comes from all around, the rest goes on. Of several on one leg the mean is seen, whatever their order.
#ifndef VITRINE_LIVE_INCLUSIONS_GLSL
#define VITRINE_LIVE_INCLUSIONS_GLSL
#include "live/bindings.glsl"
#include "stone/inclusion.glsl"

// footprint: of a pixel, widths; even: radiance of light from all around, as it gets out of the stone. What is seen is added
// to `seen`.
void veilLeg(Inclusions list, inout Fan fan, Leg leg, float footprint, float even[WAVES], vec2 band[WAVES], inout float seen[WAVES])
{
    float rest[WAVES], shares[WAVES], shown[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        rest[l] = 1.0;
        shares[l] = 0.0;
        shown[l] = 0.0;
    }
    leg.reach += footprint;
    uint cursor = 0u;
    do {
        bool found = findInclusion(list, leg, cursor);
        uint which = cursor - 1u;
        bool grain = which < list.grains;
        Inclusion inclusion = inclusionOf(list, which);
        Meeting met = meetInclusion(inclusion, grain, fan, leg, footprint);
        float albedo = grain ? inclusion.nature : 1.0;
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            float share = found ? met.share[l] : 0.0;
            rest[l] *= 1.0 - share;
            shares[l] += share;
            shown[l] += share * albedo * throughBand(band[l], max(met.heroAt, 0.0));
        }
    } while (cursor < list.count);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        seen[l] += fan.energy[l] * (1.0 - rest[l]) * even[l] * shown[l] / max(shares[l], 1e-6);
        fan.energy[l] *= rest[l];
    }
}
#endif
