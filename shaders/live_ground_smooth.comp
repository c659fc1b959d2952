// Smooths the share of light over the ground's grid and makes an image of it.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/ground_cells.glsl"
layout(local_size_x = 64) in;
layout(scalar, set = 0, binding = BINDING_GROUND_LIGHT) readonly buffer GroundLightBlock { vec4 groundLight[]; };
layout(set = 0, binding = BINDING_GROUND_STORE, rgba16f) uniform writeonly image2D groundStore;

void main()
{
    uint point = gl_GlobalInvocationID.x;
    ivec2 p = ivec2(point % GROUND_GRID, point / GROUND_GRID);
    vec3 sum = vec3(0.0);
    float all = 0.0;
    for (int y = -2; y <= 2; ++y)
        for (int x = -2; x <= 2; ++x) {
            ivec2 q = clamp(p + ivec2(x, y), ivec2(0), ivec2(GROUND_GRID - 1));
            float weight = (3.0 - abs(float(x))) * (3.0 - abs(float(y)));
            sum += weight * groundLight[q.y * GROUND_GRID + q.x].xyz;
            all += weight;
        }
    if (point < uint(GROUND_GRID * GROUND_GRID)) imageStore(groundStore, p, vec4(sum / all, 1.0));
}
