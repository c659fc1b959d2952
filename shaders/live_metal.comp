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
layout(local_size_x = 64) in;

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    bool waiting = entry < listLength(LIST_METAL);
    uvec2 pixel = listEntry(LIST_METAL, waiting ? entry : 0u);
    uvec2 identity = texelFetch(identities, ivec2(pixel), 0).xy;
    EyeRay eye = eyeRay(vec2(pixel) + 0.5 + live.jitter);
    vec3 at = eyePoint(eye, texelFetch(depths, ivec2(pixel), 0).x);

    vec3 n = facingEye(surfaceNormal(identity.y), eye.direction);
    float cosine = clamp(-dot(n, eye.direction), 1e-3, 1.0);
    uvec4 dressing = dressingOf(identity.x & IDENTITY_INDEX);
    float lobe = lobeOf(uintBitsToFloat(dressing.y), cosine), bend = surfaceBend(identity.y);
    Chain chain;
    chain.origin = at + n * 3e-3;
    chain.direction = waiting ? reflect(eye.direction, n) : vec3(0.0, 1.0, 0.0);
    chain.spread = sqrt(lobe * lobe + bend * bend);
    follow(chain, 3u);
    Sent sent = sentBack(chain);

    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 index = alloyAt(dressing.z, l);
        float F = fresnelConductor(cosine, index.x, index.y) * chainReflectance(chain, l);
        float through = sent.through ? (1.0 - sent.mirrored) * heldBy(chain.stone, l) : 0.0;
        xyz += F * (sent.mirrored * dot(sent.rgb, laneBasis(l)) + through) * laneWeight(l);
    }
    if (waiting) imageStore(lightStore, ivec2(pixel), vec4(xyz, 1.0));
}
