// Sorts the pixels by what is still to be done for them: metals are lit, worked ones by a kernel of their own, and pixels are traced again where a neighbour
// shows another thing or came by another sequence of facets.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/picture.glsl"
layout(local_size_x = 16, local_size_y = 4) in;
layout(constant_id = 20) const int WHICH = 0; // 0: metals, 1: edges

uvec2 identityAt(ivec2 p, ivec2 size) { return texelFetch(identities, clamp(p, ivec2(0), size - 1), 0).xy; }

uint listOfMetal(uint surface)
{
    uvec4 head = dressBits(frame.surfaceRecords + surface * SURFACE_TEXELS);
    return head.x == SURFACE_METAL && (head.w & WORKED) != 0u ? LIST_WORKED : LIST_METAL;
}

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy), size = ivec2(frame.width, frame.height);
    bool inside = p.x < size.x && p.y < size.y;
    uvec2 here = identityAt(p, size);
    bool wanted;
    uint list = uint(WHICH);
    if (WHICH == 0) {
        wanted = here.x >= IDENTITY_METAL;
        list = listOfMetal(wanted ? here.x & IDENTITY_INDEX : 0u);
    } else {
        wanted = false;
        bool metal = here.x >= IDENTITY_METAL;
        [[unroll]] for (int i = 0; i < 4; ++i) {
            ivec2 step = i == 0 ? ivec2(1, 0) : i == 1 ? ivec2(-1, 0) : i == 2 ? ivec2(0, 1) : ivec2(0, -1);
            uvec2 there = identityAt(p + step, size);
            wanted = wanted || there.x != here.x || (!metal && there.y != here.y);
        }
    }
    if (inside && wanted) appendPixel(list, uvec2(p));
}
