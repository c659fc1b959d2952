// An enamelled metal that the eye sees, by the functions of the still: what its surface mirrors, what the metal beneath
// mirrors through it, and what comes out evenly in the light from all around.
#ifndef VITRINE_LIVE_ENAMEL_GLSL
#define VITRINE_LIVE_ENAMEL_GLSL
#include "live/gathered.glsl"
#include "live/worked.glsl"
#include "still/enamel.glsl"

struct Beneath
{
    vec3 direction; // in which it leaves the layer
    float cosine;   // of that with the layer's normal
    float facet;    // and of the way inside with the metal's
    float spread;   // of the lobe, outside
    float recess_mm;
    float left;
};

// The mirror image in the metal of what the eye looks along, bent in and out. n: of the layer's surface, towards the eye.
Beneath beneath(Layer layer, Finish finish, vec3 at, vec3 n, vec3 d, float pixel_mm)
{
    bool isWorked = (dressBits(layer.record).w & WORKED) != 0u;
    Worked worked = workedAt(layer.record, at, n, pixel_mm);
    vec4 marks = dressTexel(layer.record + 2u);
    vec3 m = isWorked ? worked.normal : n;
    float plain = finish.roughness * finish.roughness;
    float alpha = isWorked ? sqrt(worked.alpha * worked.alpha + 0.5 * worked.excess * worked.excess) : plain;

    vec3 inside = refractDirection(d, n, 1.0 / layer.index);
    float facet = clamp(-dot(inside, m), 1e-3, 1.0);
    vec3 up = outOf(n, reflect(inside, m));
    float cosineUp = dot(up, n), cosine = sqrt(max(1.0 - layer.index * layer.index * (1.0 - cosineUp * cosineUp), 1e-3));
    Beneath b;
    b.direction = normalize(layer.index * (up - cosineUp * n) + cosine * n);
    b.cosine = clamp(dot(b.direction, n), 1e-3, 1.0);
    b.facet = facet;
    b.spread = 2.0 * layer.index * min(alpha, 1.0) * sqrt(facet);
    b.recess_mm = isWorked ? worked.recess_mm : 0.0;
    b.left = isWorked ? worked.left : 1.0;
    return b;
}

// XYZ that comes out evenly of light of that colour from one side.
vec3 evenlyLit(Layer layer, LayerWay o, Arriving light, Beneath b, uint alloy)
{
    LayerWay i = wayThrough(layer, light.cosine);
    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        xyz += PI * layerLight(layer, o, i, b.recess_mm, alloy, b.left, b.facet, l).even * dot(light.rgb, laneBasis(l)) * laneWeight(l);
    return xyz;
}

float sentTowards(Chain chain, Sent sent, int lane)
{
    float through = sent.through ? (1.0 - sent.mirrored) * heldBy(chain.stone, lane) : 0.0;
    return chainReflectance(chain, lane) * (sent.mirrored * dot(sent.rgb, laneBasis(lane)) + through);
}

// mirrored, sent: what the enamel's surface mirrors. bend: of the surface over the sample, as the half-width of a lobe.
vec3 enamelLight(Finish finish, Chain mirrored, Sent sent, vec3 at, vec3 n, vec3 d, float cosine, float bend, float width_mm)
{
    Layer layer = layerOf(finish.record);
    uint alloy = finish.enamelled ? finish.alloy : 0u;
    Beneath b = beneath(layer, finish, at, n, d, width_mm * inversesqrt(max(cosine, 0.1)));
    Chain chain;
    chain.origin = at + n * 3e-3;
    chain.direction = b.direction;
    chain.spread = sqrt(b.spread * b.spread + bend * bend);
    bool clear = finish.enamelled && !layer.opaque;
    follow(chain, clear ? 3u : 0u, 0.5 * width_mm);
    Sent below = sentBack(chain);

    LayerWay o = wayThrough(layer, cosine), i = wayThrough(layer, b.cosine);
    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        // Of the metal's lobe, whose middle this is, as much as escapes.
        float facets = o.escapes * layerLight(layer, o, i, b.recess_mm, alloy, b.left, b.facet, l).facets;
        xyz += (o.F * sentTowards(mirrored, sent, l) + facets * sentTowards(chain, below, l)) * laneWeight(l);
    }
    uint cards = finish.enamelled ? frame.lightCount : 0u, around = finish.enamelled ? GATHERED : 0u;
    for (uint k = 0u; k < cards; ++k) xyz += evenlyLit(layer, o, fromCard(k, at, n), b, alloy);
    for (uint k = 0u; k < around; ++k) xyz += evenlyLit(layer, o, fromAround(k, at, n), b, alloy);
    return xyz;
}
#endif
