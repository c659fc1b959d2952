// The near-field map's texels: which stone and direction each belongs to, and the chain of reflections that it holds.
#ifndef VITRINE_LIVE_NEAR_GEOMETRY_GLSL
#define VITRINE_LIVE_NEAR_GEOMETRY_GLSL
#include "live/reflections.glsl"

const uint NEAR_REFLECTIONS = 6u;
const float CONTACT = 0.02; // mm, as in still/contact.glsl

layout(scalar, push_constant) uniform AtlasBlock { NearAtlas atlas; };
layout(scalar, set = 0, binding = BINDING_NEAR_GEOMETRY) buffer NearBlock { uvec4 nearTexels[]; };
layout(scalar, set = 0, binding = BINDING_NEAR_LIGHT) buffer NearLightBlock { float nearLight[]; };
layout(set = 0, binding = BINDING_NEAR_STORE, r32f) uniform image2DArray nearStore;

// Where the radiance of a texel stands before it is smoothed: wavelength by wavelength, and after them how much of it
// metal mirrors that does not touch the stone, 0 or 1.
uint placeOfLight(uint texel, int layer) { return uint(layer) * (uint(nearLight.length()) / uint(NEAR_LAYERS)) + texel; }

uvec2 placeOfTexel(uint texel) { return uvec2(texel % atlas.width, texel / atlas.width); }

uint stoneOfTexel(uint texel)
{
    uvec2 tile = placeOfTexel(texel) / atlas.tile;
    return tile.x < atlas.columns ? tile.y * atlas.columns + tile.x : 0xffffffffu;
}

// The border holds what lies beyond the edge: there the octahedron folds over onto itself.
vec3 directionOfTexel(uint texel)
{
    vec2 within = vec2(placeOfTexel(texel) % atlas.tile) - 0.5;
    vec2 p = within / float(atlas.tile - 2u);
    if (p.x < 0.0 || p.x > 1.0) p = vec2(p.x < 0.0 ? -p.x : 2.0 - p.x, 1.0 - p.y);
    if (p.y < 0.0 || p.y > 1.0) p = vec2(1.0 - p.x, p.y < 0.0 ? -p.y : 2.0 - p.y);
    return directionOf(p);
}

// Two records: end, contact, stone, surface, count; cosine; spread and facing. Then origin and packed direction. A
// stone's own mirror needs its normal, of which only the cosine with the mirrored direction is kept.
void storeNear(uint texel, Chain chain, float distance, bool contact)
{
    uint what = chain.end | (contact ? 4u : 0u) | min(chain.stone, 0xfffu) << 3 | min(chain.count, 15u) << 15 |
                min(chain.surface, 0xfffu) << 19;
    float facing = chain.end == END_STONE ? clamp(dot(chain.normal, chain.direction), 0.0, 1.0) : 1.0;
    nearTexels[texel * NEAR_WORDS] =
        uvec4(what, floatBitsToUint(chain.cosine), packHalf2x16(vec2(chain.spread, facing)), 0u);
    nearTexels[texel * NEAR_WORDS + 1] =
        uvec4(floatBitsToUint(chain.origin), packSnorm2x16(2.0 * octahedralOf(chain.direction) - 1.0));
    imageStore(nearStore, ivec3(placeOfTexel(texel), NEAR_DISTANCE), vec4(distance));
}
#endif
