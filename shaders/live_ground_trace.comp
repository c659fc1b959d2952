// Which cells of the sky each point of the ground's grid sees past the piece, as bits. Once for a piece, a few rows of
// the grid at a time.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/ground_cells.glsl"
#include "live/reflections.glsl"
layout(local_size_x = 64) in;
layout(push_constant) uniform SliceBlock { uint firstWord; };

void main()
{
    uint word = firstWord + gl_GlobalInvocationID.x;
    uint point = min(word / GROUND_WORDS, uint(GROUND_GRID * GROUND_GRID - 1)), part = word % GROUND_WORDS;
    vec3 x = groundPoint(point);
    uint open = 0u, stones = 0u;
    for (uint bit = 0u; bit < 32u; ++bit) {
        uint cell = part * 32u + bit;
        // Another place within the cell at each point: the smoothing makes one soft shadow of what would be many hard ones.
        vec2 within = fract(vec2(0.7548776662, 0.5698402910) * float(point * 7u + cell * 3u));
        Met met = meetPiece(x, cellDirectionAt(min(cell, uint(GROUND_CELLS - 1)), within), 1e9);
        // What stops light sends it on: metal mirrors most of it, and a part of that reaches the ground elsewhere. On average
        // that is as if so many of the cells were open.
        uint dice = (point * 7u + point / GROUND_GRID * 3u + cell * 5u) & 7u;
        bool stone = met.identity != 0u && met.identity < IDENTITY_METAL;
        bool lets = met.identity == 0u || (!stone && dice < 3u);
        open |= lets ? 1u << bit : 0u;
        stones |= stone ? 1u << bit : 0u;
    }
    const uint words = uint(GROUND_GRID * GROUND_GRID * GROUND_WORDS);
    if (word < words) {
        groundBits[word] = open;
        groundBits[words + word] = stones;
    }
}
