// Traces pixels on edges that may show a stone once more, at another place within the pixel. Stones are followed as their
// facets are, polished metals have a kernel of their own (live_metal.comp); of all else the colour of the nearest pixel that
// shows it is taken, as it varies slowly there.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/edge.glsl"
#include "live/stone.glsl"
layout(local_size_x = 64) in;

void main()
{
    uint at = gl_GlobalInvocationID.x;
    bool waiting = at < listLength(LIST_STONE_EDGE);
    uint entry = listWord(LIST_STONE_EDGE, waiting ? at : 0u);
    ivec2 pixel = ivec2(listEntry(LIST_EDGE, waiting ? entry : 0u));
    bool withMetal = (listWord(LIST_EDGE, waiting ? entry : 0u) & EDGE_OF_METAL) != 0u;
    EyeRay eye = eyeRay(vec2(pixel) + 0.5 + live.jitter + push.offset);
    Met met = meetPiece(eye.origin, eye.direction, waiting ? 1e9 : 0.0);
    bool stoneMet = isStone(met.identity);

    uint which = stoneMet ? met.identity & IDENTITY_INDEX : 0u;
    StonePlace place = placeOfStone(which);
    LiveStone stone = opticsOfStone(which, place, eye.origin, push.extraordinary);
    vec3 o = intoStone(place, eye.origin - place.centre) / place.width, d = intoStone(place, eye.direction);
    uint facet = stoneMet ? met.facet : 0u;
    bool mine = stoneMet && stone.firstPlane == push.firstPlane;
    vec3 entry_ = entryOf(stone.firstPlane, facet, o, d);
    vec3 p = mine ? entry_ : vec3(0.0), along = mine ? d : -planeAt(stone.firstPlane, facet, vec3(0.0, 0.1, 0.0)).xyz;
    vec3 xyz = throughStone(stone, place, p, along, facet, footprintOf(place, eye), push.hits, frame.tailRadiance).xyz;

    vec3 other = colourOf(identityMet(met, eye), pixel);
    bool elsewhere = stoneMet || (withMetal && tracedOnEdges(met.identity));
    vec4 before = sumsBefore(entry, pixel, push.first != 0u);
    vec4 added = mine ? vec4(xyz, 1.0) : push.lead != 0u && !elsewhere ? vec4(other, 1.0) : vec4(0.0);
    float weight = push.part * (withMetal ? float(METAL_EDGE_SAMPLES) : 1.0);
    if (waiting) keepSum(entry, before + weight * added);
}
