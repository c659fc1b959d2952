// A chain of mirror reflections through the piece: from metal to metal until it escapes, or meets the ground or a stone.
#ifndef VITRINE_LIVE_REFLECTIONS_GLSL
#define VITRINE_LIVE_REFLECTIONS_GLSL
#include "live/ground.glsl"
#include "live/bend.glsl"
#include "live/surroundings.glsl"
#include "stone/band.glsl"
#include "stone/fan.glsl"
#include "still/normal.glsl"
#include "still/tree.glsl"

struct Met
{
    uint identity; // 0: nothing
    float t;
    vec3 normal;   // interpolated, towards the ray's origin
    bool back;
    uint facet;    // of a stone
    float bend;    // radians per mm by which the normal turns over the triangle, in the way in which it turns most
};

// Between the corners of an edge.
float bendOver(vec3 edge, vec3 n, vec3 m) { return length(n - m) * inversesqrt(max(dot(edge, edge), 1e-12)); }

Met meetPiece(vec3 o, vec3 d, float limit)
{
    Hit hit = Hit(limit, 0u, vec2(0.0), HIT_NONE);
    traceMesh(frame.topLevelRoot, makeRay(o, d), 0u, hit);
    bool any = hit.instance != HIT_NONE;
    int record = int(hit.primitive) * NODE_TEXELS;
    uvec4 a = texelFetch(nodes, record), b = texelFetch(nodes, record + 1), c = texelFetch(nodes, record + 2);
    uvec4 what = texelFetch(nodes, record + 3);
    float w = 1.0 - hit.barycentric.x - hit.barycentric.y;
    vec3 n0 = normalize(unpackNormal(a.w)), n1 = normalize(unpackNormal(b.w)), n2 = normalize(unpackNormal(c.w));
    vec3 n = n0 * w + n1 * hit.barycentric.x + n2 * hit.barycentric.y;
    vec3 toB = uintBitsToFloat(b.xyz), toC = uintBitsToFloat(c.xyz), geometric = cross(toB, toC);
    float bend = max(bendOver(toB, n0, n1), max(bendOver(toC, n0, n2), bendOver(toC - toB, n1, n2)));
    bool back = dot(geometric, d) > 0.0;
    n = dot(n, geometric) < 0.0 ? -n : n;
    return Met(any ? what.y : 0u, hit.t, facingEye(normalize(back ? -n : n), d), any && back, what.z, bend);
}

struct Chain
{
    vec3 origin;
    vec3 direction;
    float spread; // radians, of the lobe
    uint end;     // END_*
    uint stone;
    vec3 normal;  // of the stone where it ends on one
    uint surface; // the first metal that it is reflected by
    uint count;   // how often it is reflected by metal
    float cosine; // of the angles of incidence, their mean
};

// Half-width of a metal's lobe in direction: a microfacet's slope turns the reflection by twice its angle in the plane of
// incidence and by less across it.
float lobeOf(float roughness, float cosine) { return 2.0 * roughness * roughness * sqrt(cosine); }

// Follows the ray over at most `most` reflections; `chain.origin` and `direction` as it starts. What is not out by then
// sees the mean of the surroundings. half_mm: half-width of what the ray stands for where it starts; the bend of what it
// meets over that width then widens it, as of a cone of rays, and 0 leaves that out.
void follow(inout Chain chain, uint most, float half_mm)
{
    float widens = half_mm > 0.0 ? 1.0 : 0.0;
    chain.end = END_ESCAPES;
    chain.surface = 0u;
    chain.count = 0u;
    chain.stone = 0u;
    chain.normal = vec3(0.0);
    float cosines = 0.0;
    bool going = live.nearField > float(laneZero(chain.direction));
    if (going) do {
        float toGround = (frame.groundHeight - chain.origin.y) / chain.direction.y;
        bool down = frame.groundOn != 0u && chain.direction.y < 0.0 && toGround > 0.0;
        Met met = meetPiece(chain.origin, chain.direction, going ? (down ? toGround : 1e9) : 0.0);
        bool metal = going && met.identity >= IDENTITY_METAL;
        bool stone = going && met.identity != 0u && !metal;
        bool ground = going && met.identity == 0u && down;
        vec3 at = chain.origin + (met.identity != 0u ? met.t : toGround) * chain.direction;
        chain.origin = metal || stone || ground ? at : chain.origin;
        chain.end = ground ? END_GROUND : stone ? END_STONE : chain.end;
        chain.stone = stone ? met.identity & IDENTITY_INDEX : chain.stone;
        chain.normal = stone ? met.normal : chain.normal;
        float cosine = clamp(-dot(met.normal, chain.direction), 1e-3, 1.0);
        uint surface = met.identity & IDENTITY_INDEX;
        chain.surface = metal && chain.count == 0u ? surface : chain.surface;
        chain.count += metal ? 1u : 0u;
        cosines += metal ? cosine : 0.0;
        float lobe = lobeOf(finishOf(metal ? surface : 0u).roughness, cosine);
        half_mm += widens * chain.spread * met.t;
        float bent = min(met.bend * half_mm, MOST_BEND);
        chain.spread = metal ? sqrt(chain.spread * chain.spread + lobe * lobe + bent * bent) : chain.spread;
        chain.direction = metal || stone ? reflect(chain.direction, met.normal) : chain.direction;
        chain.origin += metal || stone ? met.normal * 1e-3 : vec3(0.0);
        going = metal;
    } while (going && chain.count < most);
    chain.end = going ? END_MEAN : chain.end;
    chain.cosine = cosines / float(max(chain.count, 1u));
}

void follow(inout Chain chain, uint most) { follow(chain, most, 0.0); }

// What the metals on the way leave of a wavelength: Schlick's form at the mean angle, once for each reflection.
float chainReflectance(Chain chain, int lane)
{
    float normal = normalReflectance(finishOf(chain.surface), lane);
    float c = 1.0 - chain.cosine;
    float F = normal + (1.0 - normal) * c * c * c * c * c;
    return chain.count == 0u ? 1.0 : pow(F, float(chain.count));
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
    vec3 rgb = chain.end == END_GROUND ? ground : chain.end == END_MEAN ? frame.tailRadiance : seen;
    return Sent(rgb, stone ? F : 1.0, stone);
}

// Of light that a stone holds, what is not absorbed until it comes out, at a wavelength.
float shareHeldBy(uint stone, int lane)
{
    float chord = sceneTexel(stone * LIVE_STONE_TEXELS + 1u).w * sceneTexel(stone * LIVE_STONE_TEXELS).w;
    vec4 species = speciesAt(speciesOf(stone), lane);
    return shareThatGetsOut(species.x, bandDepth(species.yz, chord));
}

// Light that comes out of a stone on average: the mean of what it sees, less what it absorbs.
float heldBy(uint stone, int lane) { return shareHeldBy(stone, lane) * dot(frame.tailRadiance, laneBasis(lane)); }
#endif
