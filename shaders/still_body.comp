// An opaque stone: the reflection of its polish, or the soft lobe of a pearl's layers, over the diffuse body beneath
// (shared/body.glsl), and an opal's play of colour (shared/opal.glsl). One ray goes on; its direction is drawn from the
// microfacets, the opal's layers, the body's cosine lobe or the lights, and weighed by the balance heuristic over all.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/ggx.glsl"
#include "shared/mixture.glsl"
#include "still/contact.glsl"
#include "still/continue.glsl"
#include "still/opal.glsl"
#include "still/opaque.glsl"
layout(local_size_x = 64) in;

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_BODY)) return;
    uint slot = queueEntry(QUEUE_BODY, entry);
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
    uvec4 surface = dressBits(frame.surfaceRecords + at.surface * SURFACE_TEXELS);
    float roughness = uintBitsToFloat(surface.y), alpha = roughness * roughness;

    vec3 t, b;
    basisAbout(at.normal, t, b);
    vec3 wo = -vec3(dot(d, t), dot(d, b), dot(d, at.normal));
    wo.z = max(wo.z, 1e-4);
    vec2 choice = randomPair(slot, dimensionOf(bounce, 0u)), u = randomPair(slot, dimensionOf(bounce, 1u));
    // By what surface and body send back of diffuse light, of the wavelength in the middle.
    SurfaceLight middle = surfaceLight(surface.z, WAVES / 2, wo.z, wo.z);
    float body = middle.coupling * (1.0 - middle.albedo);
    Play play;
    if (OPAL) play = playAt(frame.surfaceRecords + at.surface * SURFACE_TEXELS, at.surface, at.position, t, b, at.normal, wo, speciesAt(surface.z, WAVES / 2).x);
    bool plays = OPAL && play.any;
    BodyShares share = bodyShares(middle.albedo, body, !contact, plays);
    bool byLight = drawsLight(share.lobes, choice.x), diffuse = drawsCosine(share.lobes, choice.x);
    bool byPlay = drawsPlay(share, choice.x);

    vec3 h = ggxSampleVisibleNormal(wo, alpha, u);
    vec3 wi = diffuse ? cosineHemisphere(u) : reflect(-wo, h);
    if (plays && byPlay) wi = opalSampleDirection(play.opal, play.grain, play.o, playChoice(share, choice.x), u);
    vec3 toLight = sampleTowardsLight(at.position, lightChoice(share.lobes, choice.x), u);
    wi = byLight ? vec3(dot(toLight, t), dot(toLight, b), dot(toLight, at.normal)) : wi;
    vec3 away = t * wi.x + b * wi.y + at.normal * wi.z;
    // A direction that would go under the stone's own surface grazes it instead.
    float under = dot(away, at.geometric);
    away = under < 1e-3 && !byLight ? normalize(away + (1e-3 - under) * at.geometric) : away;
    bool drawnAbove = !byPlay || wi.z > 0.0;
    wi.z = max(wi.z, byLight ? wi.z : 1e-4);
    bool valid = drawnAbove && wi.z > 0.0 && dot(away, at.geometric) > 0.0;

    h = normalize(wo + wi);
    float cosI = clamp(wi.z, 1e-4, 1.0), cosO = clamp(wo.z, 1e-4, 1.0), cosH = clamp(dot(wi, h), 0.0, 1.0);
    Seen seen = lookFrom(at.position, away);
    float probability = mixturePdf(share.lobes, seen.probability, cosineHemispherePdf(cosI), ggxReflectionPdf(cosO, h, alpha));
    if (plays) probability += share.play * opalDirectionPdf(play.opal, play.grain, play.o, wi);
    float perDirection = cosI / max(probability, 1e-12);
    float facets = ggxDistribution(h, alpha) * ggxVisibility(cosO, cosI, alpha) * perDirection;

    Spectrum throughput = loadThroughput(slot);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        SurfaceLight there = surfaceLight(surface.z, l, cosO, cosH), in_ = surfaceLight(surface.z, l, cosI, cosI);
        float scattered = bodyScattering(there.coupling, there.albedo, in_.albedo) * perDirection;
        float played = 0.0;
        if (plays) {
            float nm = laneWavelength(l);
            played = opalScattering(play.opal, play.grain, play.o, wi, (1.0 - there.albedo) * (1.0 - in_.albedo), nm, 0.0, play.opal.spread) * perDirection;
            scattered = perDirection * bodyScattering(there.coupling, opalAlbedo(play.opal, play.grain, wo, there.albedo, nm, 0.0),
                                                      opalAlbedo(play.opal, play.grain, wi, in_.albedo, nm, 0.0));
        }
        throughput.lane[l] *= valid ? there.facet * facets + scattered + played : 0.0;
    }

    uint stone = flags & FLAG_SKIP_MASK, facet = (flags >> FLAG_FACET_SHIFT) & FLAG_FACET_MASK;
    uint next = flags & ~(FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT));
    // Light that the body finds behind metal by chance alone is a caustic, as on the ground.
    if (diffuse) next |= FLAG_DIFFUSE;
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
