// What a stone emits under ultraviolet light, as engine/render/glow.h has it: the same record for still and live view.
#ifndef VITRINE_STONE_GLOW_GLSL
#define VITRINE_STONE_GLOW_GLSL
#include "shared/fresnel.glsl"
#include "shared/glow.glsl"

struct Glow
{
    vec3 rgb;         // radiance for each mm of a ray inside that arrives, relative to the illuminant, linear Rec.709
    float ior;        // of the light emitted
    float absorption; // 1/mm
};

const float GLOW_ENOUGH = 1e-4; // of a ray's energy, which is left to the mean chord

Glow glowOf(uint stone)
{
    uvec4 record = dressBits(frame.stoneSpecies + frame.stoneCount + stone);
    vec2 optics = unpackHalf2x16(record.w);
    return Glow(uintBitsToFloat(record.xyz), optics.x, optics.y);
}
#endif
