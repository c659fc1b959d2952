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
    // d(omega) = 4 du dv / |p|^3 with p the direction scaled onto the octahedron |x| + |y| + |z| = 1.
    float norm = 1.0 / (abs(m.x) + abs(m.y) + abs(m.z));
    return perCell * size * size * norm * norm * norm * 0.25;
}

vec3 sampleFar(vec2 u)
{
    if (ENVIRONMENT_MAP == 0) return evenDirection(u);
    float size = float(frame.aliasSize);
    float at = u.x * size * size;
    uint cell = uint(min(at, size * size - 1.0));
    vec4 entry = texelFetch(aliasTable, int(cell));
    float remainder = fract(at);
    bool keep = remainder < entry.x;
    uint chosen = keep ? cell : uint(entry.y);
    float v = keep ? remainder / entry.x : (remainder - entry.x) / max(1.0 - entry.x, 1e-7);
    // u.x has been spent on the cell; what is left of it places the point within the cell.
    vec2 corner = vec2(float(chosen % frame.aliasSize), float(chosen / frame.aliasSize));
    return fromMap(directionOf((corner + vec2(clamp(v, 0.0, 0.99999), u.y)) / size));
}

struct Seen
{
    vec3 radiance;     // linear Rec.709 relative to D65
    float probability; // of a light sample, per steradian
};

// One light's part in what a ray sees: keeps the nearest.
void lookAtLight(Light l, vec3 o, vec3 d, inout float nearest, inout Seen seen)
{
    vec3 n = cross(l.axisU, l.axisV);
    float facing = dot(n, d);
    float t = dot(n, l.centre - o) / facing;
    vec3 r = o + t * d - l.centre;
    vec2 q = vec2(dot(r, l.axisU) / l.halfU, dot(r, l.axisV) / l.halfV);
    float q2 = dot(q, q), inner = innerRadius(l);
    bool inside = l.round ? q2 <= 1.0 && q2 >= inner * inner : max(abs(q.x), abs(q.y)) <= 1.0;
    bool hit = inside && t > 0.0 && abs(facing) > 1e-6;
    bool front = facing < 0.0;
    if (hit && front)
        seen.probability += (1.0 - frame.environmentShare) * l.chance * t * t / (lightArea(l) * -facing);
    if (hit && t < nearest) {
        nearest = t;
        seen.radiance = front ? l.radiance * lightProfile(l, q) : vec3(0.0);
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
    bool far = choice < frame.environmentShare || frame.lightCount == 0u;
    float rest = (choice - frame.environmentShare) / max(1.0 - frame.environmentShare, 1e-6);
    uint chosen = 0u;
    for (uint i = 0u; i < frame.lightCount; ++i) {
        float chance = dressTexel(frame.lightRecords + i * LIGHT_TEXELS).w;
        chosen = rest >= 0.0 && rest < chance ? i : chosen;
        rest -= chance;
    }
    Light l = loadLight(chosen);
    float inner = innerRadius(l);
    float r = sqrt(mix(inner * inner, 1.0, u.x)), phi = 2.0 * PI * u.y;
    vec2 q = l.round ? r * vec2(cos(phi), sin(phi)) : 2.0 * u - 1.0;
    vec3 towards = normalize(l.centre + l.axisU * (l.halfU * q.x) + l.axisV * (l.halfV * q.y) - o);
    return far ? sampleFar(u) : towards;
}
#endif
