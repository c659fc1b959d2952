// A metal: GGX microfacets with the exact reflectance of its complex index at each wavelength, and Kulla and Conty's
// compensation for the light that meets more than one of them. One ray goes on; its direction is drawn from the
// microfacets, the compensation's cosine lobe or the lights, and weighed by the balance heuristic over all three.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/fresnel.glsl"
#include "shared/ggx.glsl"
#include "shared/mixture.glsl"
#include "still/albedo.glsl"
#include "still/contact.glsl"
#include "still/continue.glsl"
#include "still/worked.glsl"
layout(local_size_x = 64) in;

const float MIRROR = 0.03; // GGX alpha below which the lights are found by reflection alone

float drawnWeight(vec3 o, vec3 i, vec2 alpha)
{
    return GROOVES ? ggxSampleWeight(o, i, alpha) : ggxSampleWeight(o.z, i.z, alpha.x);
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_METAL)) return;
    uint slot = queueEntry(QUEUE_METAL, entry);
    uint flags = rayFlags(slot);
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
    uvec4 surface = dressBits(record);
    float roughness = uintBitsToFloat(surface.y), left = 1.0;
    vec2 alpha = vec2(roughness * roughness);

    vec3 t, b;
    basisAbout(at.normal, t, b);
    Worked worked;
    if (GROOVES) {
        worked = workedAt(record, at.position, at.normal, d, contact);
        at.normal = worked.normal;
        t = worked.along;
        b = worked.across;
        alpha = worked.alpha;
        left = worked.left;
    }
    vec3 wo = -vec3(dot(d, t), dot(d, b), dot(d, at.normal));
    wo.z = max(wo.z, 1e-4);
    uint bounce = bounceOf(flags);
    vec2 choice = randomPair(slot, dimensionOf(bounce, 0u)), u = randomPair(slot, dimensionOf(bounce, 1u));
    bool mirror = max(alpha.x, alpha.y) < MIRROR;
    LobeShares share = metalShares(mirror, !contact);
    bool byLight = drawsLight(share, choice.x), byFacetsAlone = share.light + share.cosine == 0.0;

    vec3 h = drawnNormal(wo, alpha, u);
    vec3 wi = reflect(-wo, h);
    wi = drawsCosine(share, choice.x) ? cosineHemisphere(u) : wi;
    vec3 toLight = sampleTowardsLight(at.position, lightChoice(share, choice.x), u);
    wi = byLight ? vec3(dot(toLight, t), dot(toLight, b), dot(toLight, at.normal)) : wi;
    // A reflection that would go under the metal's own surface grazes it instead.
    vec3 away = t * wi.x + b * wi.y + at.normal * wi.z;
    float under = dot(away, at.geometric);
    away = under < 1e-3 && !byLight ? normalize(away + (1e-3 - under) * at.geometric) : away;
    wi.z = max(wi.z, byLight ? wi.z : 1e-4);
    bool valid = wi.z > 0.0 && dot(away, at.geometric) > 0.0;

    h = normalize(wo + wi);
    float cosI = clamp(wi.z, 1e-4, 1.0), cosO = clamp(wo.z, 1e-4, 1.0);
    Seen seen = lookFrom(at.position, away);
    vec3 shownO = vec3(wo.xy, cosO), shownI = vec3(wi.xy, cosI);
    float facets = reflectionDensity(shownO, h, alpha);
    float probability = mixturePdf(share, seen.probability, cosineHemispherePdf(cosI), facets);
    float single = facetReflection(shownO, shownI, h, alpha) * cosI / max(probability, 1e-12);
    single = byFacetsAlone ? drawnWeight(shownO, shownI, alpha) : single;
    float albedoO = GROOVES ? directionalAlbedo(worked, shownO, roughness) : directionalAlbedo(cosO, roughness);
    float albedoI = GROOVES ? directionalAlbedo(worked, shownI, roughness) : directionalAlbedo(cosI, roughness);
    float albedoMean = GROOVES ? averageAlbedo(worked, roughness) : averageAlbedo(roughness);

    Spectrum throughput = loadThroughput(slot);
    float cosH = clamp(dot(wi, h), 0.0, 1.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 index = alloyAt(surface.z, l);
        float multiple = multipleScattering(albedoO, albedoI, albedoMean, index.z) * cosI;
        multiple = byFacetsAlone ? 0.0 : multiple / max(probability, 1e-12);
        throughput.lane[l] *= valid ? left * (fresnelConductor(cosH, index.x, index.y) * single + multiple) : 0.0;
    }

    uint stone = flags & FLAG_SKIP_MASK, facet = (flags >> FLAG_FACET_SHIFT) & FLAG_FACET_MASK;
    uint next = flags & ~(FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT));
    if (contact) {
        next |= FLAG_REENTER;
        storeHit(slot, Hit(0.0, facet, vec2(0.0), INSTANCE_STONE | (stone - 1u)));
    }
    if (!survives(throughput, next, choice.y)) return;
    vec3 pending = contact ? vec3(0.0) : xyzThrough(throughput, seenBy(flags, seen.radiance));
    // Off the surface by more than the error of the hit point, in proportion to where it is.
    float lift = 1e-6 * (1.0 + max(max(abs(at.position.x), abs(at.position.y)), abs(at.position.z)));
    vec3 from = contact ? at.position : at.position + at.geometric * (8.0 * lift);
    continuePath(slot, from, away, next, throughput, pending);
}
