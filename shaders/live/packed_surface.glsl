// What the visibility pass keeps of a metal in 32 bits: its normal, octahedral in twice 13 bits, and how much the surface
// bends across the pixel in 6.
#ifndef VITRINE_LIVE_PACKED_SURFACE_GLSL
#define VITRINE_LIVE_PACKED_SURFACE_GLSL

#include "live/bend.glsl"

uint packSurface(vec3 n, float bend)
{
    vec2 p = n.xy / (abs(n.x) + abs(n.y) + abs(n.z));
    if (n.z < 0.0) p = (1.0 - abs(p.yx)) * vec2(p.x >= 0.0 ? 1.0 : -1.0, p.y >= 0.0 ? 1.0 : -1.0);
    uvec2 q = uvec2(clamp((0.5 * p + 0.5) * 8191.0 + 0.5, vec2(0.0), vec2(8191.0)));
    uint b = uint(sqrt(min(bend / MOST_BEND, 1.0)) * 63.0 + 0.5);
    return q.x | q.y << 13 | b << 26;
}

vec3 surfaceNormal(uint packed)
{
    vec2 p = vec2(float(packed & 8191u), float((packed >> 13) & 8191u)) / 8191.0 * 2.0 - 1.0;
    vec3 n = vec3(p, 1.0 - abs(p.x) - abs(p.y));
    if (n.z < 0.0) n.xy = (1.0 - abs(n.yx)) * vec2(n.x >= 0.0 ? 1.0 : -1.0, n.y >= 0.0 ? 1.0 : -1.0);
    return normalize(n);
}

float surfaceBend(uint packed)
{
    float b = float(packed >> 26) / 63.0;
    return b * b * MOST_BEND;
}
#endif
