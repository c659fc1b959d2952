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
    bool shadow = first.w < 0.0; // of ground that is not itself in the picture: a share of its light, not light
    vec3 gathered = first.xyz + paths[pathAddress(PATH_RADIANCE, slot + frame.pathCapacity)].xyz;
    vec3 xyz = shadow ? vec3(0.0) : gathered;
    bool finite = !any(isnan(gathered)) && !any(isinf(gathered));
    if (!finite) {
        atomicAdd(queues[COUNTER_NONFINITE], 1u);
        return;
    }
    uint at = frame.filmStride * pixelOf(slot);
    film[at] += vec4(xyz, max(first.w, 0.0));
    film[at + 1u] += vec4(xyz.y * xyz.y, 1.0, shadow ? gathered.y : 0.0, 0.0);
    if (frame.filmStride > FILM_TEXELS) {
        vec3 rgb = vec3(dot(vec3(REC709_RED), xyz), dot(vec3(REC709_GREEN), xyz), dot(vec3(REC709_BLUE), xyz));
        film[at + FILM_SQUARES] += vec4(rgb * rgb, 0.0);
    }
}
