// Starts one path for each pixel of the slice: a ray through a point drawn from the pixel filter and, with a thin lens,
// through a point of the aperture.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/light.glsl"
#include "still/spectral.glsl"
layout(local_size_x = 64) in;

// A triangle filter by inverting its integral: one dimension of a tent of the given radius.
float tent(float u) { return u < 0.5 ? sqrt(2.0 * u) - 1.0 : 1.0 - sqrt(2.0 - 2.0 * u); }

void main()
{
    uint slot = gl_GlobalInvocationID.x;
    if (slot >= slice.pixelCount) return;
    uint pixel = slice.firstPixel + slot;
    vec2 jitter = randomPair(slot, 0u);
    vec2 at = vec2(float(pixel % frame.width), float(pixel / frame.width)) + 0.5 +
              frame.filterRadius * vec2(tent(jitter.x), tent(jitter.y));
    vec2 ndc = vec2(2.0 * at.x / float(frame.width) - 1.0, 1.0 - 2.0 * at.y / float(frame.height));

    vec3 across = frame.right * ndc.x + frame.up * ndc.y;
    // Factors, not branches: llvmpipe 22.3 copies a shader for each command buffer in which a branch hangs on a uniform
    // value alone, and keeps the copies until the pipeline dies.
    float parallel = frame.orthographic != 0u ? 1.0 : 0.0;
    vec3 o = frame.eye + across * parallel;
    vec3 d = normalize(frame.forward + across * (1.0 - parallel));
    vec2 u = randomPair(slot, 1u);
    float r = frame.lensRadius * sqrt(u.x), phi = 2.0 * PI * u.y;
    vec3 shift = normalize(frame.right) * (r * cos(phi)) + normalize(frame.up) * (r * sin(phi));
    vec3 focus = o + d * (frame.focusDistance / max(dot(d, frame.forward), 1e-3));
    o += shift;
    d = normalize(focus - o);

    Spectrum one;
    [[unroll]] for (int i = 0; i < WAVES; ++i) one.lane[i] = 1.0;
    vec3 behind = (frame.background == BACKGROUND_ENVIRONMENT ? 1.0 : 0.0) * xyzThrough(one, farRadiance(d));

    uint second = slot + frame.pathCapacity;
    storeRay(slot, o, d, FLAG_CAMERA | FLAG_FIRST, behind);
    paths[pathAddress(PATH_RADIANCE, slot)] = vec4(0.0);
    paths[pathAddress(PATH_RADIANCE, second)] = vec4(0.0);
    storeThroughput(slot, one);
    appendTo(QUEUE_RAYS, slot);
}
