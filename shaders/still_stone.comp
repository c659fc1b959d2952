// A path that has come upon a stone that refracts singly: Fresnel at the facet it meets, then the walk through the inside
// and what is included there.
//
// Facet-sequence reuse (stone/fan.glsl): one of the fan's wavelengths, the hero, searches for the next facet; the others
// stay with it as long as their own point lies on that same facet, which the planes of its neighbours decide.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/passage.glsl"
#include "stone/fan.glsl"
#include "still/inclusions.glsl"
layout(local_size_x = 64) in;

// Drops the wavelengths whose own point on the hero's facet lies beyond one of its edges.
void keepThoseOnFacet(StoneRecord stone, uint facet, inout Fan fan, int hero)
{
    uvec4 list = sceneBits(stone.neighbours + facet);
    uint i = 0u;
    do {
        vec4 plane = sceneTexel(list.x + i);
        float fromP = plane.w - dot(plane.xyz, fan.P), alongD = dot(plane.xyz, fan.D), alongN = dot(plane.xyz, fan.N);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            bool beyond = fan.travelled[l] * (fan.a[l] * alongD + fan.b[l] * alongN) > fromP + FACET_SLACK;
            fan.energy[l] = beyond && l != hero ? 0.0 : fan.energy[l];
        }
    } while (++i < list.y);
}

// Whether the path leaves at the facet met last, by the mean over those that share its sequence. Each has then its own
// share of what was drawn.
bool leavesAtFacet(inout Fan fan, inout uint stream)
{
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
    return exits;
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_STONE)) return;
    Arrival at = arrivalAt(queueEntry(QUEUE_STONE, entry));
    uint stream = streamAt(at);

    float cosI = clamp(-dot(at.plane.xyz, at.d), 1e-4, 1.0);
    float ior[WAVES];
    Spectrum reflected;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        ior[l] = speciesAt(at.stone.species, l).x;
        reflected.lane[l] = at.throughput.lane[l] * fresnelDielectric(cosI, ior[l]);
    }
    float share = meanOf(reflected) / meanOf(at.throughput);
    bool reflects = reflectsPath(at, reflected, share, stream);

    float within[WAVES];
    float raised = raisedWithin(at, share);
    [[unroll]] for (int l = 0; l < WAVES; ++l) within[l] = (at.throughput.lane[l] - reflected.lane[l]) * raised;
    Fan fan = openFan(at.p, at.d, at.plane.xyz, cosI, ior, within);
    int hero = heroOf(at);
    vec2 heroWay = vec2(1.0, 0.0); // its a and b
    [[unroll]] for (int l = 0; l < WAVES; ++l) heroWay = l == hero ? vec2(fan.a[l], fan.b[l]) : heroWay;

    Inclusions inclusions = inclusionsAt(INCLUDED ? at.stone.inclusions : 0u);
    Walk walk = walkFrom(at);
    bool inside = !reflects;
    while (inside && walk.hits < frame.hitLimit) { // tested at its top: see Walk
        vec3 direction = heroWay.x * fan.D + heroWay.y * fan.N;
        float from[WAVES] = fan.travelled;
        float distance;
        walk.facet = nextFacet(at.stone, walk, direction, distance);
        walk.plane = sceneTexel(at.stone.planes + walk.facet);
        walk.x += distance * direction;
        walk.sequence = hashOf(walk.sequence * 31u + walk.facet);
        ++walk.hits;

        meetFacet(fan, walk.plane);
        [[unroll]] for (int l = 0; l < WAVES; ++l) fan.energy[l] = fan.cosine[l] > 0.0 ? fan.energy[l] : 0.0;
        keepThoseOnFacet(at.stone, walk.facet, fan, hero);
        Leg leg = legOf(fan, heroWay, from, walk.x - distance * direction, direction, distance);
        bool scattered = INCLUDED && scattersOnLeg(at.stone, inclusions, fan, walk, leg, stream);
        heroWay.y = scattered ? 1.0 - heroWay.x : heroWay.y;
        bool exits = !scattered && leavesAtFacet(fan, stream);
        inside = !exits;
        if (inside && !scattered) mirrorFan(fan, walk.plane);
    }
    if (reflects) return;

    // Absorption over each one's own path.
    float sharing = sharersOf(fan.energy);
    float weight = at.carrying / max(sharing, 1.0), tailPath = inside ? at.stone.meanChord : 0.0;
    Spectrum light;
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        light.lane[l] = fan.energy[l] * weight * exp(-speciesAt(at.stone.species, l).y * (fan.travelled[l] + tailPath));
    if (!endWalk(at, walk, inside, sharing, light)) return;

    vec3 directions[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        directions[l] = fan.D + (fan.b[l] / fan.a[l]) * fan.N + leavingBend(fan, l) * walk.plane.xyz;
    leaveStone(at, walk, hero, directions, light, stream);
}
