// A glTF material where a path has hit it, and its volume along a path.
#ifndef VITRINE_STILL_FOREIGN_GLSL
#define VITRINE_STILL_FOREIGN_GLSL
#include "still/material.glsl"
#include "still/spectral.glsl"
#include "still/surface.glsl"

Material materialAt(Hit hit, SurfacePoint at, vec3 d)
{
    uint first = texelFetch(shading, int(texelFetch(nodes, int(hit.primitive) * NODE_TEXELS + 3).x)).w;
    Attributes along = attributesOf(first, hit.barycentric);
    uint instance = frame.instanceRecords + hit.instance * INSTANCE_TEXELS;
    vec3 row0 = sceneTexel(instance).xyz, row1 = sceneTexel(instance + 1u).xyz, row2 = sceneTexel(instance + 2u).xyz;
    // Tangents go by worldFromMesh, the inverse of what the rows hold, here up to its determinant.
    along.tangent = along.tangent.x * cross(row1, row2) + along.tangent.y * cross(row2, row0) +
                    along.tangent.z * cross(row0, row1);
    return materialOf(frame.surfaceRecords + at.surface * SURFACE_TEXELS, along, at.normal, at.back, d);
}

// Beer-Lambert over a path of length t through the volume of surface medium - 1; KHR_materials_volume.
void attenuate(inout Spectrum throughput, uint medium, float t)
{
    uint surface = max(medium, 1u) - 1u;
    vec4 left = dressTexel(frame.surfaceRecords + surface * SURFACE_TEXELS + FOREIGN_ATTENUATION);
    float lengths = medium != 0u && left.w > 0.0 ? t / left.w : 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        throughput.lane[l] *= lengths > 0.0 ? pow(max(dot(left.xyz, laneBasis(l)), 1e-4), lengths) : 1.0;
}

#endif
