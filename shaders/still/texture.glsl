// Textures of foreign surfaces: three arrays of layers by size, each texture in a layer's first corner. Wrapping,
// decoding and filtering are done here, so that an edge meets the texels that the file's sampler says and not a layer's
// padding.
#ifndef VITRINE_STILL_TEXTURE_GLSL
#define VITRINE_STILL_TEXTURE_GLSL
#include "shared/colour.glsl"
#include "still/bindings.glsl"

layout(constant_id = 3) const int TEXTURE_CLASSES = 7; // bit c: array c holds textures; the others are never read

layout(set = 0, binding = BINDING_TEXTURES) uniform sampler2DArray smallTextures;
layout(set = 0, binding = BINDING_TEXTURES + 1) uniform sampler2DArray mediumTextures;
layout(set = 0, binding = BINDING_TEXTURES + 2) uniform sampler2DArray largeTextures;

vec4 textureTexel(uint bits, vec2 p)
{
    ivec3 at = ivec3(ivec2(p), int(bits & TEXTURE_LAYER_MASK));
    uint arrayIndex = (bits >> TEXTURE_CLASS_SHIFT) & 3u;
    vec4 value = vec4(1.0);
    if ((TEXTURE_CLASSES & 1) != 0) value = texelFetch(smallTextures, arrayIndex == 0u ? at : ivec3(0), 0);
    if ((TEXTURE_CLASSES & 2) != 0) {
        vec4 medium = texelFetch(mediumTextures, arrayIndex == 1u ? at : ivec3(0), 0);
        value = arrayIndex == 1u ? medium : value;
    }
    if ((TEXTURE_CLASSES & 4) != 0) {
        vec4 large = texelFetch(largeTextures, arrayIndex == 2u ? at : ivec3(0), 0);
        value = arrayIndex == 2u ? large : value;
    }
    vec3 linear = vec3(linearFromSrgb(value.x), linearFromSrgb(value.y), linearFromSrgb(value.z));
    return (bits & TEXTURE_SRGB) != 0u ? vec4(linear, value.w) : value;
}

// Column or row i of `size`, both whole numbers, i anywhere.
float wrapped(float i, float size, uint mode)
{
    float within = i - size * floor(i / size), twice = i - 2.0 * size * floor(i / (2.0 * size));
    float mirrored = twice < size ? twice : 2.0 * size - 1.0 - twice;
    float chosen = mode == WRAP_REPEAT ? within : mode == WRAP_MIRROR ? mirrored : i;
    return clamp(chosen, 0.0, size - 1.0);
}

// reference: the two words of a TEXTURE_* record. Row 0 is at v = 0.
vec4 textureAt(uvec2 reference, vec2 uv)
{
    vec2 size = vec2(float(reference.y & 0xffffu), float(reference.y >> 16));
    bool nearest = (reference.x & TEXTURE_NEAREST) != 0u;
    vec2 p = uv * size - (nearest ? 0.0 : 0.5);
    vec2 corner = floor(p), f = nearest ? vec2(0.0) : p - corner;
    uint modeU = (reference.x >> TEXTURE_WRAP_U_SHIFT) & 3u, modeV = (reference.x >> TEXTURE_WRAP_V_SHIFT) & 3u;
    float u0 = wrapped(corner.x, size.x, modeU), u1 = wrapped(corner.x + 1.0, size.x, modeU);
    float v0 = wrapped(corner.y, size.y, modeV), v1 = wrapped(corner.y + 1.0, size.y, modeV);
    vec4 upper = mix(textureTexel(reference.x, vec2(u0, v0)), textureTexel(reference.x, vec2(u1, v0)), f.x);
    vec4 lower = mix(textureTexel(reference.x, vec2(u0, v1)), textureTexel(reference.x, vec2(u1, v1)), f.x);
    return mix(upper, lower, f.y);
}
#endif
