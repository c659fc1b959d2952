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

// What a path meets: o is where it comes from, in the surface's frame and, inside, in the metal's.
struct Meeting
{
    Layer layer;
    Worked worked;
    Frames frames;
    uint alloy;
    float alpha; // GGX, of the surface
    vec3 o, metalO;
    LayerWay way;
};

Meeting meetingAt(SurfacePoint at, vec3 d, bool contact)
{
    uint record = frame.surfaceRecords + at.surface * SURFACE_TEXELS;
    Meeting m;
    m.layer = layerOf(record);
    m.worked = workedAt(record, at.position, at.normal, d, contact);
    vec3 t, b;
    basisAbout(at.normal, t, b);
    m.frames = Frames(mat3(t, b, at.normal), mat3(m.worked.along, m.worked.across, m.worked.normal));
    m.alloy = dressBits(record).z;
    m.alpha = m.layer.roughness * m.layer.roughness;
    m.o = -d * m.frames.surface;
    m.o.z = clamp(m.o.z, 1e-4, 1.0);
    m.metalO = aboveMetal(metalFromSurface(m.frames, intoEnamel(m.o, m.layer.index)));
    m.way = wayThrough(m.layer, m.o.z);
    return m;
}

// A direction by the metal's facets, out of the layer; z is 0 where the surface lets nothing out.
vec3 drawnThrough(Meeting m, vec2 u)
{
    vec3 v = surfaceFromMetal(m.frames, reflect(-m.metalO, drawnNormal(m.metalO, m.worked.alpha, u)));
    return v.z > 0.0 ? outOfEnamel(v, m.layer.index) : vec3(1.0, 0.0, 0.0);
}

// What a direction weighs: all that it brings over the density of its being drawn. light: density of the light's samples.
struct Weight
{
    float polish;       // by the surface's facets, with their reflectance
    float facets, even; // by LayerLight's two
    LayerWay way;
    float cosH;         // at the metal's facets
};

Weight weightOf(Meeting m, Shares shares, vec3 i, float light)
{
    vec3 h = normalize(m.o + i);
    Weight w;
    w.way = wayThrough(m.layer, i.z);
    vec3 metalI = aboveMetal(metalFromSurface(m.frames, intoEnamel(i, m.layer.index))), metalH = normalize(m.metalO + metalI);
    float squeeze = enamelSqueeze(i.z, w.way.cosineInside, m.layer.index);
    float density = shares.surface * ggxReflectionPdf(m.o.z, h, m.alpha) + shares.even * cosineHemispherePdf(i.z) +
                    shares.metal * reflectionDensity(m.metalO, metalH, m.worked.alpha) * squeeze + shares.light * light;
    float each = 1.0 / max(density, 1e-12), F = fresnelDielectric(clamp(dot(i, h), 0.0, 1.0), m.layer.index);
    w.polish = F * ggxDistribution(h, m.alpha) * ggxVisibility(m.o.z, i.z, m.alpha) * i.z * each;
    w.facets = facetReflection(m.metalO, metalI, metalH, m.worked.alpha) * metalI.z * squeeze * each;
    w.even = i.z * each;
    w.cosH = clamp(dot(metalI, metalH), 0.0, 1.0);
    return w;
}

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
    Meeting m = meetingAt(at, d, contact);
    vec2 choice = randomPair(slot, dimensionOf(bounce, 0u)), u = randomPair(slot, dimensionOf(bounce, 1u));
    Shares shares = sharesOf(m.layer.opaque, contact, m.way.F);
    bool byLight = choice.x < shares.light, byEven = !byLight && choice.x < shares.light + shares.even;
    bool bySurface = !byLight && !byEven && choice.x < shares.light + shares.even + shares.surface;

    vec3 through = drawnThrough(m, u);
    bool held = !byLight && !byEven && !bySurface && through.z <= 0.0;
    vec3 wi = byEven ? cosineHemisphere(u) : bySurface ? reflect(-m.o, ggxSampleVisibleNormal(m.o, m.alpha, u)) : through;
    vec3 toLight = sampleTowardsLight(at.position, choice.x / max(shares.light, 1e-6), u);
    wi = byLight ? toLight * m.frames.surface : wi;
    vec3 away = m.frames.surface * wi;
    // A direction that would go under the enamel's own surface grazes it instead.
    float under = dot(away, at.geometric);
    away = under < 1e-3 && !byLight ? normalize(away + (1e-3 - under) * at.geometric) : away;
    wi.z = max(wi.z, byLight ? wi.z : 1e-4);
    bool valid = !held && wi.z > 0.0 && dot(away, at.geometric) > 0.0;
    wi.z = clamp(wi.z, 1e-4, 1.0);

    Seen seen = lookFrom(at.position, away);
    Weight weight = weightOf(m, shares, wi, seen.probability);
    Spectrum throughput = loadThroughput(slot);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        LayerLight light = layerLight(m.layer, m.way, weight.way, m.worked.recess_mm, m.alloy, m.worked.left, weight.cosH, l);
        throughput.lane[l] *= valid ? weight.polish + light.facets * weight.facets + light.even * weight.even : 0.0;
    }

    uint stone = flags & FLAG_SKIP_MASK, facet = (flags >> FLAG_FACET_SHIFT) & FLAG_FACET_MASK;
    uint next = flags & ~(FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT));
    // Light that an even lobe finds behind metal by chance alone is a caustic, as on the ground.
    if (byEven || (byLight && m.layer.opaque)) next |= FLAG_DIFFUSE;
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
