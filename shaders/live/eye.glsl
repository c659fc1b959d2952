// The eye's ray through a pixel's sample.
#ifndef VITRINE_LIVE_EYE_GLSL
#define VITRINE_LIVE_EYE_GLSL
#include "live/bindings.glsl"

struct EyeRay
{
    vec3 origin;
    vec3 direction; // unit
};

// at: in pixels from the upper left corner.
EyeRay eyeRay(vec2 at)
{
    vec2 ndc = vec2(2.0 * at.x / float(frame.width) - 1.0, 1.0 - 2.0 * at.y / float(frame.height));
    vec3 across = frame.right * ndc.x + frame.up * ndc.y;
    float parallel = frame.orthographic != 0u ? 1.0 : 0.0;
    return EyeRay(frame.eye + across * parallel, normalize(frame.forward + across * (1.0 - parallel)));
}

// The point on the ray at a depth of the depth buffer.
vec3 eyePoint(EyeRay ray, float depth)
{
    float parallel = frame.orthographic != 0u ? 1.0 : 0.0;
    float range = live.farPlane - live.nearPlane;
    float along = mix(live.nearPlane * live.farPlane / (live.farPlane - depth * range), live.nearPlane + depth * range, parallel);
    return ray.origin + ray.direction * (along / dot(ray.direction, frame.forward));
}

// mm across a pixel at that point, at right angles to the view.
float pixelWidth(EyeRay ray, vec3 at)
{
    float distance = frame.orthographic != 0u ? 1.0 : dot(at - ray.origin, frame.forward);
    return 2.0 * length(frame.up) * distance / float(frame.height);
}

// Half a pixel across a stone's middle, in its widths.
float footprintOf(StonePlace place, EyeRay eye) { return 0.5 * pixelWidth(eye, place.centre) / place.width; }
#endif
