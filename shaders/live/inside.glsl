// A clear stone as the live view walks through it: between the planes of its facets or, for a cabochon (DOME), its exact
// surfaces. There the fan of wavelengths is mirrored at the plane that touches the surface where the leading wave meets it.
// Lengths in widths, stone's frame.
#ifndef VITRINE_LIVE_INSIDE_GLSL
#define VITRINE_LIVE_INSIDE_GLSL
#include "live/planes.glsl"

Dome domeAt(uint first) { return domeOf(planeOf(first, 0u), planeOf(first, 1u)); }

#ifdef DOME
vec4 planeAt(uint first, uint facet, vec3 x) { return domePlane(domeAt(first), facet, x); }

// facet: as it was drawn, by triangles; the exact surface where the ray does meet it.
vec3 entryOf(uint first, inout uint facet, vec3 o, vec3 d)
{
    float distance;
    uint surface;
    Dome dome = domeAt(first);
    bool enters = domeEntry(dome, o, d, distance, surface);
    facet = enters ? surface : facet;
    // A ray that passes the outline by less than a pixel touches it where it comes nearest.
    return o + distance * d;
}

// Takes x along d to the next surface, and returns its plane there.
vec4 stepTo(inout vec3 x, vec3 d, uint first, uint count, out uint facet, out float leg)
{
    Dome dome = domeAt(first);
    leg = domeExit(dome, x, d, facet);
    x += leg * d;
    return domePlane(dome, facet, x);
}
#else
vec4 planeAt(uint first, uint facet, vec3 x) { return planeOf(first, facet); }

vec3 entryOf(uint first, inout uint facet, vec3 o, vec3 d)
{
    vec4 plane = planeOf(first, facet);
    return o + (plane.w - dot(plane.xyz, o)) / min(dot(plane.xyz, d), -1e-4) * d;
}

vec4 stepTo(inout vec3 x, vec3 d, uint first, uint count, out uint facet, out float leg)
{
    facet = nextFacet(x, d, first, count);
    vec4 plane = planeOf(first, facet);
    leg = max(plane.w - dot(plane.xyz, x), 0.0) / max(dot(plane.xyz, d), 1e-6);
    x += leg * d;
    return plane;
}
#endif
#endif
