// A facet that the eye sees: the eye's ray meets that facet's plane, and no search for the entry is made.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/stone.glsl"
layout(location = 0) flat in uint drawn; // facet
layout(location = 1) flat in uint hits;
layout(location = 0) out vec4 light;
layout(location = 1) out uvec2 identity;
layout(scalar, push_constant) uniform StoneBlock { LiveStone stone; };

void main()
{
    EyeRay eye = eyeRay(gl_FragCoord.xy + live.jitter);
    uint which = stone.stoneAndHits & STONE_MASK;
    StonePlace place = placeOfStone(which);
    vec3 o = intoStone(place, eye.origin - place.centre) / place.width;
    vec3 d = intoStone(place, eye.direction);
    uint facet = drawn;
    vec3 p = entryOf(stone.firstPlane, facet, o, d);
    StoneSeen seen = throughStone(stone, place, p, d, facet, footprintOf(place, eye), hits, frame.tailRadiance);
    // Half as 1 less a half, not by a branch: bindings.glsl says why.
    float part = 1.0 - 0.5 * float(stone.stoneAndHits >> 31);
    light = vec4(part * seen.xyz, part);
    identity = uvec2(IDENTITY_STONE | which, seen.sequence);
}
