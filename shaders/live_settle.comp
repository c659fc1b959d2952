// Puts the means of the traced samples into the picture.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/sums.glsl"
layout(local_size_x = 64) in;

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= listLength(LIST_EDGE)) return;
    vec4 sum = sumOf(entry);
    imageStore(lightStore, ivec2(listEntry(LIST_EDGE, entry)), vec4(sum.xyz / sum.w, 1.0));
}
