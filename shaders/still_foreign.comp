// A surface of a glTF model: metallic-roughness with the extensions that part::Material reads, seen by a path tracer.
//
// One ray goes on. Above the surface its direction is drawn from the microfacets, the cosine lobe of the diffuse base or
// the lights, and weighed by the balance heuristic over all three; a microfacet either reflects or, where the material
// transmits, lets through: into a volume by refraction, or straight on through a thin wall. Metal and dielectric share
// the microfacets, so their reflectances mix by `metallic` as glTF has it.
//
// The index of a dispersive volume differs by wavelength. Its refracted ray goes by one wavelength, the hero, drawn
// uniformly from the n that carry light; it counts n times and the others are dropped.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/fresnel.glsl"
#include "shared/ggx.glsl"
#include "shared/mixture.glsl"
#include "still/albedo.glsl"
#include "still/contact.glsl"
#include "still/continue.glsl"
#include "still/foreign.glsl"
layout(local_size_x = 64) in;

const float MIRROR = 0.03; // GGX alpha below which the lights are found by reflection alone

bool isLetThrough(Material m, bool culled, float dice)
{
    bool cut = (m.flags & FOREIGN_MASK) != 0u && m.base.w < m.alphaCutoff;
    bool thin = (m.flags & FOREIGN_BLEND) != 0u && dice >= m.base.w;
    return cut || thin || culled;
}

// Just off the surface, by more than the error of the hit point; side: the geometric normal of the side it goes to.
vec3 offSurface(vec3 position, vec3 side)
{
    return position + side * (8e-6 * (1.0 + max(max(abs(position.x), abs(position.y)), abs(position.z))));
}

// As if nothing were there: what the ray would have seen, and whether it comes from the eye, stay as they are.
void passOn(uint slot, SurfacePoint at, vec3 d, uint flags, uint medium, Spectrum throughput)
{
    uint gathered = pathAddress(PATH_RADIANCE, slot);
    if ((flags & FLAG_CAMERA) != 0u) paths[gathered] = vec4(paths[gathered].xyz, 0.0);
    storeThroughput(slot, throughput);
    vec3 pending = paths[pathAddress(PATH_PENDING, slot)].xyz;
    storeRayIn(medium, slot, offSurface(at.position, -at.geometric), d, afterBounce(flags), pending);
    appendTo(QUEUE_RAYS + 1u - slice.parity, slot);
}

// A lane drawn uniformly from those that carry light.
int drawHero(Spectrum throughput, float dice, out float carrying)
{
    carrying = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) carrying += throughput.lane[l] > 0.0 ? 1.0 : 0.0;
    float rank = min(floor(dice * carrying), carrying - 1.0);
    int hero = 0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        bool carries = throughput.lane[l] > 0.0;
        hero = carries && rank == 0.0 ? l : hero;
        rank -= carries ? 1.0 : 0.0;
    }
    return hero;
}

float heroWavelength(int hero)
{
    float nm = 587.56;
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        nm = l == hero ? texelFetch(spectral, int(slice.spectralOffset) + l).w : nm;
    return nm;
}

// The reflectance by which a microfacet's choice between reflecting and letting through is drawn.
float choiceReflectance(Material m, float cosine, float eta, float baseMean)
{
    float dielectric = dielectricReflectance(cosine, eta, m.specular, dot(m.specularColor, vec3(1.0 / 3.0)));
    return mix(dielectric, schlick(baseMean, 1.0, cosine), m.metallic);
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_FOREIGN)) return;
    uint slot = queueEntry(QUEUE_FOREIGN, entry);
    uint flags = rayFlags(slot), medium = rayMedium(slot), bounce = bounceOf(flags);
    vec3 o = rayOrigin(slot), d = rayDirection(slot);
    Hit hit = loadHit(slot);
    SurfacePoint at = surfaceAt(hit, o, d);
    Material m = materialAt(hit, at, d);
    Spectrum throughput = loadThroughput(slot);
    attenuate(throughput, medium, hit.t);

    vec2 choice = randomPair(slot, dimensionOf(bounce, 0u)), u = randomPair(slot, dimensionOf(bounce, 1u));
    vec2 event = randomPair(slot, dimensionOf(bounce, 2u)), dice = randomPair(slot, dimensionOf(bounce, 3u));
    bool volume = (m.flags & FOREIGN_VOLUME) != 0u;
    // glTF culls the backs of single-sided surfaces; here only the eye looks through them, light does not.
    bool culled = at.back && !volume && (m.flags & FOREIGN_DOUBLE_SIDED) == 0u && (flags & FLAG_CAMERA) != 0u;
    if (isLetThrough(m, culled, event.x)) {
        passOn(slot, at, d, flags, medium, throughput);
        return;
    }
    bool unlit = (m.flags & FOREIGN_UNLIT) != 0u;
    addRadiance(slot, xyzThrough(throughput, unlit ? m.base.xyz : m.emission));
    if (unlit || !survives(throughput, flags, choice.y)) return;
    vec3 brought = xyzThrough(throughput, vec3(1.0));

    bool contact = m.transmission == 0.0 && touchesStone(flags, hit, at);
    if (contact) {
        at.position = o;
        at.geometric = -facetNormal(flags, o);
        m.normal = at.geometric;
    }
    vec3 t, b;
    basisAbout(m.normal, t, b);
    vec3 wo = -vec3(dot(d, t), dot(d, b), dot(d, m.normal));
    wo.z = max(wo.z, 1e-4);
    float alpha = m.roughness * m.roughness, baseMean = dot(m.base.xyz, vec3(1.0 / 3.0));
    bool rough = alpha >= MIRROR, leaving = volume && at.back;

    // Shares by what a smooth surface would do in this direction.
    float carrying;
    int hero = drawHero(throughput, dice.x, carrying);
    float heroIndex = indexAt(m, m.cauchy > 0.0 ? heroWavelength(hero) : 587.56);
    float eta = leaving ? 1.0 / heroIndex : heroIndex;
    float transmits = m.transmission * (1.0 - m.metallic), scatters = (1.0 - m.transmission) * (1.0 - m.metallic);
    float seenF = choiceReflectance(m, wo.z, eta, baseMean);
    // The base lies under the dielectric's reflection alone, however bright the metal mixed in.
    Guess guess = Guess(scatters * max(baseMean, 0.05), seenF, (1.0 - seenF) * transmits);
    LobeShares share = foreignShares(guess, rough, !contact && !leaving, m.metallic);

    vec3 h = ggxSampleVisibleNormal(wo, alpha, u);
    float cosFacet = clamp(dot(wo, h), 1e-4, 1.0);
    float sampledF = choiceReflectance(m, cosFacet, eta, baseMean);
    bool towardsLight = drawsLight(share, choice.x), byFacet = !drawsCosine(share, choice.x);
    bool through = byFacet && event.y >= reflectChance(sampledF, transmits);

    vec3 mirrored = reflect(-wo, h);
    vec3 bent = volume ? refractDirection(-wo, h, 1.0 / eta) : vec3(mirrored.xy, -mirrored.z);
    vec3 wi = byFacet ? (through ? bent : mirrored) : cosineHemisphere(u);
    vec3 toLight = sampleTowardsLight(at.position, lightChoice(share, choice.x), u);
    vec3 away = towardsLight ? toLight : t * wi.x + b * wi.y + m.normal * wi.z;
    // A direction that a shading normal would send to the wrong side of the surface grazes it instead.
    vec3 side = through ? -at.geometric : at.geometric;
    float under = dot(away, side);
    away = under < 1e-3 && !towardsLight ? normalize(away + (1e-3 - under) * side) : away;
    wi = towardsLight ? vec3(dot(toLight, t), dot(toLight, b), dot(toLight, m.normal)) : wi;
    float cosI = clamp(through ? abs(wi.z) : wi.z, 1e-4, 1.0), cosO = clamp(wo.z, 1e-4, 1.0);
    bool valid = dot(away, side) > 0.0 && (through || !towardsLight || wi.z > 0.0);

    // Above the surface, everything that could have drawn this direction.
    wi.z = through ? wi.z : cosI;
    h = through ? h : normalize(wo + wi);
    float cosH = through ? cosFacet : clamp(dot(wi, h), 0.0, 1.0);
    float drawnF = choiceReflectance(m, max(cosH, 1e-4), eta, baseMean);
    float reflects = reflectChance(drawnF, transmits);
    Seen seen = lookFrom(at.position, away);
    float facetChance = share.facets * reflects;
    float probability = mixturePdf(LobeShares(share.light, share.cosine, facetChance), seen.probability,
                                   cosineHemispherePdf(cosI), ggxReflectionPdf(cosO, h, alpha));
    float perDirection = 1.0 / max(probability, 1e-12);
    float single = ggxDistribution(h, alpha) * ggxVisibility(cosO, cosI, alpha) * cosI * perDirection;
    single = share.light + share.cosine == 0.0 ? ggxSampleWeight(cosO, cosI, alpha) / max(facetChance, 1e-6) : single;

    // Under a varnish that reflects f, a white base sends back what is left: reciprocal, and nothing is lost.
    float f0 = (m.index - 1.0) / (m.index + 1.0);
    f0 = min(f0 * f0 * max(max(m.specularColor.x, m.specularColor.y), m.specularColor.z), 1.0) * m.specular;
    float mean = f0 + (m.specular - f0) / 21.0;
    float base = scatters * (1.0 - schlick(f0, m.specular, cosO)) * (1.0 - schlick(f0, m.specular, cosI)) /
                 max(1.0 - mean, 1e-6) * cosI / PI * perDirection;
    float albedoO = directionalAlbedo(cosO, m.roughness), albedoI = directionalAlbedo(cosI, m.roughness);
    float albedoMean = averageAlbedo(m.roughness);
    float more = rough ? m.metallic * cosI * perDirection : 0.0;
    float letThrough = transmits * ggxMasking(cosI, alpha) / max(share.facets * (1.0 - reflects), 1e-6);

    bool spreads = m.cauchy > 0.0 && volume && through;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec3 basis = laneBasis(l);
        float colour = dot(m.base.xyz, basis), tint = dot(m.specularColor, basis);
        float index = indexAt(m, m.cauchy > 0.0 ? texelFetch(spectral, int(slice.spectralOffset) + l).w : 587.56);
        float F = dielectricReflectance(max(cosH, 1e-4), leaving ? 1.0 / index : index, m.specular, tint);
        // The tint of a closed body is met twice, on the way in and on the way out.
        float below = (1.0 - F) * letThrough * (volume ? sqrt(max(colour, 0.0)) : colour);
        below *= spreads ? (l == hero ? carrying : 0.0) : 1.0;
        float above = mix(F, schlick(colour, 1.0, cosH), m.metallic) * single + colour * base +
                      multipleScattering(albedoO, albedoI, albedoMean, (20.0 * colour + 1.0) / 21.0) * more;
        throughput.lane[l] *= valid ? (through ? below : above) : 0.0;
    }
    if (!(meanOf(throughput) > 0.0)) return;

    uint own = at.surface + 1u;
    uint inside = through ? (volume ? (at.back ? 0u : own) : medium) : (leaving ? own : medium);
    if (bounce + 1u >= frame.bounceLimit && inside != 0u) {
        // The last segment would be lost inside: what is left comes back as the mean of what there is to see.
        addRadiance(slot, xyzThrough(throughput, frame.tailRadiance));
        return;
    }
    uint stone = flags & FLAG_SKIP_MASK, facet = (flags >> FLAG_FACET_SHIFT) & FLAG_FACET_MASK;
    uint next = flags & ~(FLAG_CAMERA | FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT));
    next |= contact ? FLAG_REENTER : 0u;
    if (contact) storeHit(slot, Hit(0.0, facet, vec2(0.0), INSTANCE_STONE | (stone - 1u)));
    // Caustics as elsewhere, limited by what the path brought, so that light found by aiming at it is not cut.
    vec3 limit = (flags & FLAG_DIFFUSE) != 0u ? brought * CAUSTIC_LIMIT : vec3(1e30);
    vec3 pending = contact ? vec3(0.0) : min(xyzThrough(throughput, seen.radiance), limit);
    storeThroughput(slot, throughput);
    storeRayIn(inside, slot, contact ? at.position : offSurface(at.position, side), away, afterBounce(next), pending);
    appendTo(QUEUE_RAYS + 1u - slice.parity, slot);
}
