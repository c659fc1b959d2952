// What lies over an enamelled metal, read from its record.
#ifndef VITRINE_STILL_ENAMEL_GLSL
#define VITRINE_STILL_ENAMEL_GLSL
#include "shared/body.glsl"
#include "shared/enamel.glsl"
#include "still/bindings.glsl"
#ifdef LIVE
#include "stone/band.glsl"
#else
#include "still/spectral.glsl"
#endif

struct Layer
{
    uint record;
    uint row;        // in the spectral table
    float index;
    float depth_mm;
    float roughness; // of its surface
    float trapped;
    bool opaque;
};

// Of another surface than an enamelled metal something that may be read and is not used.
Layer layerOf(uint record)
{
    uvec4 head = dressBits(record), layer = dressBits(record + ENAMEL_LAYER);
    uint row = head.x == SURFACE_ENAMEL ? layer.x : 0u;
    bool opaque = (head.w & ENAMEL_OPAQUE) != 0u;
    return Layer(record, row, enamelAt(row, WAVES / 2).x, uintBitsToFloat(layer.y), uintBitsToFloat(layer.z), uintBitsToFloat(layer.w), opaque);
}

// Of light from that angle, what leaves without going astray: enamel::Escape.
float escapeAt(Layer layer, float cosine)
{
    float place = enamelTableCoordinate(cosine);
    uint low = uint(min(int(place), kEnamelNodes - 2)), next = low + 1u;
    uint first = layer.record + ENAMEL_ESCAPE;
    vec4 a = dressTexel(first + low / 4u), b = dressTexel(first + next / 4u);
    vec4 atLow = vec4(equal(uvec4(low & 3u), uvec4(0u, 1u, 2u, 3u))), atNext = vec4(equal(uvec4(next & 3u), uvec4(0u, 1u, 2u, 3u)));
    return mix(dot(a, atLow), dot(b, atNext), place - float(low));
}

// All that depends on one direction alone.
struct LayerWay
{
    float cosine;       // outside
    float cosineInside;
    float F;
    float escapes;
};

LayerWay wayThrough(Layer layer, float cosine)
{
    float inside = sqrt(max(1.0 - (1.0 - cosine * cosine) / (layer.index * layer.index), 0.0));
    return LayerWay(cosine, inside, fresnelDielectric(cosine, layer.index), escapeAt(layer, cosine));
}

// The optical depth of a layer of that thickness. In the live view a wavelength stands for a band, whose absorption is of
// the way in and out together.
float opticalDepth(vec4 row, float thickness_mm)
{
#ifdef LIVE
    return 0.5 * bandDepth(row.yw, 2.0 * thickness_mm);
#else
    return row.y * thickness_mm;
#endif
}

// What of a wavelength comes out of the layer: relative to the reflection of the metal's facets, met at cosine cosH, and
// all that goes astray between them or is scattered by an opaque enamel, 1/sr. left: share that the metal's patina lets be.
struct LayerLight
{
    float facets;
    float even;
};

LayerLight layerLight(Layer layer, LayerWay o, LayerWay i, float recess_mm, uint alloy, float left, float cosH, int lane)
{
    vec4 row = enamelAt(layer.row, lane), metal = alloyAt(alloy, lane);
    float scattered = bodyScattering(row.y, o.F, i.F);
    float depth = opticalDepth(row, layer.depth_mm + recess_mm), n = layer.index;
    float passO = enamelPass(depth, o.cosineInside), passI = enamelPass(depth, i.cosineInside);
    float reflectance = left * fresnelConductor(cosH, metal.x / n, metal.y / n), mean = left * metalMeanInside(metal.x, metal.y, n);
    float astray = enamelTrapped(o.escapes, i.escapes, layer.trapped, o.F, i.F) * enamelTrappedTint(mean, depth, passO, passI, row.z);
    float through = enamelThrough(reflectance, passO, passI, o.F, i.F);
    return LayerLight(layer.opaque ? 0.0 : through, layer.opaque ? scattered : astray);
}
#endif
