// Lists the pixels of metals, those of worked ones apart: they are lit by a kernel of their own.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/picture.glsl"
layout(local_size_x = 16, local_size_y = 4) in;

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy);
    bool inside = p.x < int(frame.width) && p.y < int(frame.height);
    uint here = texelFetch(identities, inside ? p : ivec2(0), 0).x;
    bool wanted = inside && here >= IDENTITY_METAL;
    uint list = listOfMetal(wanted ? here & IDENTITY_INDEX : 0u);
    if (wanted) appendPixel(list, uvec2(p));
}
