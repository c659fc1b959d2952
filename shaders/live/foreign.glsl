// A glTF material that the eye sees: what is mirrored, what is scattered, what comes through.
#ifndef VITRINE_LIVE_FOREIGN_GLSL
#define VITRINE_LIVE_FOREIGN_GLSL
#include "live/reflections.glsl"
#include "still/material.glsl"

// The visibility pass keeps no triangle. A short ray finds it again about the point `at` on the eye's ray, which the depth
// buffer gives to within far less than `about`, mm.
Material materialSeen(Finish finish, vec3 at, vec3 d, vec3 n, float about)
{
    Hit hit = Hit(finish.foreign ? 2.0 * about : 0.0, 0u, vec2(0.0), HIT_NONE);
    traceMesh(frame.topLevelRoot, makeRay(at - about * d, d), 0u, hit);
    bool any = hit.instance != HIT_NONE;
    int record = int(any ? hit.primitive : 0u) * NODE_TEXELS;
    vec3 geometric = cross(nodeTexel(record + 1).xyz, nodeTexel(record + 2).xyz);
    uint first = any ? texelFetch(nodes, record + 3).x : 0u;
    return materialOf(finish.record, attributesOf(first, hit.barycentric), n, dot(geometric, d) > 0.0, d);
}

vec3 foreignLight(Material m, Chain chain, Sent sent, vec3 at, vec3 d, float cosine)
{
    float r = (m.index - 1.0) / (m.index + 1.0), grazing = pow(1.0 - cosine, 5.0);
    vec3 dielectric = min(r * r * m.specularColor, vec3(1.0)) * m.specular;
    vec3 normal = mix(dielectric, m.base.xyz, m.metallic);
    vec3 F = normal + (max(vec3(1.0 - m.roughness), normal) - normal) * grazing;
    const float allAround = 1.0; // radians: a lobe as wide as the sky
    vec3 scattered = m.base.xyz * (1.0 - m.metallic) * softRadiance(at, m.normal, allAround);
    vec3 through = m.base.xyz * (1.0 - m.metallic) * softRadiance(at, d, chain.spread);
    vec3 body = mix(scattered, through, m.transmission) * (1.0 - F);
    bool unlit = (m.flags & FOREIGN_UNLIT) != 0u;
    return xyzOf(unlit ? m.base.xyz : F * sent.rgb + body + m.emission);
}
#endif
