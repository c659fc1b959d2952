// What a ray sees when no part of the piece is in its way: the studio's finite lights before a dome or a map, and the
// probability that a light sample would have chosen that direction.
#ifndef VITRINE_STILL_LIGHT_GLSL
#define VITRINE_STILL_LIGHT_GLSL
#include "still/card.glsl"
#include "still/sampling.glsl"

// Probability per steradian that sampleFar draws d. The dome is drawn uniformly, the map by its luminance.
float farProbability(vec3 d)
{
    if (ENVIRONMENT_MAP == 0) return 1.0 / (4.0 * PI);
    vec3 m = intoMap(d);
    float size = float(frame.aliasSize);
    ivec2 cell = ivec2(min(octahedralOf(m) * size, vec2(size - 1.0)));
    float perCell = texelFetch(aliasTable, cell.y * int(frame.aliasSize) + cell.x).z;
    return cellPdf(perCell, size, m);
}

vec3 sampleFar(vec2 u)
{
    if (ENVIRONMENT_MAP == 0) return evenDirection(u);
    float size = float(frame.aliasSize);
    float at = u.x * size * size;
    uint cell = uint(min(at, size * size - 1.0));
    vec4 entry = texelFetch(aliasTable, int(cell));
    // u.x has been spent on the cell; what is left of it places the point within the cell.
    AliasDraw drawn = aliasDraw(cell, fract(at), entry.x, uint(entry.y));
    return fromMap(directionInCell(drawn, frame.aliasSize, u.y));
}

struct Seen
{
    vec3 radiance;     // linear Rec.709 relative to D65
    float probability; // of a light sample, per steradian
};

// One light's part in what a ray sees: keeps the nearest.
void lookAtLight(Light l, vec3 o, vec3 d, inout float nearest, inout Seen seen)
{
    LightHit met = meetLight(l, o, d);
    if (met.hit && met.front) seen.probability += lightPdf(l, 1.0 - frame.environmentShare, met);
    if (met.hit && met.t < nearest) {
        nearest = met.t;
        seen.radiance = met.front ? l.radiance * lightProfile(l, met.q) : vec3(0.0);
    }
}

Seen lookFrom(vec3 o, vec3 d)
{
    Seen seen = Seen(farRadiance(d), frame.environmentShare * farProbability(d));
    float nearest = 1e30;
    for (uint i = 0u; i < frame.lightCount; ++i) lookAtLight(loadLight(i), o, d, nearest, seen);
    return seen;
}

// A direction towards the lights or the environment; its probability is lookFrom's.
vec3 sampleTowardsLight(vec3 o, float choice, vec2 u)
{
    bool far = choosesFar(choice, frame.environmentShare) || frame.lightCount == 0u;
    LightChoice chosen = startChoice(choice, frame.environmentShare);
    for (uint i = 0u; i < frame.lightCount; ++i)
        chosen = passLight(chosen, i, dressTexel(frame.lightRecords + i * LIGHT_TEXELS).w);
    vec3 towards = sampleLight(loadLight(chosen.light), o, u);
    return far ? sampleFar(u) : towards;
}
#endif
