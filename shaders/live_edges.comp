// Lists the pixels that one sample does not tell: a neighbour shows another thing, came by another sequence of facets, or
// shows metal that lies another way or mirrors something else.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/packed_surface.glsl"
#include "live/picture.glsl"
layout(local_size_x = 16, local_size_y = 4) in;

uvec2 identityAt(ivec2 p, ivec2 size) { return texelFetch(identities, clamp(p, ivec2(0), size - 1), 0).xy; }
float brightnessAt(ivec2 p, ivec2 size) { return texelFetch(light, clamp(p, ivec2(0), size - 1), 0).y; }

// Radians by which a metal's normal may turn from pixel to pixel before one place a pixel no longer tells what it shows.
const float MOST_TURN = 0.12;
// Difference over sum of two neighbours' luminance from which what metal mirrors is too fine for one sample.
const float MOST_CONTRAST = 0.3;

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy), size = ivec2(frame.width, frame.height);
    bool inside = p.x < size.x && p.y < size.y;
    uvec2 here = identityAt(p, size);
    bool traced = tracedOnEdges(here.x), anyTraced = traced, anyStone = isStone(here.x), wanted = false;
    vec3 n = surfaceNormal(here.y);
    float bright = brightnessAt(p, size);
    [[unroll]] for (int i = 0; i < 4; ++i) {
        ivec2 step = i == 0 ? ivec2(1, 0) : i == 1 ? ivec2(-1, 0) : i == 2 ? ivec2(0, 1) : ivec2(0, -1);
        uvec2 there = identityAt(p + step, size);
        bool metal = here.x >= IDENTITY_METAL, turned = dot(n, surfaceNormal(there.y)) < cos(MOST_TURN);
        float beside = brightnessAt(p + step, size);
        bool uneven = turned || abs(bright - beside) > MOST_CONTRAST * (bright + beside);
        wanted = wanted || there.x != here.x || (metal ? traced && uneven : there.y != here.y);
        anyTraced = anyTraced || tracedOnEdges(there.x);
        anyStone = anyStone || isStone(there.x);
    }
    if (inside && wanted) {
        uint marks = (anyTraced ? EDGE_OF_METAL : 0u) | (anyStone ? EDGE_OF_STONE : 0u);
        uint at = appendWord(LIST_EDGE, uint(p.x) | uint(p.y) << 16 | marks);
        if (anyStone) appendWord(LIST_STONE_EDGE, at);
        if (anyTraced || !anyStone) appendWord(LIST_METAL_EDGE, at);
    }
}
