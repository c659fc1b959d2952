// Which metal the eye sees, and how its surface lies; live_metal.comp lights it.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/packed_surface.glsl"
#include "shared/live_layout.glsl"
layout(location = 0) in vec3 normalIn;
layout(location = 1) flat in uint surface;
layout(location = 0) out uvec2 identity;

void main()
{
    vec3 n = normalize(gl_FrontFacing ? normalIn : -normalIn);
    // Over half a pixel the reflection turns by the normal's change over a whole one; the lobe that is as wide as that box
    // has half its width, for its tails are long.
    identity = uvec2(IDENTITY_METAL | surface, packSurface(n, 0.5 * max(length(dFdx(normalIn)), length(dFdy(normalIn)))));
}
