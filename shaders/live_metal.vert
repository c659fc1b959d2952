// The metals of the piece, in world space.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/vertex.glsl"
layout(location = 0) in vec3 position;
layout(location = 1) in vec2 packedNormal;
layout(location = 2) in uint surfaceIn;
layout(location = 0) out vec3 normal;
layout(location = 1) flat out uint surface;
layout(location = 2) out vec3 world;
invariant gl_Position;

void main()
{
    vec3 n = vec3(packedNormal, 1.0 - abs(packedNormal.x) - abs(packedNormal.y));
    if (n.z < 0.0) n.xy = (1.0 - abs(n.yx)) * vec2(n.x >= 0.0 ? 1.0 : -1.0, n.y >= 0.0 ? 1.0 : -1.0);
    normal = normalize(n);
    surface = surfaceIn;
    world = position;
    gl_Position = clipFromWorld(position);
}
