// Lights the near-field maps for this frame's lights and materials: each texel's chain of reflections is known, only
// what it ends on and what the metals on its way are made of change.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/near_geometry.glsl"
layout(local_size_x = 64) in;

void main()
{
    uint texel = gl_GlobalInvocationID.x;
    if (stoneOfTexel(texel) >= atlas.stones) return;
    uvec4 a = nearTexels[texel * NEAR_WORDS], b = nearTexels[texel * NEAR_WORDS + 1];
    vec2 spreadAndFacing = unpackHalf2x16(a.z);
    Chain chain;
    chain.origin = uintBitsToFloat(b.xyz);
    chain.direction = directionOf(0.5 * unpackSnorm2x16(b.w) + 0.5);
    chain.end = a.x & 3u;
    bool contact = (a.x & 4u) != 0u;
    chain.stone = (a.x >> 3) & 0xfffu;
    chain.count = (a.x >> 15) & 15u;
    chain.surface = a.x >> 19;
    chain.cosine = uintBitsToFloat(a.y);
    chain.spread = spreadAndFacing.x;
    chain.normal = chain.direction * spreadAndFacing.y; // as far as its cosine with the direction goes
    // Without the piece, the direction itself, out into the open.
    bool alone = live.nearField <= 0.0;
    StonePlace stone = placeOfStone(stoneOfTexel(texel));
    chain.end = alone ? END_ESCAPES : chain.end;
    chain.count = alone ? 0u : chain.count;
    chain.origin = alone ? stone.centre : chain.origin;
    chain.direction = alone ? outOfStone(stone, directionOfTexel(texel)) : chain.direction;
    contact = contact && !alone;
    Sent sent = sentBack(chain);
    float mirrored = contact ? 0.0 : sent.mirrored;

    nearLight[placeOfLight(texel, WAVES)] = chain.count > 0u && !contact ? 1.0 : 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float F = chainReflectance(chain, l);
        float through = sent.through ? (1.0 - mirrored) * heldBy(chain.stone, l) : 0.0;
        nearLight[placeOfLight(texel, l)] = F * (mirrored * dot(sent.rgb, laneBasis(l)) + through);
    }
}
