// Adds the sample that has just ended to the film: XYZ and coverage, and the square of Y for the variance. A sample that
// is not finite is counted and left out, never spread.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/path.glsl"
layout(local_size_x = 64) in;

void main()
{
    uint slot = gl_GlobalInvocationID.x;
    if (slot >= slice.pixelCount) return;
    vec4 first = paths[pathAddress(PATH_RADIANCE, slot)];
    vec3 xyz = first.xyz + paths[pathAddress(PATH_RADIANCE, slot + frame.pathCapacity)].xyz;
    bool finite = !any(isnan(xyz)) && !any(isinf(xyz));
    if (!finite) {
        atomicAdd(queues[COUNTER_NONFINITE], 1u);
        return;
    }
    uint at = frame.filmStride * pixelOf(slot);
    film[at] += vec4(xyz, first.w);
    film[at + 1u] += vec4(xyz.y * xyz.y, 1.0, 0.0, 0.0);
}
