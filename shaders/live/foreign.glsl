// A glTF material that the eye sees: what is mirrored, what is scattered, what comes through.
#ifndef VITRINE_LIVE_FOREIGN_GLSL
#define VITRINE_LIVE_FOREIGN_GLSL
#include "live/gathered.glsl"
#include "live/reflections.glsl"
#include "still/material.glsl"

const uint LAYERS = 3u; // that are looked through: both sides of a watch's glass, and what lies below

struct MaterialHit
{
    Material material;
    float t;
    bool foreign; // else there is nothing, or no glTF material
};

// The material of the nearest surface along a ray; normal: zero for the surface's own.
MaterialHit materialAlong(vec3 o, vec3 d, float limit, vec3 normal)
{
    Hit hit = Hit(limit, 0u, vec2(0.0), HIT_NONE);
    traceMesh(frame.topLevelRoot, makeRay(o, d), 0u, hit);
    bool any = hit.instance != HIT_NONE;
    int record = int(any ? hit.primitive : 0u) * NODE_TEXELS;
    uvec4 a = texelFetch(nodes, record), b = texelFetch(nodes, record + 1), c = texelFetch(nodes, record + 2);
    uvec4 what = texelFetch(nodes, record + 3);
    vec3 geometric = cross(uintBitsToFloat(b.xyz), uintBitsToFloat(c.xyz));
    bool back = dot(geometric, d) > 0.0;
    vec3 own = normalize(unpackNormal(a.w)) * (1.0 - hit.barycentric.x - hit.barycentric.y) +
               normalize(unpackNormal(b.w)) * hit.barycentric.x + normalize(unpackNormal(c.w)) * hit.barycentric.y;
    vec3 n = facingEye(normalize(dot(own, d) > 0.0 ? -own : own), d);
    any = any && what.y >= IDENTITY_METAL;
    Finish finish = finishOf(any ? what.y & IDENTITY_INDEX : 0u);
    bool given = dot(normal, normal) > 0.0;
    Material m = materialOf(finish.record, attributesOf(any ? what.x : 0u, hit.barycentric), given ? normal : n, back, d);
    return MaterialHit(m, hit.t, any && finish.foreign);
}

// Just past a surface at p, by more than the error of a hit point.
vec3 pastSurface(vec3 p, vec3 d) { return p + d * (8e-6 * (1.0 + max(max(abs(p.x), abs(p.y)), abs(p.z)))); }

// The visibility pass keeps no triangle. A short ray finds it again about the point `at` on the eye's ray, which the depth
// buffer gives to within far less than `about`, mm. at: comes back exact.
Material materialSeen(Finish finish, inout vec3 at, vec3 d, vec3 n, float about)
{
    vec3 o = at - about * d;
    MaterialHit seen = materialAlong(o, d, finish.foreign ? 2.0 * about : 0.0, n);
    at = seen.foreign ? o + seen.t * d : at;
    return seen.material;
}

// Share of what lies behind that is seen as if the surface were not there, by its alpha mode.
float cutAway(Material m)
{
    bool cut = (m.flags & FOREIGN_MASK) != 0u && m.base.w < m.alphaCutoff;
    return cut ? 1.0 : (m.flags & FOREIGN_BLEND) != 0u ? 1.0 - m.base.w : 0.0;
}

// What lies behind a surface that lets light through, seen straight on: the layers below it, in the light that falls
// onto the first one, then the ground or the lights.
vec3 seenBehind(vec3 at, vec3 d, vec3 lit, float spread, bool looking)
{
    vec3 rgb = vec3(0.0), tint = vec3(1.0), o = pastSurface(at, d);
    uint layer = 0u;
    bool going = looking;
    while (going) {
        MaterialHit met = materialAlong(o, d, 1e9, vec3(0.0));
        Material m = met.material;
        vec3 p = o + met.t * d;
        vec3 mirrored = softRadiance(p, reflect(d, m.normal), max(2.0 * m.roughness * m.roughness, spread));
        float cut = cutAway(m), passes = m.transmission * (1.0 - m.metallic);
        vec3 own = m.base.xyz * (mix(lit * (1.0 - m.transmission), mirrored, m.metallic)) + m.emission;
        rgb += met.foreign ? tint * (1.0 - cut) * own : vec3(0.0);
        tint *= met.foreign ? mix(m.base.xyz * passes, vec3(1.0), cut) : vec3(1.0);
        o = met.foreign ? pastSurface(p, d) : o;
        going = met.foreign && max(cut, passes) > 0.1 && ++layer < LAYERS;
        // What is still to come when nothing more is met, or no more is looked through.
        float toGround = (frame.groundHeight - o.y) / min(d.y, -1e-6);
        vec3 beyond = frame.groundOn != 0u && d.y < 0.0 ? groundRadiance(o + toGround * d, d) : softRadiance(o, d, spread);
        rgb += going ? vec3(0.0) : tint * beyond;
    }
    return rgb;
}

vec3 foreignLight(Finish finish, Material m, Chain chain, Sent sent, vec3 at, vec3 d, float cosine)
{
    float r = (m.index - 1.0) / (m.index + 1.0), grazing = pow(1.0 - cosine, 5.0);
    vec3 dielectric = min(r * r * m.specularColor, vec3(1.0)) * m.specular;
    vec3 normal = mix(dielectric, m.base.xyz, m.metallic);
    vec3 F = normal + (max(vec3(1.0 - m.roughness), normal) - normal) * grazing;
    float cut = cutAway(m);
    bool scatters = finish.foreign && (m.metallic < 1.0 || cut > 0.0);
    uint cards = scatters ? frame.lightCount : 0u, around = scatters ? GATHERED : 0u;
    // Under a varnish that reflects f the base is lit by what is left, and what it sends back is left once more, as in the
    // still (still_foreign.comp).
    float f = max(max(dielectric.x, dielectric.y), dielectric.z), mean = f + (m.specular - f) / 21.0;
    vec3 lit = vec3(0.0);
    for (uint i = 0u; i < cards; ++i) {
        Arriving light = fromCard(i, at, m.normal);
        lit += light.rgb * (1.0 - schlick(f, m.specular, light.cosine));
    }
    for (uint i = 0u; i < around; ++i) {
        Arriving light = fromAround(i, at, m.normal);
        lit += light.rgb * (1.0 - schlick(f, m.specular, light.cosine));
    }
    lit *= (1.0 - schlick(f, m.specular, cosine)) / max(1.0 - mean, 1e-6);
    vec3 through = seenBehind(at, d, lit, chain.spread, scatters && max(m.transmission, cut) > 0.0);
    vec3 body = m.base.xyz * (1.0 - m.metallic) * mix(lit, through * (1.0 - F), m.transmission);
    bool unlit = (m.flags & FOREIGN_UNLIT) != 0u;
    vec3 rgb = unlit ? m.base.xyz : F * sent.rgb + body + m.emission;
    return xyzOf(mix(rgb, through, cut));
}
#endif
