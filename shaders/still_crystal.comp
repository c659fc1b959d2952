// A path that has come upon a doubly refracting stone (shared/crystal.glsl): every wavelength has its own wave vector,
// polarisation and point, and is led by the hero's facets and choices of wave. In a cabochon (DOME) each meets the curved
// surfaces where its own ray does, and none is led. As which of the two waves the path stays
// is drawn as whether it stays: by the mean over the sharing wavelengths.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/passage.glsl"
#include "shared/crystal.glsl"
layout(local_size_x = 64) in;

#ifdef DOME
const uint QUEUE = QUEUE_CRYSTAL_DOME;
#else
const uint QUEUE = QUEUE_CRYSTAL;
#endif

// One wavelength inside. Without energy once it has left the hero's sequence.
struct Wave
{
    Crystal crystal;
    vec3 x, k, field;
    vec3 outside; // where it leaves the facet met last
#ifdef DOME
    vec3 n; // of the surface, where it was met last
#endif
    float energy;
    float depth; // optical, so far
};

Crystal crystalOf(vec4 species, vec3 axis) { return Crystal(species.x * species.x, species.z * species.z, axis); }

const float ALIVE = 1e-15; // energy under which a wavelength is only counted
const float STEEPEST_GRAZING = 1e-3; // cosine

// The shares of what comes of a boundary, made to add up to one in single precision as well.
vec3 sharesOf(CrystalSplit split)
{
    vec3 shares = max(vec3(split.outside, split.ordinary, split.extraordinary), vec3(0.0));
    float sum = shares.x + shares.y + shares.z;
    return sum > 1e-12 && sum < 1e12 ? shares / sum : vec3(1.0, 0.0, 0.0);
}

#ifndef DOME
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
#endif

// The facet that the path arrives at: reflects it, or draws which of the two waves it becomes inside.
// Returns whether it is inside.
bool enterStone(Arrival at, inout uint stream, out Wave waves[WAVES], out bool ordinary)
{
    CrystalSplit splits[WAVES];
    Spectrum reflected, refracted;
    vec3 axis = opticAxisOf(at.stoneId), n = at.plane.xyz;
    // Along the surface a ray brings no power, by which the boundary's equations divide.
    vec3 d = normalize(at.d - max(dot(at.d, n) + STEEPEST_GRAZING, 0.0) * n);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        waves[l].crystal = crystalOf(speciesAt(at.stone.species, l), axis);
        splits[l] = enterCrystal(waves[l].crystal, n, d);
        vec3 shares = sharesOf(splits[l]);
        reflected.lane[l] = at.throughput.lane[l] * shares.x;
        refracted.lane[l] = at.throughput.lane[l] * shares.y;
    }
    float arriving = meanOf(at.throughput), share = meanOf(reflected) / arriving;
    bool reflects = reflectsPath(at, reflected, share, stream);

    float ordinaryShare = meanOf(refracted) / max(arriving * (1.0 - share), 1e-30);
    ordinary = nextFrom(stream) < ordinaryShare;
    float drawn = max(ordinary ? ordinaryShare : 1.0 - ordinaryShare, 1e-6);
    float raised = raisedWithin(at, share);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec3 shares = sharesOf(splits[l]);
        waves[l].x = at.p;
        waves[l].k = ordinary ? splits[l].kOrdinary : splits[l].kExtraordinary;
        waves[l].field = ordinary ? splits[l].fieldOrdinary : splits[l].fieldExtraordinary;
        waves[l].outside = vec3(0.0);
        waves[l].energy = at.throughput.lane[l] * raised * (ordinary ? shares.y : shares.z) / drawn;
        waves[l].depth = 0.0;
    }
    return !reflects;
}

#ifdef DOME
// Takes every wavelength to the surface that its own ray meets next.
void meetFacet(StoneRecord stone, inout Walk walk, inout Wave waves[WAVES], int hero, bool ordinary)
{
    Dome dome = domeAt(stone.planes);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec3 ray = crystalRay(waves[l].crystal, waves[l].k, ordinary);
        uint surface;
        float t = domeExit(dome, waves[l].x, ray, surface);
        waves[l].x += t * ray;
        waves[l].n = domeNormal(dome, surface, waves[l].x);
        vec4 species = speciesAt(stone.species, l);
        waves[l].depth += t * crystalAbsorption(waves[l].crystal, species.y, species.w, waves[l].field);
        walk.facet = l == hero ? surface : walk.facet;
    }
    walk.sequence = hashOf(walk.sequence * 31u + walk.facet * 2u + (ordinary ? 1u : 0u));
    ++walk.hits;
}

// A wave whose power all but runs along a curved surface is reflected whole and hardly changed, and the boundary's
// equations, divided by what power arrives, have no digits left for it.
const float GRAZING = 2e-3;   // cosine of its ray
const float OFF_SURFACE = 1e-4; // mm inwards, from where it meets the surface again at a steeper angle

CrystalSplit splitOf(Walk walk, inout Wave wave, bool ordinary)
{
    CrystalSplit split = leaveCrystal(wave.crystal, wave.n, wave.k, wave.field);
    bool grazes = dot(crystalRay(wave.crystal, wave.k, ordinary), wave.n) < GRAZING;
    wave.x -= grazes ? OFF_SURFACE * wave.n : vec3(0.0);
    split.ordinary = grazes ? (ordinary ? 1.0 : 0.0) : split.ordinary;
    split.extraordinary = grazes ? (ordinary ? 0.0 : 1.0) : split.extraordinary;
    split.outside = grazes ? 0.0 : split.outside;
    split.kOrdinary = grazes ? wave.k : split.kOrdinary;
    split.kExtraordinary = grazes ? wave.k : split.kExtraordinary;
    split.fieldOrdinary = grazes ? wave.field : split.fieldOrdinary;
    split.fieldExtraordinary = grazes ? wave.field : split.fieldExtraordinary;
    split.kOutside = grazes ? normalize(wave.k) : split.kOutside;
    return split;
}
#else
// Takes every wavelength to the facet that the hero meets next.
void meetFacet(StoneRecord stone, inout Walk walk, inout Wave waves[WAVES], int hero, bool ordinary)
{
    vec3 heroRay = vec3(0.0);
    vec3 rays[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        rays[l] = crystalRay(waves[l].crystal, waves[l].k, ordinary);
        heroRay = l == hero ? rays[l] : heroRay;
    }
    float distance;
    walk.facet = nextFacet(stone, walk, heroRay, distance);
    walk.plane = sceneTexel(stone.planes + walk.facet);
    walk.sequence = hashOf(walk.sequence * 31u + walk.facet * 2u + (ordinary ? 1u : 0u));
    walk.x += distance * heroRay;
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
}
CrystalSplit splitOf(Walk walk, Wave wave, bool ordinary)
{
    return leaveCrystal(wave.crystal, walk.plane.xyz, wave.k, wave.field);
}
#endif

// What becomes of the path at the facet met last: it leaves, or stays as one of the two waves. Returns whether it stays.
bool splitAtFacet(Walk walk, inout Wave waves[WAVES], float die, inout bool ordinary)
{
    CrystalSplit splits[WAVES];
    float energy = 0.0;
    vec3 chances = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        splits[l] = splitOf(walk, waves[l], ordinary);
        energy += waves[l].energy;
        chances += waves[l].energy * sharesOf(splits[l]);
    }
    chances /= max(energy, 1e-30);
    bool stays = die >= chances.x;
    ordinary = die < chances.x + chances.y;
    float chance = max(!stays ? chances.x : ordinary ? chances.y : chances.z, 1e-6);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec3 shares = sharesOf(splits[l]);
        float chosen = !stays ? shares.x : ordinary ? shares.y : shares.z;
        // No smaller, or it would depend on how a device treats the smallest floats whether it is still counted.
        float kept = max(waves[l].energy * chosen / chance, KEPT_IN);
        waves[l].energy = waves[l].energy > 0.0 ? kept : 0.0;
        waves[l].k = ordinary ? splits[l].kOrdinary : splits[l].kExtraordinary;
        waves[l].field = ordinary ? splits[l].fieldOrdinary : splits[l].fieldExtraordinary;
        waves[l].outside = splits[l].kOutside;
    }
    return stays;
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE)) return;
    Arrival at = arrivalAt(queueEntry(QUEUE, entry));
    uint stream = streamAt(at);
    int hero = heroOf(at);
    Wave waves[WAVES];
    bool ordinary;
    if (!enterStone(at, stream, waves, ordinary)) return;

    Walk walk = walkFrom(at);
    bool inside = true;
    while (inside && walk.hits < frame.hitLimit) { // tested at its top: see Walk
        meetFacet(at.stone, walk, waves, hero, ordinary);
        inside = splitAtFacet(walk, waves, nextFrom(stream), ordinary);
    }

    float energy[WAVES];
    vec3 directions[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        energy[l] = waves[l].energy;
        directions[l] = waves[l].outside;
    }
#ifdef DOME
    // What a wave without power has come to has no meaning, not even a number.
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        energy[l] = energy[l] > ALIVE ? energy[l] : 0.0;
        directions[l] = energy[l] > 0.0 ? directions[l] : vec3(0.0, 1.0, 0.0);
    }
    hero = leadOf(energy, nextFrom(stream));
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        if (l == hero) endAt(walk, domeAt(at.stone.planes), waves[l].x);
    float sharing = at.carrying; // none is led, so all share the way
#else
    float sharing = sharersOf(energy);
#endif
    float weight = at.carrying / max(sharing, 1.0), tailPath = inside ? at.stone.meanChord : 0.0;
    Spectrum light;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 species = speciesAt(at.stone.species, l);
        float depth = waves[l].depth + tailPath * (2.0 * species.y + species.w) / 3.0;
        light.lane[l] = energy[l] > ALIVE ? energy[l] * weight * exp(-depth) : 0.0;
    }
    if (endWalk(at, walk, inside, sharing, light)) leaveStone(at, walk, hero, directions, light, stream);
}
