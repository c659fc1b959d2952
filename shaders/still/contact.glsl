// A surface in contact with the stone that a ray is leaving is seen at the facet itself: no gap, no sliver of black.
#ifndef VITRINE_STILL_CONTACT_GLSL
#define VITRINE_STILL_CONTACT_GLSL
#include "still/surface.glsl"

const float CONTACT = 0.02; // mm: nearer than this to the facet that a ray leaves, a surface touches it

bool touchesStone(uint flags, Hit hit, SurfacePoint at)
{
    return (flags & FLAG_SKIP_MASK) != 0u && (at.back || hit.t < CONTACT);
}

vec3 facetNormal(uint flags)
{
    uint stone = frame.stoneRecords + ((flags & FLAG_SKIP_MASK) - 1u) * STONE_TEXELS;
    uint facet = (flags >> FLAG_FACET_SHIFT) & FLAG_FACET_MASK;
    vec3 n = sceneTexel(sceneBits(stone + 4u).x + facet).xyz;
    return sceneTexel(stone).xyz * n.x + sceneTexel(stone + 1u).xyz * n.y + sceneTexel(stone + 2u).xyz * n.z;
}
#endif
