// A metal as its tool has left it: the frame of its grooves, their roughnesses and albedo, the slope of its marks. Where
// the scene has no worked metal (RELIEFS is 0) all of this folds into the plain one.
#ifndef VITRINE_STILL_WORKED_GLSL
#define VITRINE_STILL_WORKED_GLSL
#include "shared/hairline.glsl"
#include "still/hairlines.glsl"
#include "still/albedo.glsl"
#include "still/normal.glsl"

const bool GROOVES = RELIEFS != 0; // some metal is rougher across than along, or has a relief

// GGX by one roughness, or by two where the scene has grooves: a plain metal costs nothing for another's.
vec3 drawnNormal(vec3 o, vec2 alpha, vec2 u)
{
    return GROOVES ? ggxSampleVisibleNormal(o, alpha, u) : ggxSampleVisibleNormal(o, alpha.x, u);
}

float reflectionDensity(vec3 o, vec3 h, vec2 alpha)
{
    return GROOVES ? ggxReflectionPdf(o, h, alpha) : ggxReflectionPdf(o.z, h, alpha.x);
}

float facetReflection(vec3 o, vec3 i, vec3 h, vec2 alpha)
{
    return GROOVES ? ggxDistribution(h, alpha) * ggxVisibility(o, i, alpha)
                   : ggxDistribution(h, alpha.x) * ggxVisibility(o.z, i.z, alpha.x);
}

struct Worked
{
    vec3 normal;
    vec3 along, across; // with the normal, the frame of microfacets
    vec2 alpha;         // GGX, along and across
    float recess_mm;    // how far below the highest places
    float left;         // share of the light that patina lets be
    uint albedo;        // first texel of its albedo, 0: that of an evenly rough metal
};

// Only the kinds that the scene has are compiled.
int keptRelief(int kind) { return (RELIEFS >> kind & 1) != 0 ? kind : RELIEF_NONE; }

float heightOf(int kind, vec3 p, vec3 n, Relief relief)
{
    float height = 1.0;
    [[unroll]] for (int k = 1; k < RELIEF_COUNT; ++k)
        if (keptRelief(k) != RELIEF_NONE) height = kind == k ? reliefHeight(k, p, n, relief) : height;
    return height;
}

vec3 slopedNormal(int kind, vec3 p, vec3 n, Relief relief)
{
    vec3 normal = n;
    [[unroll]] for (int k = 1; k < RELIEF_COUNT; ++k)
        if (keptRelief(k) != RELIEF_NONE) normal = kind == k ? reliefNormal(k, p, n, relief) : normal;
    return normal;
}

// record: the surface's, in `dress`. d: the ray's direction. bare: the marks are not there (what touches a stone).
Worked workedAt(uint record, vec3 p, vec3 n, vec3 d, bool bare)
{
    uvec4 head = dressBits(record), grooves = dressBits(record + 1u);
    vec4 marks = dressTexel(record + 2u);
    bool worked = (head.w & WORKED) != 0u && !bare;
    int kind = int(head.w & WORKED_RELIEF_MASK);
    Relief relief = Relief(max(marks.x, 1e-3), marks.y, max(marks.z, 1.0));
    float roughness = uintBitsToFloat(head.y);

    Worked w;
    vec3 marked = slopedNormal(kind, p, n, relief);
    if ((RELIEFS >> RELIEFS_HAIRLINES & 1) != 0) {
        vec3 slope = hairlineSlope(p, n, hairlinesOf(record));
        marked = (head.w & HAIRLINES) != 0u ? normalize(marked - slope) : marked;
    }
    w.normal = worked ? facingEye(marked, d) : n;
    w.along = toolDirection(p, w.normal);
    w.across = cross(w.normal, w.along);
    w.alpha = worked ? uintBitsToFloat(grooves.xy) : vec2(roughness * roughness);
    w.albedo = worked ? grooves.z : 0u;
    float height = heightOf(kind, p, n, relief);
    w.recess_mm = worked ? relief.depth_mm * (1.0 - height) : 0.0;
    w.left = worked ? 1.0 - marks.w * patinaAt(height) : 1.0;
    return w;
}

float groovedAlbedo(uint table, vec3 w)
{
    vec2 p = groovedAlbedoCoordinates(w);
    ivec2 i = min(ivec2(p), ivec2(kAlbedoTableSize - 1, kAlbedoAzimuths - 1));
    ivec2 j = min(i + 1, ivec2(kAlbedoTableSize - 1, kAlbedoAzimuths - 1));
    vec2 f = p - vec2(i);
    int first = int(table);
    float a = texelFetch(tables, first + i.y * kAlbedoTableSize + i.x).x, b = texelFetch(tables, first + i.y * kAlbedoTableSize + j.x).x;
    float c = texelFetch(tables, first + j.y * kAlbedoTableSize + i.x).x, e = texelFetch(tables, first + j.y * kAlbedoTableSize + j.x).x;
    return mix(mix(a, b, f.x), mix(c, e, f.x), f.y);
}

float directionalAlbedo(Worked w, vec3 direction, float roughness)
{
    float even = directionalAlbedo(direction.z, roughness);
    return w.albedo != 0u ? groovedAlbedo(w.albedo, direction) : even;
}

float averageAlbedo(Worked w, float roughness)
{
    float even = averageAlbedo(roughness);
    return w.albedo != 0u ? texelFetch(tables, int(w.albedo)).y : even;
}
#endif
