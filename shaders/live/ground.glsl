// The ground as the live view lights it: what reaches it unhindered is tabulated (render/still_frame.h), and what the
// piece holds off by cells of the sky above each point of a grid, traced once for a piece.
#ifndef VITRINE_LIVE_GROUND_GLSL
#define VITRINE_LIVE_GROUND_GLSL
#include "live/bindings.glsl"
#include "still/card.glsl"

layout(set = 0, binding = BINDING_GROUND) uniform textureBuffer openness;

// Bilinear in a square table of `edge` entries a side that begins at `first`.
vec2 tablePlace(vec2 at, float edge) { return clamp(at * 0.5 + 0.5, vec2(0.0), vec2(1.0)) * (edge - 1.0); }

vec3 irradianceEntry(ivec2 p)
{
    int size = int(frame.groundTableSize);
    p = clamp(p, ivec2(0), ivec2(size - 1));
    return texelFetch(tables, int(frame.albedoSize * frame.albedoSize) + p.y * size + p.x).xyz;
}

// Of the plane without the piece. The table is made for azimuth 0; the studio turns about its centre.
vec3 unhinderedIrradiance(vec2 at)
{
    vec2 v = at - live.groundCentre.xz;
    vec2 turned = vec2(v.x * live.groundCosine - v.y * live.groundSine, v.x * live.groundSine + v.y * live.groundCosine);
    vec2 p = tablePlace((turned + live.groundCentre.xz) / frame.groundExtent, float(frame.groundTableSize));
    vec2 f = fract(p);
    ivec2 i = ivec2(p);
    return mix(mix(irradianceEntry(i), irradianceEntry(i + ivec2(1, 0)), f.x),
               mix(irradianceEntry(i + ivec2(0, 1)), irradianceEntry(i + ivec2(1, 1)), f.x), f.y);
}

vec3 opennessEntry(ivec2 p)
{
    p = clamp(p, ivec2(0), ivec2(GROUND_GRID - 1));
    return texelFetch(openness, p.y * GROUND_GRID + p.x).xyz;
}

// Share of the unhindered irradiance that the piece lets through, by colour.
vec3 openShare(vec2 at)
{
    vec2 q = (at - live.groundCentre.xz) / live.groundReach;
    vec2 p = tablePlace(q, float(GROUND_GRID));
    vec2 f = fract(p);
    ivec2 i = ivec2(p);
    vec3 share = mix(mix(opennessEntry(i), opennessEntry(i + ivec2(1, 0)), f.x),
                     mix(opennessEntry(i + ivec2(0, 1)), opennessEntry(i + ivec2(1, 1)), f.x), f.y);
    float rim = smoothstep(0.75, 1.0, max(abs(q.x), abs(q.y)));
    return mix(share, vec3(1.0), rim);
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
