// What the surface of an opaque stone sends back at a wavelength, from the spectral table: exact Fresnel of a polished
// one, the tabulated lobe of a pearl.
#ifndef VITRINE_STILL_OPAQUE_GLSL
#define VITRINE_STILL_OPAQUE_GLSL
#include "shared/body.glsl"
#include "shared/fresnel.glsl"
#ifndef LIVE
#include "still/spectral.glsl"
#endif

struct SurfaceLight
{
    float albedo;   // share of light from the direction that the surface sends back at once
    float facet;    // reflectance of a microfacet
    float coupling; // of the body
};

// Between the entries of a pearl's table, of which `first` is the first.
vec2 layersAt(int first, int lane, float cosine)
{
    float place = bodyTableCoordinate(cosine);
    int low = min(int(place), kBodyNodes - 2);
    int texel = first + low * WAVES + lane;
    return mix(texelFetch(spectral, texel).xy, texelFetch(spectral, texel + WAVES).xy, place - float(low));
}

// cosine: with the surface's normal. facetCosine: with the microfacet's. A pearl's row ends with the place of its table.
SurfaceLight surfaceLight(uint species, int lane, float cosine, float facetCosine)
{
    vec4 row = speciesAt(species, lane);
    if (row.z == 0.0) return SurfaceLight(fresnelDielectric(cosine, row.x), fresnelDielectric(facetCosine, row.x), row.y);
    int first = firstSpectral() + int(row.z);
    return SurfaceLight(layersAt(first, lane, cosine).y, layersAt(first, lane, facetCosine).x, row.y);
}
#endif
