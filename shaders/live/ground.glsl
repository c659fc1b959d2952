// The ground as the live view lights it: what reaches it unhindered is tabulated (render/still_frame.h), and what the
// piece holds off by cells of the sky above each point of a grid, traced once for a piece.
#ifndef VITRINE_LIVE_GROUND_GLSL
#define VITRINE_LIVE_GROUND_GLSL
#include "live/bindings.glsl"
#include "still/card.glsl"

layout(set = 0, binding = BINDING_GROUND) uniform sampler2D openShares;
layout(set = 0, binding = BINDING_GROUND_FAR) uniform sampler2D unhindered;

// Where a point from -1 to 1 lies in an image whose outermost texels stand for the ends.
vec2 tablePlace(vec2 at, sampler2D table)
{
    vec2 size = vec2(textureSize(table, 0));
    return (clamp(at * 0.5 + 0.5, vec2(0.0), vec2(1.0)) * (size - 1.0) + 0.5) / size;
}

// Of the plane without the piece. The table is made for azimuth 0; the studio turns about its centre.
vec3 unhinderedIrradiance(vec2 at)
{
    vec2 v = at - live.groundCentre.xz;
    vec2 turned = vec2(v.x * live.groundCosine - v.y * live.groundSine, v.x * live.groundSine + v.y * live.groundCosine);
    return textureLod(unhindered, tablePlace((turned + live.groundCentre.xz) / frame.groundExtent, unhindered), 0.0).xyz;
}

// Share of the unhindered irradiance that the piece lets through, by colour.
vec3 openShare(vec2 at)
{
    vec2 q = (at - live.groundCentre.xz) / live.groundReach;
    vec3 share = textureLod(openShares, tablePlace(q, openShares), 0.0).xyz;
    return mix(share, vec3(1.0), smoothstep(0.7, 1.0, max(abs(q.x), abs(q.y))));
}

// Radiance of the ground at x seen along d, linear Rec.709: it fades into what lies behind it towards the horizon.
vec3 groundRadiance(vec3 x, vec3 d)
{
    float fade = smoothstep(0.2, 1.0, length(x.xz) / frame.groundExtent);
    vec3 behind = farRadiance(normalize(vec3(d.x, 0.0, d.z) + vec3(0.0, 1e-4, 0.0)));
    vec3 lit = frame.groundAlbedo * unhinderedIrradiance(x.xz) * openShare(x.xz) / PI;
    return mix(lit, behind, fade);
}
#endif
