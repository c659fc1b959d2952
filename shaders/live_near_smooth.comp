// Smooths what metal mirrors in the near-field maps: four neighbouring texels see it from four places
// (live_near_trace.comp), each with the same weight in this mean. What is not metal stays as sharp as it is.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/near_geometry.glsl"
layout(local_size_x = 64) in;

// Of a texel whose stone this is: 1 where a metal is seen that does not touch the stone.
float mirrors(uint texel, uint stone)
{
    uint what = nearTexels[texel * NEAR_WORDS].x;
    bool metal = (what >> 15 & 15u) != 0u && (what & 4u) == 0u && stoneOfTexel(texel) == stone;
    return metal && live.nearField > 0.0 ? 1.0 : 0.0;
}

void main()
{
    uint texel = gl_GlobalInvocationID.x;
    uint stone = stoneOfTexel(texel);
    if (stone >= atlas.stones) return;
    uvec2 place = placeOfTexel(texel);
    // The tile's border keeps the eight around within the atlas.
    bool inner = all(greaterThan(place % atlas.tile, uvec2(0u))) && all(lessThan(place % atlas.tile, uvec2(atlas.tile - 1u)));
    float own = inner ? mirrors(texel, stone) : 0.0;
    float sum[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) sum[l] = 0.0;
    float weights = 0.0;
    [[unroll]] for (int i = 0; i < 9; ++i) {
        ivec2 offset = ivec2(i % 3 - 1, i / 3 - 1);
        uint other = uint(int(texel) + (inner ? offset.y * int(atlas.width) + offset.x : 0));
        float weight = float((2 - abs(offset.x)) * (2 - abs(offset.y))) * (i == 4 ? 1.0 : own * mirrors(other, stone));
        weights += weight;
        [[unroll]] for (int l = 0; l < WAVES; ++l) sum[l] += weight * nearLight[other * WAVES + uint(l)];
    }
    [[unroll]] for (int l = 0; l < WAVES; ++l) imageStore(nearStore, ivec3(place, l), vec4(sum[l] / weights));
}
