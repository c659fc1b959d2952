// A path's passage through a stone, as far as it is the same for stones that refract singly and doubly, with facets and
// without (DOME): where it comes upon the stone, what it does there, and how it goes on from the last facet.
//
// The hero is drawn uniformly from the n wavelengths that carry light. Those C of them that share its whole sequence
// would have produced it as heroes too, with the same choices on the way, so each of the C counts n / C: unbiased.
// Whether the path leaves or stays is drawn by the mean over the sharing wavelengths, which is the same for all C.
#ifndef VITRINE_STILL_PASSAGE_GLSL
#define VITRINE_STILL_PASSAGE_GLSL
#include "still/continue.glsl"
#include "still/stone.glsl"
#include "still/trace.glsl"

const float FACET_SLACK = 1e-5; // mm: float rounding of a point on an edge

struct Arrival
{
    uint slot;
    uint flags;
    uint stoneId;
    StoneRecord stone;
    vec3 p; // in the stone's frame, as all that follows
    vec3 d;
    uint facet;
    vec4 plane;
    Spectrum throughput;
    float carrying; // how many wavelengths have light
    vec2 dice;
    bool split;     // the first time both branches are followed, later one that is drawn by its share
};

Arrival arrivalAt(uint slot)
{
    Arrival a;
    Hit hit = loadHit(slot);
    a.slot = slot;
    a.flags = rayFlags(slot);
    a.stoneId = hit.instance & ~INSTANCE_STONE;
    a.stone = loadStone(a.stoneId);
    a.d = vectorIntoStone(a.stone, rayDirection(slot));
    a.p = pointIntoStone(a.stone, rayOrigin(slot)) + hit.t * a.d;
    a.facet = hit.primitive;
#ifdef DOME
    a.plane = domePlane(domeAt(a.stone.planes), a.facet, a.p);
#else
    a.plane = sceneTexel(a.stone.planes + a.facet);
#endif
    a.throughput = loadThroughput(slot);
    a.carrying = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) a.carrying += a.throughput.lane[l] > 0.0 ? 1.0 : 0.0;
    a.dice = randomPair(slot, dimensionOf(bounceOf(a.flags), 0u));
    a.split = (a.flags & FLAG_FIRST) != 0u && slot < frame.pathCapacity;
    return a;
}

uint streamAt(Arrival a) { return streamOf(a.slot, dimensionOf(bounceOf(a.flags), 1u)); }

// Flags of a path that leaves the stone's surface at a facet.
uint flagsFrom(Arrival a, uint facet)
{
    uint kept = a.flags & ~(FLAG_SKIP_MASK | (FLAG_FACET_MASK << FLAG_FACET_SHIFT) | FLAG_FIRST);
    return kept | (a.stoneId + 1u) | (facet << FLAG_FACET_SHIFT);
}

// Sends on what is reflected where the path arrives: all of it in the other branch's slot, or with the probability
// `share` instead of what gets in. Returns whether that was drawn.
bool reflectsPath(Arrival a, Spectrum reflected, float share, inout uint stream)
{
    bool reflects = !a.split && a.dice.x < share;
    uint leaving = flagsFrom(a, a.facet);
    if (reflects) [[unroll]] for (int l = 0; l < WAVES; ++l) reflected.lane[l] /= share;
    bool goesOn = (a.split || reflects) && survives(reflected, leaving, nextFrom(stream));
    vec3 surface = pointIntoWorld(a.stone, a.p), mirrored = vectorIntoWorld(a.stone, reflect(a.d, a.plane.xyz));
    vec3 pending = xyzThrough(reflected, seenBy(a.flags, lookFrom(surface, mirrored).radiance));
    if (goesOn) continuePath(a.split ? a.slot + frame.pathCapacity : a.slot, surface, mirrored, leaving, reflected, pending);
    return reflects;
}

// What the other branch's probability makes of light that gets in.
float raisedWithin(Arrival a, float share) { return a.split ? 1.0 : 1.0 / max(1.0 - share, 1e-6); }

int heroOf(Arrival a)
{
    float rank = floor(a.dice.y * a.carrying);
    int hero = 0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        bool carries = a.throughput.lane[l] > 0.0;
        hero = carries && rank == 0.0 ? l : hero;
        rank -= carries ? 1.0 : 0.0;
    }
    return hero;
}

#ifdef DOME
// Which wavelength the path follows out of a cabochon, where they part: drawn by energy, as a dead one may be anywhere.
int leadOf(float energy[WAVES], float die)
{
    float sum = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) sum += energy[l];
    float rest = die * sum;
    int lead = 0;
    bool found = false;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        rest -= energy[l];
        bool here = !found && energy[l] > 0.0 && rest <= 0.0;
        lead = here ? l : lead;
        found = found || here;
    }
    return lead;
}

// There the walk ends, at x on the surface.
void endAt(inout Walk walk, Dome dome, vec3 x)
{
    walk.x = x;
    walk.facet = domeSurfaceAt(dome, x.y);
}
#endif

Walk walkFrom(Arrival a) { return Walk(a.p, a.facet, a.plane, 0u, a.facet); }

// C: how many wavelengths shared the whole sequence.
float sharersOf(float energy[WAVES])
{
    float sharing = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) sharing += energy[l] > 0.0 ? 1.0 : 0.0;
    return sharing;
}

// The end of a walk with the light `left`. At the hit limit it comes back as the mean of what the stone can see.
// Returns whether the path leaves the stone.
bool endWalk(Arrival a, Walk walk, bool inside, float sharing, Spectrum left)
{
    if (frame.filmStride > FILM_TEXELS && a.split)
        noteInstruments(a.slot, a.stoneId, a.facet, walk, sharing / a.carrying, meanOf(left));
    atomicAdd(queues[COUNTER_HITS], walk.hits);
    if (inside) {
        atomicAdd(queues[COUNTER_CAPPED], 1u);
        addRadiance(a.slot, xyzThrough(left, frame.tailRadiance));
    }
    return !inside;
}

// What each wavelength sees in its own direction from o, as XYZ.
vec3 lookByWavelength(vec3 o, vec3 directions[WAVES], Spectrum light, uint flags)
{
    float nearest[WAVES];
    float value[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        nearest[l] = 1e30;
        value[l] = dot(farRadiance(directions[l]), laneBasis(l));
    }
    for (uint i = 0u; i < frame.lightCount; ++i) {
        Light card = loadLight(i);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            Seen seen = Seen(vec3(-1.0), 0.0);
            lookAtLight(card, o, directions[l], nearest[l], seen);
            value[l] = seen.radiance.x < 0.0 ? value[l] : dot(seenBy(flags, seen.radiance), laneBasis(l));
        }
    }
    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) xyz += (light.lane[l] * value[l]) * laneWeight(l);
    return xyz;
}

// Goes on from the last facet along the hero's direction; if nothing is in its way each wavelength sees what lies in
// its own. Directions are in the stone's frame.
void leaveStone(Arrival a, Walk walk, int hero, vec3 directions[WAVES], Spectrum light, uint stream)
{
    vec3 away = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        directions[l] = vectorIntoWorld(a.stone, directions[l]);
        away = l == hero ? directions[l] : away;
    }
    uint leaving = flagsFrom(a, walk.facet);
    vec3 o = pointIntoWorld(a.stone, walk.x);
    bool goesOn = survives(light, leaving, nextFrom(stream));
    vec3 pending = lookByWavelength(o, directions, light, a.flags);
    if (goesOn) continuePath(a.slot, o, normalize(away), leaving, light, pending);
}
#endif
