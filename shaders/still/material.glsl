// A glTF material at a point: its factors, textures and vertex colour, read from a foreign surface's record.
#ifndef VITRINE_STILL_MATERIAL_GLSL
#define VITRINE_STILL_MATERIAL_GLSL
#include "shared/fresnel.glsl"
#include "still/bindings.glsl"
#include "still/normal.glsl"
#include "still/texture.glsl"

layout(set = 0, binding = BINDING_ATTRIBUTES) uniform utextureBuffer attributes;

struct Material
{
    uint flags;
    vec4 base;        // linear Rec.709, alpha
    float alphaCutoff;
    float metallic;
    float roughness;
    float index;      // at the d line, 587.56 nm
    float cauchy;     // nm^2: B of index = A + B / wavelength^2
    vec3 specularColor;
    float specular;
    vec3 emission;    // linear Rec.709 relative to D65
    float transmission;
    vec3 normal;      // unit, shading normal on the side that the ray came from
};

// What a triangle's corners carry besides their normals, between them; white and untextured where they carry nothing.
struct Attributes
{
    vec2 uv;
    vec3 tangent; // not unit
    float turn;   // of the bitangent, +1 or -1
    vec4 color;
};

vec4 unpackColor(uint packed)
{
    vec4 c = unpackUnorm4x8(packed);
    return vec4(c.xyz * c.xyz, c.w);
}

// first: texel of the triangle's first corner + 1, or 0; at: barycentric coordinates of the second and third corner.
Attributes attributesOf(uint first, vec2 at)
{
    bool any = first != 0u;
    uvec4 a = texelFetch(attributes, any ? int(first) - 1 : 0), b = texelFetch(attributes, any ? int(first) : 0),
          c = texelFetch(attributes, any ? int(first) + 1 : 0);
    vec3 w = vec3(1.0 - at.x - at.y, at);
    vec2 uv = uintBitsToFloat(a.xy) * w.x + uintBitsToFloat(b.xy) * w.y + uintBitsToFloat(c.xy) * w.z;
    vec3 tangent = unpackNormal(a.z) * w.x + unpackNormal(b.z) * w.y + unpackNormal(c.z) * w.z;
    vec4 color = unpackColor(a.w) * w.x + unpackColor(b.w) * w.y + unpackColor(c.w) * w.z;
    return Attributes(any ? uv : vec2(0.0), tangent, (a.z & 1u) != 0u ? -1.0 : 1.0, any ? color : vec4(1.0));
}

// The normal of a normal texture's texel (already in -1..1), on the side that the ray came from as `normal` is. The
// attributes' tangent is in the world's frame; back: that side is the surface's back.
vec3 mappedNormal(vec3 texel, Attributes along, vec3 normal, bool back, vec3 d)
{
    float side = back ? -1.0 : 1.0;
    vec3 n = side * normal, t = along.tangent;
    t -= dot(t, n) * n;
    t = dot(t, t) > 0.0 ? normalize(t) : vec3(0.0);
    vec3 mapped = side * (t * texel.x + cross(n, t) * (along.turn * texel.y) + n * texel.z);
    return facingEye(dot(mapped, mapped) > 1e-12 ? normalize(mapped) : normal, d);
}

// record: of the surface, in `dress`.
Material materialOf(uint record, Attributes along, vec3 normal, bool back, vec3 d)
{
    uvec4 head = dressBits(record);
    vec4 base = dressTexel(record + 1u), coat = dressTexel(record + 2u), specular = dressTexel(record + 3u),
         emission = dressTexel(record + 4u);
    Material m = Material(head.y, base * along.color, uintBitsToFloat(head.z), coat.x, coat.y, coat.z, coat.w,
                          specular.xyz, specular.w, emission.xyz, emission.w, normal);
    vec3 normalTexel = vec3(0.0, 0.0, 1.0);
    if (TEXTURE_CLASSES != 0) {
        uint count = head.x == SURFACE_FOREIGN ? head.y >> FOREIGN_COUNT_SHIFT : 0u;
        for (uint i = 0u; i < count; ++i) {
            uvec4 reference = dressBits(record + FOREIGN_TEXTURES + i);
            vec4 v = textureAt(reference.xy, along.uv);
            uint role = reference.z;
            m.base *= role == ROLE_BASE_COLOR ? v : vec4(1.0);
            m.roughness *= role == ROLE_METALLIC_ROUGHNESS ? v.y : 1.0;
            m.metallic *= role == ROLE_METALLIC_ROUGHNESS ? v.z : 1.0;
            m.emission *= role == ROLE_EMISSIVE ? v.xyz : vec3(1.0);
            m.specular *= role == ROLE_SPECULAR ? v.w : 1.0;
            m.specularColor *= role == ROLE_SPECULAR_COLOR ? v.xyz : vec3(1.0);
            m.transmission *= role == ROLE_TRANSMISSION ? v.x : 1.0;
            normalTexel = role == ROLE_NORMAL ? v.xyz * 2.0 - 1.0 : normalTexel;
        }
        normalTexel.xy *= uintBitsToFloat(head.w);
        m.normal = mappedNormal(normalTexel, along, normal, back, d);
    }
    m.roughness = max(m.roughness, 0.03); // a perfect mirror has no density to weigh samples by
    return m;
}

// Index of refraction of lane l by Cauchy's formula through the d line.
float indexAt(Material m, float wavelength_nm)
{
    return m.index + m.cauchy * (1.0 / (wavelength_nm * wavelength_nm) - 1.0 / (587.56 * 587.56));
}

// KHR_materials_ior and KHR_materials_specular over the exact reflectance F at relative index eta: the glTF formula with
// the rise of Fresnel's equations in place of Schlick's fifth power. Total reflection stays total.
float dielectricReflectance(float cosine, float eta, float specular, float tint)
{
    float F = fresnelDielectric(cosine, eta);
    float f0 = (eta - 1.0) / (eta + 1.0);
    f0 *= f0;
    float rise = clamp((F - f0) / max(1.0 - f0, 1e-6), 0.0, 1.0);
    return F >= 1.0 ? 1.0 : specular * mix(min(f0 * tint, 1.0), 1.0, rise);
}

float schlick(float f0, float f90, float cosine)
{
    float c = clamp(1.0 - cosine, 0.0, 1.0), c2 = c * c;
    return f0 + (f90 - f0) * c2 * c2 * c;
}
#endif
