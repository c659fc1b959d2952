// Directional and average albedo of GGX, tabulated by engine/metal/energy.h.
#ifndef VITRINE_STILL_ALBEDO_GLSL
#define VITRINE_STILL_ALBEDO_GLSL
#include "shared/ggx.glsl"
#include "still/bindings.glsl"

float directionalAlbedo(float cosine, float roughness)
{
    vec2 p = albedoTableCoordinates(cosine, roughness);
    vec2 f = fract(p);
    ivec2 i = min(ivec2(p), ivec2(kAlbedoTableSize - 1)), j = min(i + 1, ivec2(kAlbedoTableSize - 1));
    float a = texelFetch(tables, i.y * kAlbedoTableSize + i.x).x, b = texelFetch(tables, i.y * kAlbedoTableSize + j.x).x;
    float c = texelFetch(tables, j.y * kAlbedoTableSize + i.x).x, e = texelFetch(tables, j.y * kAlbedoTableSize + j.x).x;
    return mix(mix(a, b, f.x), mix(c, e, f.x), f.y);
}

// The average albedo is kept beside the directional one, in the second component of the row's first entry.
float averageAlbedo(float roughness)
{
    float y = clamp(roughness, 0.0, 1.0) * float(kAlbedoTableSize - 1);
    int i = min(int(y), kAlbedoTableSize - 2);
    return mix(texelFetch(tables, i * kAlbedoTableSize).y, texelFetch(tables, (i + 1) * kAlbedoTableSize).y, y - float(i));
}
#endif
