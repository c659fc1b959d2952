// A path that has come upon a stone: Fresnel at the facet it meets, then the walk through the inside.
//
// Facet-sequence reuse (stone/fan.glsl): one of the fan's wavelengths, the hero, searches for the next facet; the others
// stay with it as long as their own point lies on that same facet, which the planes of its neighbours decide.
//
// The hero is drawn uniformly from the n wavelengths that carry light. Those C of them that share its whole sequence
// would have produced it as heroes too, with the same choices on the way, so each of the C counts n / C: unbiased.
// Whether the path leaves or stays is drawn by the mean over the sharing wavelengths, which is the same for all C.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/continue.glsl"
#include "still/stone.glsl"
#include "still/trace.glsl"
#include "stone/fan.glsl"
layout(local_size_x = 64) in;

// Drops the wavelengths whose own point on the hero's facet lies beyond one of its edges.
void keepThoseOnFacet(StoneRecord stone, uint facet, inout Fan fan, int hero)
{
    const float slack = 1e-5; // mm: float rounding of a point on an edge
    uvec4 list = sceneBits(stone.neighbours + facet);
    uint i = 0u;
    do {
        vec4 plane = sceneTexel(list.x + i);
        float fromP = plane.w - dot(plane.xyz, fan.P), alongD = dot(plane.xyz, fan.D), alongN = dot(plane.xyz, fan.N);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            bool beyond = fan.travelled[l] * (fan.a[l] * alongD + fan.b[l] * alongN) > fromP + slack;
            fan.energy[l] = beyond && l != hero ? 0.0 : fan.energy[l];
        }
    } while (++i < list.y);
}

// What each wavelength sees in its own direction from where the hero leaves, as XYZ.
vec3 lookByWavelength(StoneRecord stone, vec3 o, Walk walk, Fan fan, float c[WAVES], Spectrum out_, uint flags)
{
    vec3 D = vectorIntoWorld(stone, fan.D), N = vectorIntoWorld(stone, fan.N), n = vectorIntoWorld(stone, walk.plane.xyz);
    float nearest[WAVES];
    float value[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        nearest[l] = 1e30;
        value[l] = dot(farRadiance(D + (fan.b[l] / fan.a[l]) * N + c[l] * n), laneBasis(l));
    }
    for (uint i = 0u; i < frame.lightCount; ++i) {
        Light light = loadLight(i);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            Seen seen = Seen(vec3(-1.0), 0.0);
            lookAtLight(light, o, D + (fan.b[l] / fan.a[l]) * N + c[l] * n, nearest[l], seen);
            value[l] = seen.radiance.x < 0.0 ? value[l] : dot(seenBy(flags, seen.radiance), laneBasis(l));
        }
    }
    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) xyz += (out_.lane[l] * value[l]) * laneWeight(l);
    return xyz;
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_STONE)) return;
    uint slot = queueEntry(QUEUE_STONE, entry);
    Hit hit = loadHit(slot);
    uint flags = rayFlags(slot);
    uint stoneId = hit.instance & ~INSTANCE_STONE;
    StoneRecord stone = loadStone(stoneId);
    vec3 d = vectorIntoStone(stone, rayDirection(slot));
    vec3 p = pointIntoStone(stone, rayOrigin(slot)) + hit.t * d;
    vec4 entryPlane = sceneTexel(stone.planes + hit.primitive);
    float cosI = clamp(-dot(entryPlane.xyz, d), 1e-4, 1.0);
    Spectrum throughput = loadThroughput(slot);
    uint bounce = bounceOf(flags);
    vec2 dice = randomPair(slot, dimensionOf(bounce, 0u));
    uint stream = streamOf(slot, dimensionOf(bounce, 1u));

    // The facet it meets: both branches the first time, one drawn by its share afterwards.
    float ior[WAVES];
    Spectrum reflected;
    float total = 0.0, share = 0.0, carrying = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        ior[l] = speciesAt(stone.species, l).x;
        float F = fresnelDielectric(cosI, ior[l]);
        reflected.lane[l] = throughput.lane[l] * F;
        total += throughput.lane[l];
        share += reflected.lane[l];
        carrying += throughput.lane[l] > 0.0 ? 1.0 : 0.0;
    }
    share /= total;
    bool split = (flags & FLAG_FIRST) != 0u && slot < frame.pathCapacity;
    bool reflects = !split && dice.x < share;
    vec3 mirrored = vectorIntoWorld(stone, reflect(d, entryPlane.xyz));
    vec3 surface = pointIntoWorld(stone, p);
    uint leaving = (flags & ~(FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT) | FLAG_FIRST)) |
                   (stoneId + 1u) | (hit.primitive << FLAG_FACET_SHIFT);
    {
        uint to = split ? slot + frame.pathCapacity : slot;
        Spectrum out_ = reflected;
        if (reflects) [[unroll]] for (int l = 0; l < WAVES; ++l) out_.lane[l] /= share;
        bool goesOn = (split || reflects) && survives(out_, leaving, nextFrom(stream));
        vec3 pending = xyzThrough(out_, seenBy(flags, lookFrom(surface, mirrored).radiance));
        if (goesOn) continuePath(to, surface, mirrored, leaving, out_, pending);
    }

    float within[WAVES];
    float keep = split ? 1.0 : 1.0 / max(1.0 - share, 1e-6);
    [[unroll]] for (int l = 0; l < WAVES; ++l) within[l] = (throughput.lane[l] - reflected.lane[l]) * keep;
    Fan fan = openFan(p, d, entryPlane.xyz, cosI, ior, within);
    // The hero: uniform among the wavelengths that carry light.
    float rank = floor(dice.y * carrying);
    int hero = 0;
    float heroA = 1.0, heroB = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        bool carries = throughput.lane[l] > 0.0;
        bool chosen = carries && rank == 0.0;
        hero = chosen ? l : hero;
        heroA = chosen ? fan.a[l] : heroA;
        heroB = chosen ? fan.b[l] : heroB;
        rank -= carries ? 1.0 : 0.0;
    }

    Walk walk;
    walk.x = p;
    walk.facet = hit.primitive;
    walk.plane = entryPlane;
    walk.hits = 0u;
    walk.sequence = hit.primitive;
    bool inside = !reflects;
    // Tested at its top: what is read behind it is then its state. llvmpipe 22.3 goes on computing the rest of a loop's
    // body for lanes that have left it, so of a bottom-tested loop they would show what others made of them.
    while (inside && walk.hits < frame.hitLimit) {
        vec3 direction = heroA * fan.D + heroB * fan.N;
        float distance;
        walk.facet = nextFacet(stone, walk, direction, distance);
        walk.plane = sceneTexel(stone.planes + walk.facet);
        walk.x += distance * direction;
        walk.sequence = hashOf(walk.sequence * 31u + walk.facet);
        ++walk.hits;

        meetFacet(fan, walk.plane);
        [[unroll]] for (int l = 0; l < WAVES; ++l) fan.energy[l] = fan.cosine[l] > 0.0 ? fan.energy[l] : 0.0;
        keepThoseOnFacet(stone, walk.facet, fan, hero);

        float energy = 0.0, leaves = 0.0;
        float F[WAVES];
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            F[l] = reflectanceWithin(fan, l);
            energy += fan.energy[l];
            leaves += fan.energy[l] * (1.0 - F[l]);
        }
        leaves /= max(energy, 1e-30);
        bool exits = nextFrom(stream) < leaves;
        [[unroll]] for (int l = 0; l < WAVES; ++l)
            fan.energy[l] *= exits ? max(1.0 - F[l], KEPT_IN) / leaves : F[l] / max(1.0 - leaves, 1e-6);
        inside = !exits;
        if (inside) mirrorFan(fan, walk.plane);
    }
    if (reflects) return;

    // Those that shared the whole sequence count n / C; absorption over each one's own path.
    float sharing = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) sharing += fan.energy[l] > 0.0 ? 1.0 : 0.0;
    float weight = carrying / max(sharing, 1.0);
    float tailPath = inside ? stone.meanChord : 0.0;
    Spectrum out_;
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        out_.lane[l] = fan.energy[l] * weight * exp(-speciesAt(stone.species, l).y * (fan.travelled[l] + tailPath));

    if (frame.filmStride > FILM_TEXELS && split) noteInstruments(slot, stoneId, hit.primitive, walk, sharing / carrying, meanOf(out_));
    atomicAdd(queues[COUNTER_HITS], walk.hits);
    if (inside) { // the tail: what is left at the hit limit comes back as the mean of what the stone can see
        atomicAdd(queues[COUNTER_CAPPED], 1u);
        addRadiance(slot, xyzThrough(out_, frame.tailRadiance));
        return;
    }

    float c[WAVES];
    vec3 away = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        c[l] = leavingBend(fan, l);
        away = l == hero ? fan.D + (fan.b[l] / fan.a[l]) * fan.N + c[l] * walk.plane.xyz : away;
    }
    leaving = (leaving & ~(FLAG_FACET_MASK << FLAG_FACET_SHIFT)) | (walk.facet << FLAG_FACET_SHIFT);
    vec3 o = pointIntoWorld(stone, walk.x);
    bool goesOn = survives(out_, leaving, nextFrom(stream));
    vec3 pending = lookByWavelength(stone, o, walk, fan, c, out_, flags);
    if (goesOn) continuePath(slot, o, normalize(vectorIntoWorld(stone, away)), leaving, out_, pending);
}
