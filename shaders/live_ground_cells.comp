// What each cell of the sky sends to the ground in this frame's light, times solid angle and cosine.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/ground_cells.glsl"
#include "live/surroundings.glsl"
layout(local_size_x = 64) in;
layout(scalar, set = 0, binding = BINDING_GROUND_LIGHT) buffer GroundLightBlock { vec4 groundLight[]; };

void main()
{
    uint cell = gl_GlobalInvocationID.x;
    if (cell >= uint(GROUND_CELLS)) return;
    vec3 d = cellDirection(cell);
    vec3 o = vec3(live.groundCentre.x, frame.groundHeight, live.groundCentre.z);
    groundLight[uint(GROUND_GRID * GROUND_GRID) + cell] = vec4(softRadiance(o, d, 0.7 / float(GROUND_CELLS_EDGE)) * cellWeight(cell), 0.0);
}
