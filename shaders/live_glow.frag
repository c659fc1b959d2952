// The light that a fluorescing stone emits, added to a picture of the stone that is otherwise done: one ray at the index
// of the light emitted, in a draw that is made only where a stone shines.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/planes.glsl"
#include "stone/glow.glsl"
layout(location = 0) flat in uint facet;
layout(location = 1) flat in uint hits;
layout(location = 0) out vec4 light;
layout(scalar, push_constant) uniform StoneBlock { LiveStone stone; };

void main()
{
    EyeRay eye = eyeRay(gl_FragCoord.xy + live.jitter);
    uint which = stone.stoneAndHits & STONE_MASK;
    StonePlace place = placeOfStone(which);
    Glow glow = glowOf(which);
    float absorption = glow.absorption * place.width;
    vec3 o = intoStone(place, eye.origin - place.centre) / place.width;
    vec3 d = intoStone(place, eye.direction);
    vec4 plane = planeOf(stone.firstPlane, facet);
    vec3 x = o + (plane.w - dot(plane.xyz, o)) / min(dot(plane.xyz, d), -1e-4) * d;
    float cosI = clamp(-dot(plane.xyz, d), 1e-4, 1.0);
    GlowWalk walk = GlowWalk(0.0, 1.0 - fresnelDielectric(cosI, glow.ior));
    vec3 along = refractDirection(d, plane.xyz, 1.0 / glow.ior);
    uint count = 0u, most = hits + laneZero(d), planes = stone.planeCount + laneZero(d);
    do {
        plane = planeOf(stone.firstPlane, nextFacet(x, along, stone.firstPlane, planes));
        float cosine = dot(plane.xyz, along);
        float leg = max(plane.w - dot(plane.xyz, x), 0.0) / max(cosine, 1e-6);
        walk = glowOfLeg(walk, leg, absorption, fresnelDielectric(clamp(cosine, 0.0, 1.0), 1.0 / glow.ior));
        x += leg * along;
        along -= 2.0 * cosine * plane.xyz;
        ++count;
    } while (count < most && walk.kept > GLOW_ENOUGH);
    float gathered = place.width * gatheredInAll(walk, glow.ior, absorption, place.meanChord);
    light = vec4(gathered * xyzOf(glow.rgb), 0.0);
}
