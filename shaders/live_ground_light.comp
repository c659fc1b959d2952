// The share of the ground's light that the piece lets through, by colour, at each point of the grid.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/ground_cells.glsl"
layout(local_size_x = 64) in;
layout(scalar, set = 0, binding = BINDING_GROUND_LIGHT) buffer GroundLightBlock { vec4 groundLight[]; };

void main()
{
    uint point = gl_GlobalInvocationID.x;
    bool real_ = point < uint(GROUND_GRID * GROUND_GRID);
    const uint words = uint(GROUND_GRID * GROUND_GRID * GROUND_WORDS), lights = uint(GROUND_GRID * GROUND_GRID);
    vec3 all = vec3(0.0), open = vec3(0.0), throughStones = groundLight[lights + uint(GROUND_CELLS)].xyz;
    for (uint part = 0u; part < uint(GROUND_WORDS); ++part) {
        uint word = (real_ ? point : 0u) * GROUND_WORDS + part, bits = groundBits[word], stones = groundBits[words + word];
        for (uint bit = 0u; bit < 32u; ++bit) {
            uint cell = part * 32u + bit;
            vec3 sent = groundLight[lights + min(cell, uint(GROUND_CELLS - 1))].xyz *
                        (cell < uint(GROUND_CELLS) ? 1.0 : 0.0);
            all += sent;
            open += sent * (float((bits >> bit) & 1u) + throughStones * float((stones >> bit) & 1u));
        }
    }
    if (real_) groundLight[point] = vec4(open / max(all, vec3(1e-9)), 0.0);
}
