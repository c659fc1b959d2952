// The picture that is being made, for the kernels that work on it: set 1.
#ifndef VITRINE_LIVE_PICTURE_GLSL
#define VITRINE_LIVE_PICTURE_GLSL
#include "live/bindings.glsl"

layout(set = 1, binding = BINDING_IDENTITY) uniform usampler2D identities;
layout(set = 1, binding = BINDING_DEPTH) uniform sampler2D depths;
layout(set = 1, binding = BINDING_LIGHT) uniform sampler2D light;
layout(set = 1, binding = BINDING_LIGHT_STORE, rgba16f) uniform writeonly image2D lightStore;

// Pixels that wait for a kernel: counters, then LIST_COUNT lists of listCapacity pixels, x | y << 16.
layout(scalar, set = 1, binding = BINDING_LISTS) buffer ListBlock { uint lists[]; };
layout(scalar, set = 1, binding = BINDING_ARGUMENTS_LIVE) buffer ArgumentBlock { uint arguments[]; };

uint listCapacity() { return (uint(lists.length()) - LIST_HEADER) / LIST_COUNT; }

// Where it stands in the list.
uint appendWord(uint list, uint word)
{
    uint at = atomicAdd(lists[list], 1u);
    if (at < listCapacity()) lists[LIST_HEADER + list * listCapacity() + at] = word;
    return at;
}

uint appendPixel(uint list, uvec2 pixel) { return appendWord(list, pixel.x | pixel.y << 16); }

uint listLength(uint list) { return min(lists[list], listCapacity()); }
uint listWord(uint list, uint i) { return lists[LIST_HEADER + list * listCapacity() + i]; }
uvec2 listEntry(uint list, uint i)
{
    uint packed = listWord(list, i) & ~(EDGE_OF_METAL | EDGE_OF_STONE);
    return uvec2(packed & 0xffffu, packed >> 16);
}

uint listOfMetal(uint surface)
{
    uvec4 head = dressBits(frame.surfaceRecords + surface * SURFACE_TEXELS);
    return head.x == SURFACE_METAL && (head.w & WORKED) != 0u ? LIST_WORKED : LIST_METAL;
}

bool isStone(uint identity) { return identity >= IDENTITY_STONE && identity < IDENTITY_METAL; }

// Whether what has that identity is lit once more wherever a sample meets it on an edge: polished metals. Marks of tools
// are smoothed over a pixel already.
bool tracedOnEdges(uint identity)
{
    bool metal = identity >= IDENTITY_METAL;
    return listOfMetal(metal ? identity & IDENTITY_INDEX : 0u) == LIST_METAL && metal;
}
#endif
