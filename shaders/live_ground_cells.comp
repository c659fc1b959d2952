// What each cell of the sky sends to the ground in this frame's light, times solid angle and cosine; and what stones let
// through of it.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/ground_cells.glsl"
#include "live/reflections.glsl"
layout(local_size_x = 64) in;
layout(scalar, set = 0, binding = BINDING_GROUND_LIGHT) buffer GroundLightBlock { vec4 groundLight[]; };

// A lossless stone lets about half of the light through to the ground and returns the other; of that half what it does not
// absorb. By colour, as a mean over the first stones.
vec3 throughStones()
{
    uint count = min(frame.stoneCount, 8u) + laneZero(frame.eye);
    vec3 sum = vec3(0.0), all = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float through = 0.0;
        for (uint s = 0u; s < count; ++s) through += shareHeldBy(s, l);
        sum += laneBasis(l) * through;
        all += laneBasis(l) * float(max(count, 1u));
    }
    return 0.5 * sum / all;
}

void main()
{
    uint cell = gl_GlobalInvocationID.x;
    if (cell == uint(GROUND_CELLS)) groundLight[uint(GROUND_GRID * GROUND_GRID) + cell] = vec4(throughStones(), 0.0);
    if (cell >= uint(GROUND_CELLS)) return;
    vec3 d = cellDirection(cell);
    vec3 o = vec3(live.groundCentre.x, frame.groundHeight, live.groundCentre.z);
    groundLight[uint(GROUND_GRID * GROUND_GRID) + cell] = vec4(softRadiance(o, d, 0.7 / float(GROUND_CELLS_EDGE)) * cellWeight(cell), 0.0);
}
