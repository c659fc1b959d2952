// From the world to the picture, by the very vectors that the eye's rays are made from, so that the rasteriser and the
// rays agree to rounding.
#ifndef VITRINE_LIVE_VERTEX_GLSL
#define VITRINE_LIVE_VERTEX_GLSL
#include "live/bindings.glsl"

vec4 clipFromWorld(vec3 p)
{
    vec3 v = p - frame.eye;
    float parallel = frame.orthographic != 0u ? 1.0 : 0.0;
    float depth = dot(v, frame.forward);
    float x = dot(v, frame.right) / dot(frame.right, frame.right), y = dot(v, frame.up) / dot(frame.up, frame.up);
    float w = mix(depth, 1.0, parallel);
    float range = 1.0 / (live.farPlane - live.nearPlane);
    float z = mix(live.farPlane * (depth - live.nearPlane) * range, (depth - live.nearPlane) * range, parallel);
    // A pixel's sample lies off its middle by the jitter, so the piece moves the other way.
    vec2 shift = -2.0 * live.jitter / vec2(float(frame.width), float(frame.height));
    return vec4(x + shift.x * w, -y + shift.y * w, z, w);
}
#endif
