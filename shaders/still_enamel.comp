// An enamelled metal (shared/enamel.glsl): the polish of the enamel's surface over the facets of the metal, seen through
// it, or over an opaque body. One ray goes on; its direction is drawn from the surface's facets, the metal's, an even
// lobe or the lights, and weighed by the balance heuristic over all four.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/contact.glsl"
#include "still/continue.glsl"
#include "still/enamel.glsl"
#include "still/worked.glsl"
layout(local_size_x = 64) in;

// Of the samples: towards the lights, evenly, and from the surface's facets, however dark their reflection; the rest from
// the metal's. Of an opaque enamel there are none of those.
struct Shares
{
    float light, even, surface, metal;
};

Shares sharesOf(bool opaque, bool contact, float F)
{
    float light = contact ? 0.0 : opaque ? 0.4 : 0.25;
    float surface = (1.0 - light) * clamp(F, 0.2, 0.8), rest = 1.0 - light - surface;
    float even = opaque ? rest : 0.2 * rest;
    return Shares(light, even, surface, rest - even);
}

// The frame of the layer's surface, and that of the metal's facets beneath.
struct Frames
{
    mat3 surface, metal; // columns: along, across, normal; in the world's frame
};

vec3 metalFromSurface(Frames f, vec3 v) { return transpose(f.metal) * (f.surface * v); }
vec3 surfaceFromMetal(Frames f, vec3 v) { return transpose(f.surface) * (f.metal * v); }

vec3 aboveMetal(vec3 v) { return vec3(v.xy, max(v.z, 1e-4)); }

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_ENAMEL)) return;
    uint slot = queueEntry(QUEUE_ENAMEL, entry);
    uint flags = rayFlags(slot), bounce = bounceOf(flags);
    vec3 o = rayOrigin(slot), d = rayDirection(slot);
    Hit hit = loadHit(slot);
    SurfacePoint at = surfaceAt(hit, o, d);
    bool contact = touchesStone(flags, hit, at);
    if (contact) {
        at.position = o;
        at.geometric = -facetNormal(flags, o);
        at.normal = at.geometric;
    }
    uint record = frame.surfaceRecords + at.surface * SURFACE_TEXELS;
    uint alloy = dressBits(record).z;
    Layer layer = layerOf(record);
    float alpha = layer.roughness * layer.roughness;
    Worked worked = workedAt(record, at.position, at.normal, d, contact);
    vec3 t, b;
    basisAbout(at.normal, t, b);
    Frames frames = Frames(mat3(t, b, at.normal), mat3(worked.along, worked.across, worked.normal));

    vec3 wo = -vec3(dot(d, t), dot(d, b), dot(d, at.normal));
    wo.z = clamp(wo.z, 1e-4, 1.0);
    LayerWay wayO = wayThrough(layer, wo.z);
    vec3 metalO = aboveMetal(metalFromSurface(frames, intoEnamel(wo, layer.index)));
    vec2 choice = randomPair(slot, dimensionOf(bounce, 0u)), u = randomPair(slot, dimensionOf(bounce, 1u));
    Shares shares = sharesOf(layer.opaque, contact, wayO.F);
    bool byLight = choice.x < shares.light, byEven = !byLight && choice.x < shares.light + shares.even;
    bool bySurface = !byLight && !byEven && choice.x < shares.light + shares.even + shares.surface;

    vec3 wi = reflect(-wo, ggxSampleVisibleNormal(wo, alpha, u));
    vec3 fromMetal = reflect(-metalO, drawnNormal(metalO, worked.alpha, u)), v = surfaceFromMetal(frames, fromMetal);
    vec3 through = v.z > 0.0 ? outOfEnamel(v, layer.index) : vec3(1.0, 0.0, 0.0);
    bool held = !byLight && !byEven && !bySurface && through.z <= 0.0;
    wi = byEven ? cosineHemisphere(u) : bySurface || byLight ? wi : through;
    vec3 toLight = sampleTowardsLight(at.position, choice.x / max(shares.light, 1e-6), u);
    wi = byLight ? vec3(dot(toLight, t), dot(toLight, b), dot(toLight, at.normal)) : wi;
    vec3 away = frames.surface * wi;
    // A direction that would go under the enamel's own surface grazes it instead.
    float under = dot(away, at.geometric);
    away = under < 1e-3 && !byLight ? normalize(away + (1e-3 - under) * at.geometric) : away;
    wi.z = max(wi.z, byLight ? wi.z : 1e-4);
    bool valid = !held && wi.z > 0.0 && dot(away, at.geometric) > 0.0;
    wi.z = clamp(wi.z, 1e-4, 1.0);

    vec3 h = normalize(wo + wi);
    LayerWay wayI = wayThrough(layer, wi.z);
    vec3 metalI = aboveMetal(metalFromSurface(frames, intoEnamel(wi, layer.index))), metalH = normalize(metalO + metalI);
    float squeeze = enamelSqueeze(wi.z, wayI.cosineInside, layer.index);
    Seen seen = lookFrom(at.position, away);
    float probability = shares.surface * ggxReflectionPdf(wo.z, h, alpha) + shares.even * cosineHemispherePdf(wi.z) +
                        shares.metal * reflectionDensity(metalO, metalH, worked.alpha) * squeeze + shares.light * seen.probability;
    float polish = ggxDistribution(h, alpha) * ggxVisibility(wo.z, wi.z, alpha) * wi.z / max(probability, 1e-12);
    polish *= fresnelDielectric(clamp(dot(wi, h), 0.0, 1.0), layer.index);
    float facets = facetReflection(metalO, metalI, metalH, worked.alpha) * metalI.z * squeeze / max(probability, 1e-12);
    float even = wi.z / max(probability, 1e-12), cosH = clamp(dot(metalI, metalH), 0.0, 1.0);

    Spectrum throughput = loadThroughput(slot);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        LayerLight light = layerLight(layer, wayO, wayI, worked.recess_mm, alloy, worked.left, cosH, l);
        throughput.lane[l] *= valid ? polish + light.facets * facets + light.even * even : 0.0;
    }

    uint stone = flags & FLAG_SKIP_MASK, facet = (flags >> FLAG_FACET_SHIFT) & FLAG_FACET_MASK;
    uint next = flags & ~(FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT));
    // Light that an even lobe finds behind metal by chance alone is a caustic, as on the ground.
    if (byEven || (byLight && layer.opaque)) next |= FLAG_DIFFUSE;
    if (contact) {
        next |= FLAG_REENTER;
        storeHit(slot, Hit(0.0, facet, vec2(0.0), INSTANCE_STONE | (stone - 1u)));
    }
    if (!survives(throughput, next, choice.y)) return;
    vec3 pending = contact ? vec3(0.0) : xyzThrough(throughput, seenBy(flags, seen.radiance));
    // Off the surface by more than the error of the hit point, in proportion to where it is.
    float lift = 8e-6 * (1.0 + max(max(abs(at.position.x), abs(at.position.y)), abs(at.position.z)));
    continuePath(slot, contact ? at.position : at.position + at.geometric * lift, away, next, throughput, pending);
}
