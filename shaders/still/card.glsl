// The studio's cards, and what lies far behind them: what light and picture know of the surroundings.
#ifndef VITRINE_STILL_CARD_GLSL
#define VITRINE_STILL_CARD_GLSL
#include "shared/light.glsl"
#include "still/bindings.glsl"

const float PI = 3.14159265358979;

Light loadLight(uint light)
{
    uint at = frame.lightRecords + light * LIGHT_TEXELS;
    vec4 a = dressTexel(at), b = dressTexel(at + 1u), c = dressTexel(at + 2u), d = dressTexel(at + 3u);
    return Light(a.xyz, a.w, b.xyz, abs(b.w), b.w < 0.0, c.xyz, c.w, d.xyz, d.w);
}

float rimFalloff(Light l) { return fract(l.packed); }

// 1 at the centre, 1 - falloff at the rim, smooth: a softbox is brightest before its lamp.
float lightProfile(Light l, vec2 q)
{
    float r2 = l.round ? dot(q, q) : max(q.x * q.x, q.y * q.y);
    if (innerRadius(l) > 0.0) r2 = 0.0;
    return 1.0 - rimFalloff(l) * r2;
}

// Turns a world direction into the map's frame: --environment-rotation turns the map with growing azimuth.
vec3 intoMap(vec3 d) { return intoTurned(d, frame.environmentCosine, frame.environmentSine); }
vec3 fromMap(vec3 d) { return fromTurned(d, frame.environmentCosine, frame.environmentSine); }

vec3 mapTexel(ivec2 p)
{
    int size = int(frame.environmentSize);
    p = clamp(p, ivec2(0), ivec2(size - 1));
    return texelFetch(environment, p.y * size + p.x).xyz;
}

// Radiance from far away in direction d, linear Rec.709 relative to D65.
vec3 farRadiance(vec3 d)
{
    if (ENVIRONMENT_MAP == 1) {
        vec2 p = octahedralOf(intoMap(d)) * float(frame.environmentSize) - 0.5;
        vec2 f = fract(p);
        ivec2 i = ivec2(floor(p));
        vec3 low = mix(mapTexel(i), mapTexel(i + ivec2(1, 0)), f.x);
        vec3 high = mix(mapTexel(i + ivec2(0, 1)), mapTexel(i + ivec2(1, 1)), f.x);
        return mix(low, high, f.y) * frame.environmentScale;
    }
    float s = abs(d.y);
    float t = s * (2.0 - s); // rises quickly from the horizon, flat at the zenith
    return mix(frame.domeHorizon, d.y > 0.0 ? frame.domeZenith : frame.domeNadir, t) * frame.environmentScale;
}
#endif
