// The facets of one stone, as the polygons that its half-spaces bound.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/vertex.glsl"
layout(location = 0) in vec3 position; // stone frame, widths
layout(location = 1) in uint facetIn;
layout(location = 0) flat out uint facet;
layout(location = 1) flat out uint hits;
layout(scalar, push_constant) uniform StoneBlock { LiveStone stone; };
invariant gl_Position;

void main()
{
    facet = facetIn;
    hits = (stone.stoneAndHits >> HITS_SHIFT) & HITS_MASK;
    StonePlace place = placeOfStone(stone.stoneAndHits & STONE_MASK);
    gl_Position = clipFromWorld(place.centre + outOfStone(place, position * place.width));
}
