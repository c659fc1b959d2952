// How a path goes on: roulette, and the queue of rays.
#ifndef VITRINE_STILL_CONTINUE_GLSL
#define VITRINE_STILL_CONTINUE_GLSL
#include "still/light.glsl"
#include "still/spectral.glsl"

const float ROULETTE_BELOW = 0.1; // mean throughput under which a path has to play
const float SURVIVAL_LEAST = 0.05;
const uint ROULETTE_BOUNCE = 5u;  // from here on every path plays
const float SURVIVAL_MOST = 0.9;

// Roulette: whether the path goes on, and if so with its throughput raised by what those that do not have lost.
bool survives(inout Spectrum throughput, uint flags, float dice)
{
    float mean = meanOf(throughput);
    float chance = clamp(mean / ROULETTE_BELOW, SURVIVAL_LEAST, 1.0);
    chance = bounceOf(flags) + 1u >= ROULETTE_BOUNCE ? min(chance, SURVIVAL_MOST) : chance;
    [[unroll]] for (int i = 0; i < WAVES; ++i) throughput.lane[i] /= chance;
    return mean > 0.0 && dice < chance;
}

// Light that reaches the ground over metal or through a stone: a caustic. A path from the eye finds the small lamps
// behind it by chance alone, a dot of a hundred times the light in one pixel of thousands, so what it sees there is
// limited to a few times a white card. The caustics of large softboxes stand; those of point-like lamps are faint
// until light is traced from the lamps.
const float CAUSTIC_LIMIT = 4.0;

vec3 seenBy(uint flags, vec3 radiance) { return (flags & FLAG_DIFFUSE) != 0u ? min(radiance, vec3(CAUSTIC_LIMIT)) : radiance; }

// Queues the ray with `pending`, the XYZ that it gathers if nothing is in its way. flags: those of the segment that
// ended, with what the new one needs to know (stone left, facet) already set.
void continuePath(uint slot, vec3 o, vec3 d, uint flags, Spectrum throughput, vec3 pending)
{
    storeThroughput(slot, throughput);
    storeRay(slot, o, d, afterBounce(flags & ~FLAG_CAMERA), pending);
    appendTo(QUEUE_RAYS + 1u - slice.parity, slot);
}
#endif
