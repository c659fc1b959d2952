// What the eye sees where the piece is not: the ground, and far behind it the surroundings.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/ground.glsl"
layout(location = 0) out vec4 light;
layout(location = 1) out uvec2 identity;

void main()
{
    EyeRay eye = eyeRay(gl_FragCoord.xy + live.jitter);
    float t = (frame.groundHeight - eye.origin.y) / eye.direction.y;
    bool ground = frame.groundOn != 0u && eye.direction.y < 0.0 && t > 0.0;
    vec3 rgb = ground ? groundRadiance(eye.origin + t * eye.direction, eye.direction) : farRadiance(eye.direction);
    light = vec4(xyzOf(rgb), 1.0);
    identity = uvec2(ground ? IDENTITY_GROUND : 0u, 0u);
}
