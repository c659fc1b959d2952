// Traces pixels that lie on an edge once more, at another place within the pixel. Stones are followed as their facets
// are, polished metals have a kernel of their own (live_metal.comp); of all else the colour of the nearest pixel that shows
// it is taken, as it varies slowly there. Sums and their number go into a buffer of their own, since the neighbours are still being read.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/picture.glsl"
#include "live/reflections.glsl"
#include "live/stone.glsl"
layout(local_size_x = 64) in;
layout(scalar, set = 1, binding = BINDING_SUMS) buffer SumBlock { vec4 sums[]; };
layout(scalar, push_constant) uniform PushBlock { SamplePush push; };

// The colour of the pixel at `pixel` or next to it, towards `offset`, that shows the same.
bool colourOf(uint identity, ivec2 pixel, out vec3 xyz)
{
    ivec2 towards = ivec2(push.offset.x < 0.0 ? -1 : 1, push.offset.y < 0.0 ? -1 : 1);
    ivec2 size = ivec2(frame.width, frame.height);
    bool found = false;
    xyz = vec3(0.0);
    [[unroll]] for (int i = 0; i < 4; ++i) {
        ivec2 p = clamp(pixel + ivec2(i & 1, i >> 1) * towards, ivec2(0), size - 1);
        bool same = !found && texelFetch(identities, p, 0).x == identity;
        xyz = same ? texelFetch(light, p, 0).xyz : xyz;
        found = found || same;
    }
    return found;
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    bool waiting = entry < listLength(LIST_EDGE);
    ivec2 pixel = ivec2(listEntry(LIST_EDGE, waiting ? entry : 0u));
    bool withMetal = (listWord(LIST_EDGE, waiting ? entry : 0u) & EDGE_OF_METAL) != 0u;
    EyeRay eye = eyeRay(vec2(pixel) + 0.5 + live.jitter + push.offset);
    Met met = meetPiece(eye.origin, eye.direction, waiting ? 1e9 : 0.0);
    bool ground = frame.groundOn != 0u && (frame.groundHeight - eye.origin.y) / eye.direction.y > 0.0;
    bool isStone = met.identity != 0u && met.identity < IDENTITY_METAL;
    uint identity = met.identity != 0u ? met.identity : ground ? IDENTITY_GROUND : 0u;

    uint which = isStone ? met.identity & IDENTITY_INDEX : 0u;
    StonePlace place = placeOfStone(which);
    LiveStone stone = opticsOfStone(which, place, eye.origin, push.extraordinary);
    vec3 o = intoStone(place, eye.origin - place.centre) / place.width, d = intoStone(place, eye.direction);
    uint facet = isStone ? met.facet : 0u;
    vec4 plane = planeOf(stone.firstPlane, facet);
    bool mine = isStone && stone.firstPlane == push.firstPlane;
    vec3 p = mine ? o + (plane.w - dot(plane.xyz, o)) / min(dot(plane.xyz, d), -1e-4) * d : vec3(0.0);
    vec3 xyz = throughStone(stone, place, p, mine ? d : -plane.xyz, facet, push.hits, frame.tailRadiance).xyz;

    vec3 other;
    bool known = colourOf(identity, pixel, other);
    bool elsewhere = isStone || (withMetal && tracedOnEdges(identity));
    vec3 here = texelFetch(light, pixel, 0).xyz;
    bool lead = push.first != 0u;
    vec4 before = lead ? vec4(here, 1.0) : sums[entry];
    vec4 added = mine ? vec4(xyz, 1.0) : push.lead != 0u && !elsewhere ? vec4(known ? other : here, 1.0) : vec4(0.0);
    float weight = push.part * (withMetal ? float(METAL_EDGE_SAMPLES) : 1.0);
    if (waiting) sums[entry] = before + weight * added;
}
