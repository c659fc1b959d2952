// What the kernels share that trace pixels on edges once more. Sums and their number go into a buffer of their own, since
// the neighbours are still being read.
#ifndef VITRINE_LIVE_EDGE_GLSL
#define VITRINE_LIVE_EDGE_GLSL
#include "live/reflections.glsl"
#include "live/sums.glsl"

layout(scalar, push_constant) uniform PushBlock { SamplePush push; };

// Of what a ray from the eye met: also the ground, which is not in the tree.
uint identityMet(Met met, EyeRay eye)
{
    bool ground = frame.groundOn != 0u && (frame.groundHeight - eye.origin.y) / eye.direction.y > 0.0;
    return met.identity != 0u ? met.identity : ground ? IDENTITY_GROUND : 0u;
}

// The colour of the pixel itself or of one next to it, towards the sample, that shows the same; the pixel's own where
// none does.
vec3 colourOf(uint identity, ivec2 pixel)
{
    ivec2 towards = ivec2(push.offset.x < 0.0 ? -1 : 1, push.offset.y < 0.0 ? -1 : 1);
    ivec2 size = ivec2(frame.width, frame.height);
    bool found = false;
    vec3 xyz = texelFetch(light, pixel, 0).xyz;
    [[unroll]] for (int i = 0; i < 4; ++i) {
        ivec2 p = clamp(pixel + ivec2(i & 1, i >> 1) * towards, ivec2(0), size - 1);
        bool same = !found && texelFetch(identities, p, 0).x == identity;
        xyz = same ? texelFetch(light, p, 0).xyz : xyz;
        found = found || same;
    }
    return xyz;
}

// What the sums of a pixel begin with before its first sample: what was traced in its middle.
vec4 sumsBefore(uint entry, ivec2 pixel, bool begins)
{
    return begins ? vec4(texelFetch(light, pixel, 0).xyz, 1.0) : sumOf(entry);
}
#endif
