// Smooths what metal mirrors in the near-field maps: four neighbouring texels see it from four places
// (live_near_trace.comp), and this is the mean over a texel and
// the next ones right and below, which are always of all four. What is not metal stays as sharp as it is.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/near_geometry.glsl"
layout(local_size_x = 64) in;

void main()
{
    uint texel = gl_GlobalInvocationID.x;
    uint stone = stoneOfTexel(texel);
    if (stone >= atlas.stones) return;
    uvec2 place = placeOfTexel(texel), within = place % atlas.tile;
    // A tile has a border, so that the next texels of an inner one are its stone's too.
    bool inner = all(greaterThan(within, uvec2(0u))) && all(lessThan(within, uvec2(atlas.tile - 1u)));
    float own = inner ? nearLight[placeOfLight(texel, WAVES)] : 0.0;
    float sum[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) sum[l] = nearLight[placeOfLight(texel, l)];
    float weights = 1.0;
    [[unroll]] for (uint i = 1u; i < 4u; ++i) {
        uint other = texel + (inner ? (i & 1u) + (i >> 1) * atlas.width : 0u);
        float weight = own * nearLight[placeOfLight(other, WAVES)];
        weights += weight;
        [[unroll]] for (int l = 0; l < WAVES; ++l) sum[l] += weight * nearLight[placeOfLight(other, l)];
    }
    [[unroll]] for (int l = 0; l < WAVES; ++l) imageStore(nearStore, ivec3(place, l), vec4(sum[l] / weights));
}
