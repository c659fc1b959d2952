// A chain of mirror reflections through the piece: from metal to metal until it escapes, or meets the ground or a stone.
#ifndef VITRINE_LIVE_REFLECTIONS_GLSL
#define VITRINE_LIVE_REFLECTIONS_GLSL
#include "live/ground.glsl"
#include "live/surroundings.glsl"
#include "shared/fresnel.glsl"
#include "still/normal.glsl"
#include "still/tree.glsl"

const int REFLECTIONS = 2; // off metal, beyond the surface that the chain begins on

struct Met
{
    uint identity; // 0: nothing
    float t;
    vec3 normal;   // interpolated, towards the ray's origin
    bool back;
    uint facet;    // of a stone
};

Met meetPiece(vec3 o, vec3 d, float limit)
{
    Hit hit = Hit(limit, 0u, vec2(0.0), HIT_NONE);
    traceMesh(frame.topLevelRoot, makeRay(o, d), 0u, hit);
    bool any = hit.instance != HIT_NONE;
    int record = int(hit.primitive) * NODE_TEXELS;
    uvec4 a = texelFetch(nodes, record), b = texelFetch(nodes, record + 1), c = texelFetch(nodes, record + 2);
    uvec4 what = texelFetch(nodes, record + 3);
    float w = 1.0 - hit.barycentric.x - hit.barycentric.y;
    vec3 n = normalize(unpackNormal(a.w)) * w + normalize(unpackNormal(b.w)) * hit.barycentric.x +
             normalize(unpackNormal(c.w)) * hit.barycentric.y;
    vec3 geometric = cross(uintBitsToFloat(b.xyz), uintBitsToFloat(c.xyz));
    bool back = dot(geometric, d) > 0.0;
    n = dot(n, geometric) < 0.0 ? -n : n;
    return Met(any ? what.y : 0u, hit.t, facingEye(normalize(back ? -n : n), d), any && back, what.z);
}

struct Chain
{
    vec3 origin;
    vec3 direction;
    float spread; // radians, of the lobe
    uint end;     // END_*
    uint stone;
    vec3 normal;  // of the stone where it ends on one
    uvec2 surfaces; // met on the way: surface + 1, 0 for none
    vec2 cosines;
};

// Half-width of a metal's lobe in direction: a microfacet's slope turns the reflection by twice its angle in the plane of
// incidence and by less across it.
float lobeOf(float roughness, float cosine) { return 2.0 * roughness * roughness * sqrt(cosine); }

// Follows the ray; `chain.origin` and `direction` as it starts.
void follow(inout Chain chain)
{
    chain.end = END_ESCAPES;
    chain.surfaces = uvec2(0u);
    chain.cosines = vec2(1.0);
    chain.stone = 0u;
    chain.normal = vec3(0.0);
    int count = 0;
    bool going = live.nearField > 0.0;
    if (going) do {
        float toGround = (frame.groundHeight - chain.origin.y) / chain.direction.y;
        bool down = frame.groundOn != 0u && chain.direction.y < 0.0 && toGround > 0.0;
        Met met = meetPiece(chain.origin, chain.direction, going ? (down ? toGround : 1e9) : 0.0);
        bool metal = met.identity >= IDENTITY_METAL;
        bool stone = met.identity != 0u && !metal;
        bool ground = met.identity == 0u && down;
        vec3 at = chain.origin + (met.identity != 0u ? met.t : toGround) * chain.direction;
        bool moves = going && (metal || stone || ground);
        chain.origin = moves ? at : chain.origin;
        chain.end = !going ? chain.end : ground ? END_GROUND : stone ? END_STONE : END_ESCAPES;
        chain.stone = going && stone ? met.identity & IDENTITY_INDEX : chain.stone;
        chain.normal = going && stone ? met.normal : chain.normal;
        bool turns = going && (metal || stone);
        vec3 outward = met.normal;
        float cosine = clamp(-dot(outward, chain.direction), 1e-3, 1.0);
        bool reflects = going && metal;
        uint surface = (met.identity & IDENTITY_INDEX) + 1u;
        chain.surfaces.x = reflects && count == 0 ? surface : chain.surfaces.x;
        chain.surfaces.y = reflects && count == 1 ? surface : chain.surfaces.y;
        chain.cosines.x = reflects && count == 0 ? cosine : chain.cosines.x;
        chain.cosines.y = reflects && count == 1 ? cosine : chain.cosines.y;
        float roughness = uintBitsToFloat(dressingOf(reflects ? surface - 1u : 0u).y);
        float lobe = lobeOf(roughness, cosine);
        chain.spread = reflects ? sqrt(chain.spread * chain.spread + lobe * lobe) : chain.spread;
        chain.direction = turns ? reflect(chain.direction, outward) : chain.direction;
        chain.origin += turns ? outward * 1e-3 : vec3(0.0);
        ++count;
        going = reflects;
    } while (going && count < REFLECTIONS);
}

// Reflectance of a surface by its number + 1; 1 for none.
float reflectanceOf(uint surface, float cosine, int lane)
{
    vec4 index = alloyAt(dressingOf(max(surface, 1u) - 1u).z, lane);
    return surface == 0u ? 1.0 : fresnelConductor(cosine, index.x, index.y);
}

// What the end of a chain sends back: its own light and, for a stone, how much of the light that the stone holds.
struct Sent
{
    vec3 rgb;       // linear Rec.709, of what is mirrored, or of the ground
    float mirrored; // share of it
    bool through;   // a stone: the rest comes through it
};

// From END_GROUND the direction is still the one that came; from a stone it is the mirrored one.
Sent sentBack(Chain chain)
{
    vec3 seen = softRadiance(chain.origin, chain.direction, max(chain.spread, live.lightSpread));
    vec3 ground = groundRadiance(chain.origin, chain.direction);
    bool stone = chain.end == END_STONE;
    float index = speciesAt(speciesOf(stone ? chain.stone : 0u), WAVES / 2).x;
    float F = fresnelDielectric(clamp(dot(chain.normal, chain.direction), 1e-3, 1.0), stone ? index : 1.5);
    return Sent(chain.end == END_GROUND ? ground : seen, stone ? F : 1.0, stone);
}

// Light that comes out of a stone on average, at a wavelength: the mean of what it sees, less what it absorbs on two
// mean chords.
float heldBy(uint stone, int lane)
{
    float path = 2.0 * sceneTexel(stone * LIVE_STONE_TEXELS + 1u).w * sceneTexel(stone * LIVE_STONE_TEXELS).w;
    return exp(-speciesAt(speciesOf(stone), lane).y * path) * dot(frame.tailRadiance, laneBasis(lane));
}
#endif
