// The studio's cards, and what lies far behind them: what light and picture know of the surroundings.
#ifndef VITRINE_STILL_CARD_GLSL
#define VITRINE_STILL_CARD_GLSL
#include "still/bindings.glsl"

const float PI = 3.14159265358979;

// A card: centre, unit axes with half lengths, radiance on the side that its normal points to. The back is black: it
// is what a photographer calls a flag.
struct Light
{
    vec3 centre;
    float chance; // of a light sample: in proportion to its power
    vec3 axisU; // unit
    float halfU;
    bool round; // an ellipse, a ring when the inner radius is above zero; else a rectangle
    vec3 axisV;
    float halfV;
    vec3 radiance; // linear Rec.709 relative to D65
    float packed;  // inner radius 0..1 in the integer part / 1024, falloff towards the rim in the fraction
};

const float LIGHT_PACK = 1024.0;

Light loadLight(uint light)
{
    uint at = frame.lightRecords + light * LIGHT_TEXELS;
    vec4 a = dressTexel(at), b = dressTexel(at + 1u), c = dressTexel(at + 2u), d = dressTexel(at + 3u);
    return Light(a.xyz, a.w, b.xyz, abs(b.w), b.w < 0.0, c.xyz, c.w, d.xyz, d.w);
}

float innerRadius(Light l) { return floor(l.packed) / LIGHT_PACK; }
float rimFalloff(Light l) { return fract(l.packed); }
float lightArea(Light l)
{
    float inner = innerRadius(l);
    return l.halfU * l.halfV * (l.round ? PI * (1.0 - inner * inner) : 4.0);
}

// 1 at the centre, 1 - falloff at the rim, smooth: a softbox is brightest before its lamp.
float lightProfile(Light l, vec2 q)
{
    float r2 = l.round ? dot(q, q) : max(q.x * q.x, q.y * q.y);
    if (innerRadius(l) > 0.0) r2 = 0.0;
    return 1.0 - rimFalloff(l) * r2;
}

// Octahedral coordinates in [0, 1)^2 of a direction, +Y at the centre.
vec2 octahedralOf(vec3 d)
{
    vec2 p = d.xz / (abs(d.x) + abs(d.y) + abs(d.z));
    if (d.y < 0.0) p = (1.0 - abs(p.yx)) * vec2(p.x >= 0.0 ? 1.0 : -1.0, p.y >= 0.0 ? 1.0 : -1.0);
    return 0.5 * p + 0.5;
}

vec3 directionOf(vec2 octahedral)
{
    vec2 p = 2.0 * octahedral - 1.0;
    float y = 1.0 - abs(p.x) - abs(p.y);
    if (y < 0.0) p = (1.0 - abs(p.yx)) * vec2(p.x >= 0.0 ? 1.0 : -1.0, p.y >= 0.0 ? 1.0 : -1.0);
    return normalize(vec3(p.x, y, p.y));
}

// Turns a world direction into the map's frame: --environment-rotation turns the map with growing azimuth.
vec3 intoMap(vec3 d)
{
    return vec3(d.x * frame.environmentCosine - d.z * frame.environmentSine, d.y,
                d.x * frame.environmentSine + d.z * frame.environmentCosine);
}
vec3 fromMap(vec3 d)
{
    return vec3(d.x * frame.environmentCosine + d.z * frame.environmentSine, d.y,
                d.z * frame.environmentCosine - d.x * frame.environmentSine);
}

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
