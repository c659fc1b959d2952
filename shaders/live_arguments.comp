// The dispatch over a list of pixels, for vkCmdDispatchIndirect.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/picture.glsl"
layout(local_size_x = 1) in;
layout(constant_id = 20) const int WHICH = 0;

void main()
{
    arguments[3 * WHICH] = (listLength(uint(WHICH)) + 63u) / 64u;
    arguments[3 * WHICH + 1] = 1u;
    arguments[3 * WHICH + 2] = 1u;
}
