// A metal that the eye sees: its mirror reflection, widened by the lobe of its microfacets and by the bend of the surface
// across the pixel, followed through the piece.
//
// Over a list of pixels rather than over the metals' triangles, which are hardly larger than pixels: there most of a
// vector's lanes, or of a GPU's quads, would have nothing to do.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/packed_surface.glsl"
#include "live/picture.glsl"
#include "live/reflections.glsl"
#include "live/worked.glsl"
layout(local_size_x = 64) in;
layout(constant_id = 20) const uint LIST = LIST_METAL; // or LIST_WORKED

// A glTF material by its factors, in linear Rec.709: what is mirrored, what is scattered and what comes through.
vec3 foreignLight(Finish finish, Chain chain, Sent sent, vec3 at, vec3 n, vec3 d, float cosine)
{
    vec4 base = dressTexel(finish.record + 1u), coat = dressTexel(finish.record + 2u);
    vec4 specular = dressTexel(finish.record + 3u), emission = dressTexel(finish.record + 4u);
    float r = (coat.z - 1.0) / (coat.z + 1.0), grazing = pow(1.0 - cosine, 5.0);
    vec3 dielectric = min(r * r * specular.xyz, vec3(1.0)) * specular.w;
    vec3 normal = mix(dielectric, base.xyz, coat.x);
    vec3 F = normal + (max(vec3(1.0 - finish.roughness), normal) - normal) * grazing;
    const float allAround = 1.0; // radians: a lobe as wide as the sky
    vec3 scattered = base.xyz * (1.0 - coat.x) * softRadiance(at, n, allAround);
    vec3 through = base.xyz * (1.0 - coat.x) * softRadiance(at, d, chain.spread);
    vec3 body = mix(scattered, through, emission.w) * (1.0 - F);
    return xyzOf(F * sent.rgb + body + emission.xyz);
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    bool waiting = entry < listLength(LIST);
    uvec2 pixel = listEntry(LIST, waiting ? entry : 0u);
    uvec2 identity = texelFetch(identities, ivec2(pixel), 0).xy;
    EyeRay eye = eyeRay(vec2(pixel) + 0.5 + live.jitter);
    vec3 at = eyePoint(eye, texelFetch(depths, ivec2(pixel), 0).x);

    vec3 polished = facingEye(surfaceNormal(identity.y), eye.direction), n = polished;
    Finish finish = finishOf(waiting ? identity.x & IDENTITY_INDEX : 0u);
    Worked worked;
    if (LIST == LIST_WORKED) {
        worked = workedAt(finish.record, at, polished, pixelWidth(eye, at) * inversesqrt(max(-dot(n, eye.direction), 0.1)));
        worked.normal = facingEye(worked.normal, eye.direction);
        n = worked.normal;
        finish.roughness = sqrt(worked.alpha);
    }
    float cosine = clamp(-dot(n, eye.direction), 1e-3, 1.0);
    float lobe = lobeOf(finish.roughness, cosine), bend = surfaceBend(identity.y);
    Chain chain;
    chain.origin = at + polished * 3e-3;
    chain.direction = waiting ? reflect(eye.direction, n) : vec3(0.0, 1.0, 0.0);
    if (LIST == LIST_WORKED) chain.direction = outOf(polished, chain.direction);
    chain.spread = sqrt(lobe * lobe + bend * bend);
    follow(chain, 3u);
    Sent sent = sentBack(chain);
    if (LIST == LIST_WORKED && chain.count == 0u && !sent.through)
        sent.rgb = groovedRadiance(worked, polished, at + polished * 3e-3, waiting ? eye.direction : -n, chain.spread);

    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 index = alloyAt(finish.alloy, l);
        float F = fresnelConductor(cosine, index.x, index.y) * chainReflectance(chain, l);
        float through = sent.through ? (1.0 - sent.mirrored) * heldBy(chain.stone, l) : 0.0;
        if (LIST == LIST_WORKED) F *= worked.left;
        xyz += F * (sent.mirrored * dot(sent.rgb, laneBasis(l)) + through) * laneWeight(l);
    }
    if (FOREIGN) xyz = finish.foreign ? foreignLight(finish, chain, sent, at, n, eye.direction, cosine) : xyz;
    if (waiting) imageStore(lightStore, ivec2(pixel), vec4(xyz, 1.0));
}
