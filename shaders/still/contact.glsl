// A surface in contact with the stone that a ray is leaving is seen at the facet itself: no gap, no sliver of black.
#ifndef VITRINE_STILL_CONTACT_GLSL
#define VITRINE_STILL_CONTACT_GLSL
#include "still/stone.glsl"
#include "still/surface.glsl"

const float CONTACT = 0.02; // mm: nearer than this to the facet that a ray leaves, a surface touches it

bool touchesStone(uint flags, Hit hit, SurfacePoint at)
{
    return (flags & FLAG_SKIP_MASK) != 0u && (at.back || hit.t < CONTACT);
}

// Of the stone that the ray is leaving, where it begins: o.
vec3 facetNormal(uint flags, vec3 o)
{
    StoneRecord stone = loadStone((flags & FLAG_SKIP_MASK) - 1u);
    uint facet = (flags >> FLAG_FACET_SHIFT) & FLAG_FACET_MASK;
    bool rounded = stone.planeCount == 0u;
    vec3 n = sceneTexel(stone.planes + (rounded ? 0u : facet)).xyz;
    if (rounded) n = domeNormal(domeAt(stone.planes), facet, pointIntoStone(stone, o));
    return vectorIntoWorld(stone, n);
}
#endif
