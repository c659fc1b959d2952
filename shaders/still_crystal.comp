// A path that has come upon a doubly refracting stone (shared/crystal.glsl): every wavelength has its own wave vector,
// polarisation and point, and is led by the hero's facets and choices of wave.
//
// As in still_stone.comp the hero is drawn uniformly from the n wavelengths that carry light, and those C that share its
// whole sequence count n / C each. Whether the path leaves, and as which of the two waves it stays, is drawn by the mean
// over the sharing wavelengths, which is the same for all C.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/continue.glsl"
#include "still/stone.glsl"
#include "still/trace.glsl"
#include "shared/crystal.glsl"
layout(local_size_x = 64) in;

const float FACET_SLACK = 1e-5; // mm: float rounding of a point on an edge

// One wavelength inside. Without energy once it has left the hero's sequence.
struct Wave
{
    Crystal crystal;
    vec3 x, k, field;
    float energy;
    float depth; // optical, so far
};

Crystal crystalOf(vec4 species, vec3 axis) { return Crystal(species.x * species.x, species.z * species.z, axis); }

// The shares of what comes of a boundary, made to add up to one in single precision as well.
vec3 sharesOf(CrystalSplit split)
{
    vec3 shares = max(vec3(split.outside, split.ordinary, split.extraordinary), vec3(0.0));
    return shares / max(shares.x + shares.y + shares.z, 1e-12);
}

// Drops wavelengths whose own point on the hero's facet lies beyond one of its edges.
void keepThoseOnFacet(StoneRecord stone, uint facet, inout Wave waves[WAVES], int hero)
{
    uvec4 list = sceneBits(stone.neighbours + facet);
    uint i = 0u;
    do {
        vec4 plane = sceneTexel(list.x + i);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            bool beyond = dot(plane.xyz, waves[l].x) > plane.w + FACET_SLACK;
            waves[l].energy = beyond && l != hero ? 0.0 : waves[l].energy;
        }
    } while (++i < list.y);
}

// What each wavelength sees in its own direction from where the hero leaves, as XYZ.
vec3 lookByWavelength(vec3 o, vec3 directions[WAVES], Spectrum out_, uint flags)
{
    float nearest[WAVES];
    float value[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        nearest[l] = 1e30;
        value[l] = dot(farRadiance(directions[l]), laneBasis(l));
    }
    for (uint i = 0u; i < frame.lightCount; ++i) {
        Light light = loadLight(i);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            Seen seen = Seen(vec3(-1.0), 0.0);
            lookAtLight(light, o, directions[l], nearest[l], seen);
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
    if (entry >= queueLength(QUEUE_CRYSTAL)) return;
    uint slot = queueEntry(QUEUE_CRYSTAL, entry);
    Hit hit = loadHit(slot);
    uint flags = rayFlags(slot);
    uint stoneId = hit.instance & ~INSTANCE_STONE;
    StoneRecord stone = loadStone(stoneId);
    vec3 axis = opticAxisOf(stoneId);
    vec3 d = vectorIntoStone(stone, rayDirection(slot));
    vec3 p = pointIntoStone(stone, rayOrigin(slot)) + hit.t * d;
    vec4 entryPlane = sceneTexel(stone.planes + hit.primitive);
    Spectrum throughput = loadThroughput(slot);
    uint bounce = bounceOf(flags);
    vec2 dice = randomPair(slot, dimensionOf(bounce, 0u));
    uint stream = streamOf(slot, dimensionOf(bounce, 1u));

    // The facet it meets: both branches the first time, one drawn by its share afterwards.
    Wave waves[WAVES];
    CrystalSplit splits[WAVES];
    Spectrum reflected;
    float total = 0.0, share = 0.0, carrying = 0.0, ordinaryShare = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        waves[l].crystal = crystalOf(speciesAt(stone.species, l), axis);
        splits[l] = enterCrystal(waves[l].crystal, entryPlane.xyz, d);
        vec3 shares = sharesOf(splits[l]);
        reflected.lane[l] = throughput.lane[l] * shares.x;
        ordinaryShare += throughput.lane[l] * shares.y;
        total += throughput.lane[l];
        share += reflected.lane[l];
        carrying += throughput.lane[l] > 0.0 ? 1.0 : 0.0;
    }
    ordinaryShare /= max(total - share, 1e-30);
    share /= total;
    bool split = (flags & FLAG_FIRST) != 0u && slot < frame.pathCapacity;
    bool reflects = !split && dice.x < share;
    vec3 surface = pointIntoWorld(stone, p);
    uint leaving = (flags & ~(FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT) | FLAG_FIRST)) |
                   (stoneId + 1u) | (hit.primitive << FLAG_FACET_SHIFT);
    {
        uint to = split ? slot + frame.pathCapacity : slot;
        Spectrum out_ = reflected;
        if (reflects) [[unroll]] for (int l = 0; l < WAVES; ++l) out_.lane[l] /= share;
        bool goesOn = (split || reflects) && survives(out_, leaving, nextFrom(stream));
        vec3 mirrored = vectorIntoWorld(stone, reflect(d, entryPlane.xyz));
        vec3 pending = xyzThrough(out_, seenBy(flags, lookFrom(surface, mirrored).radiance));
        if (goesOn) continuePath(to, surface, mirrored, leaving, out_, pending);
    }
    if (reflects) return;

    // The hero: uniform among the wavelengths that carry light. And which of the two waves it is.
    float keep = split ? 1.0 : 1.0 / max(1.0 - share, 1e-6);
    float rank = floor(dice.y * carrying);
    bool ordinary = nextFrom(stream) < ordinaryShare;
    float drawn = max(ordinary ? ordinaryShare : 1.0 - ordinaryShare, 1e-6);
    int hero = 0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        bool carries = throughput.lane[l] > 0.0;
        hero = carries && rank == 0.0 ? l : hero;
        rank -= carries ? 1.0 : 0.0;
        vec3 shares = sharesOf(splits[l]);
        waves[l].x = p;
        waves[l].k = ordinary ? splits[l].kOrdinary : splits[l].kExtraordinary;
        waves[l].field = ordinary ? splits[l].fieldOrdinary : splits[l].fieldExtraordinary;
        waves[l].energy = throughput.lane[l] * keep * (ordinary ? shares.y : shares.z) / drawn;
        waves[l].depth = 0.0;
    }

    Walk walk;
    walk.x = p;
    walk.facet = hit.primitive;
    walk.plane = entryPlane;
    walk.hits = 0u;
    walk.sequence = hit.primitive;
    bool inside = true;
    vec3 directions[WAVES]; // outside, of those that leave
    [[unroll]] for (int l = 0; l < WAVES; ++l) directions[l] = vec3(0.0);
    // Tested at its top: what is read behind it is then its state. llvmpipe 22.3 goes on computing the rest of a loop's
    // body for lanes that have left it, so of a bottom-tested loop they would show what others made of them.
    while (inside && walk.hits < frame.hitLimit) {
        vec3 heroRay = vec3(0.0);
        vec3 rays[WAVES];
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            rays[l] = crystalRay(waves[l].crystal, waves[l].k, ordinary);
            heroRay = l == hero ? rays[l] : heroRay;
            walk.x = l == hero ? waves[l].x : walk.x;
        }
        float distance;
        walk.facet = nextFacet(stone, walk, heroRay, distance);
        walk.plane = sceneTexel(stone.planes + walk.facet);
        walk.sequence = hashOf(walk.sequence * 31u + walk.facet * 2u + (ordinary ? 1u : 0u));
        ++walk.hits;
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            float towards = dot(walk.plane.xyz, rays[l]);
            float t = max(walk.plane.w - dot(walk.plane.xyz, waves[l].x), 0.0) / max(towards, 1e-6);
            waves[l].energy = towards > 0.0 ? waves[l].energy : 0.0;
            waves[l].x += t * rays[l];
            vec4 species = speciesAt(stone.species, l);
            waves[l].depth += t * crystalAbsorption(waves[l].crystal, species.y, species.w, waves[l].field);
        }
        keepThoseOnFacet(stone, walk.facet, waves, hero);

        float energy = 0.0;
        vec3 chances = vec3(0.0);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            splits[l] = leaveCrystal(waves[l].crystal, walk.plane.xyz, waves[l].k, waves[l].field);
            energy += waves[l].energy;
            chances += waves[l].energy * sharesOf(splits[l]);
        }
        chances /= max(energy, 1e-30);
        float die = nextFrom(stream);
        inside = die >= chances.x;
        ordinary = die < chances.x + chances.y;
        float chance = max(!inside ? chances.x : ordinary ? chances.y : chances.z, 1e-6);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            vec3 shares = sharesOf(splits[l]);
            float chosen = !inside ? shares.x : ordinary ? shares.y : shares.z;
            // No smaller, or it would depend on how a device treats the smallest floats whether it is still counted.
            float kept = max(waves[l].energy * chosen / chance, KEPT_IN);
            waves[l].energy = waves[l].energy > 0.0 ? kept : 0.0;
            waves[l].k = ordinary ? splits[l].kOrdinary : splits[l].kExtraordinary;
            waves[l].field = ordinary ? splits[l].fieldOrdinary : splits[l].fieldExtraordinary;
            directions[l] = splits[l].kOutside;
        }
    }

    // Those that shared the whole sequence count n / C.
    float sharing = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) sharing += waves[l].energy > 0.0 ? 1.0 : 0.0;
    float weight = carrying / max(sharing, 1.0);
    Spectrum out_;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 species = speciesAt(stone.species, l);
        float tail = inside ? stone.meanChord * (2.0 * species.y + species.w) / 3.0 : 0.0;
        out_.lane[l] = waves[l].energy > 1e-15 ? waves[l].energy * weight * exp(-waves[l].depth - tail) : 0.0;
    }
    if (frame.filmStride > FILM_TEXELS && split) noteInstruments(slot, stoneId, hit.primitive, walk, sharing / carrying, meanOf(out_));
    atomicAdd(queues[COUNTER_HITS], walk.hits);
    if (inside) { // the tail: what is left at the hit limit comes back as the mean of what the stone can see
        atomicAdd(queues[COUNTER_CAPPED], 1u);
        addRadiance(slot, xyzThrough(out_, frame.tailRadiance));
        return;
    }

    vec3 away = vec3(0.0), x = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        away = l == hero ? directions[l] : away;
        x = l == hero ? waves[l].x : x;
        directions[l] = vectorIntoWorld(stone, directions[l]);
    }
    leaving = (leaving & ~(FLAG_FACET_MASK << FLAG_FACET_SHIFT)) | (walk.facet << FLAG_FACET_SHIFT);
    vec3 o = pointIntoWorld(stone, x);
    bool goesOn = survives(out_, leaving, nextFrom(stream));
    vec3 pending = lookByWavelength(o, directions, out_, flags);
    if (goesOn) continuePath(slot, o, normalize(vectorIntoWorld(stone, away)), leaving, out_, pending);
}
