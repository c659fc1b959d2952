// What the eye sees where the piece is not.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/live_layout.glsl"
layout(location = 0) in vec3 xyz;
layout(location = 1) in float ground;
layout(location = 0) out vec4 light;
layout(location = 1) out uvec2 identity;

void main()
{
    light = vec4(xyz, 1.0);
    identity = uvec2(ground > 0.5 ? IDENTITY_GROUND : 0u, 0u);
}
