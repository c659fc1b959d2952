// Where a path has hit a triangle: position, geometric and interpolated normal.
#ifndef VITRINE_STILL_SURFACE_GLSL
#define VITRINE_STILL_SURFACE_GLSL
#include "still/normal.glsl"
#include "still/trace.glsl"

struct SurfacePoint
{
    vec3 position;
    vec3 geometric; // unit, on the side that the ray came from
    vec3 normal;    // interpolated, same side
    uint surface;
    bool back;      // the ray came from behind
};

SurfacePoint surfaceAt(Hit hit, vec3 o, vec3 d)
{
    uint at = frame.instanceRecords + hit.instance * INSTANCE_TEXELS;
    vec3 row0 = sceneTexel(at).xyz, row1 = sceneTexel(at + 1u).xyz, row2 = sceneTexel(at + 2u).xyz;
    uvec4 what = sceneBits(at + 3u);
    int record = int(hit.primitive) * NODE_TEXELS;
    vec3 n = cross(nodeTexel(record + 1).xyz, nodeTexel(record + 2).xyz);
    uvec4 corners = texelFetch(shading, int(texelFetch(nodes, record + 3).x));
    float w = 1.0 - hit.barycentric.x - hit.barycentric.y;
    vec3 s = normalize(unpackNormal(corners.x)) * w + normalize(unpackNormal(corners.y)) * hit.barycentric.x +
             normalize(unpackNormal(corners.z)) * hit.barycentric.y;
    // Normals go by the inverse transpose, and the rows are those of meshFromWorld.
    vec3 geometric = normalize(n.x * row0 + n.y * row1 + n.z * row2);
    vec3 normal = normalize(s.x * row0 + s.y * row1 + s.z * row2);
    bool back = dot(geometric, d) > 0.0;
    geometric = back ? -geometric : geometric;
    normal = dot(normal, geometric) < 0.0 ? -normal : normal;
    return SurfacePoint(o + hit.t * d, geometric, facingEye(normal, d), what.y, back);
}
#endif
