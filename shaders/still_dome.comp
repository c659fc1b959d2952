// A path that has come upon a cabochon that refracts singly. Curved surfaces part the wavelengths at every reflection, so
// that each follows its own ray from surface to surface, to the exact place; all share what is drawn: whether the path
// leaves, by the mean over them.
#version 460
#extension GL_GOOGLE_include_directive : require
#define DOME
#include "still/passage.glsl"
#include "shared/fresnel.glsl"
layout(local_size_x = 64) in;

// One wavelength inside.
struct Wave
{
    vec3 x, d; // d: once the path has left, outside
    float energy;
    float path; // so far, mm
};

// Refracts the wave at the surface with normal n, out of the stone, against which it comes. Towards total reflection the
// direction goes along the surface, where no light goes.
vec3 refractedOut(vec3 d, vec3 n, float ior)
{
    float cosine = dot(d, n);
    vec3 tangential = ior * (d - cosine * n);
    return tangential + sqrt(max(1.0 - dot(tangential, tangential), 0.0)) * n;
}

// Takes the wave to the surface that it meets next; returns the normal there.
vec3 meetSurface(Dome dome, inout Wave wave, out uint surface)
{
    float t = domeExit(dome, wave.x, wave.d, surface);
    wave.x += t * wave.d;
    wave.path += t;
    return domeNormal(dome, surface, wave.x);
}

// What becomes of the path at the surfaces that its waves meet next. Returns whether it stays inside.
bool takeStep(Dome dome, StoneRecord stone, inout Walk walk, inout Wave waves[WAVES], int hero, float die)
{
    vec3 n[WAVES];
    float F[WAVES];
    float energy = 0.0, leaves = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        uint surface;
        n[l] = meetSurface(dome, waves[l], surface);
        F[l] = fresnelDielectric(clamp(dot(waves[l].d, n[l]), 1e-4, 1.0), 1.0 / speciesAt(stone.species, l).x);
        energy += waves[l].energy;
        leaves += waves[l].energy * (1.0 - F[l]);
        walk.facet = l == hero ? surface : walk.facet;
    }
    leaves /= max(energy, 1e-30);
    bool exits = die < leaves;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        waves[l].energy *= exits ? max(1.0 - F[l], KEPT_IN) / leaves : F[l] / max(1.0 - leaves, 1e-6);
        vec3 out_ = refractedOut(waves[l].d, n[l], speciesAt(stone.species, l).x);
        waves[l].d = exits ? out_ : reflect(waves[l].d, n[l]);
    }
    walk.sequence = hashOf(walk.sequence * 31u + walk.facet);
    ++walk.hits;
    return !exits;
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_DOME)) return;
    Arrival at = arrivalAt(queueEntry(QUEUE_DOME, entry));
    uint stream = streamAt(at);

    float cosI = clamp(-dot(at.plane.xyz, at.d), 1e-4, 1.0);
    Spectrum reflected;
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        reflected.lane[l] = at.throughput.lane[l] * fresnelDielectric(cosI, speciesAt(at.stone.species, l).x);
    float share = meanOf(reflected) / meanOf(at.throughput);
    bool reflects = reflectsPath(at, reflected, share, stream);
    int hero = heroOf(at);

    Wave waves[WAVES];
    float raised = raisedWithin(at, share);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec3 inwards = refract(at.d, at.plane.xyz, 1.0 / speciesAt(at.stone.species, l).x);
        waves[l] = Wave(at.p, inwards, (at.throughput.lane[l] - reflected.lane[l]) * raised, 0.0);
    }

    Dome dome = domeAt(at.stone.planes);
    Walk walk = walkFrom(at);
    bool inside = !reflects;
    while (inside && walk.hits < frame.hitLimit) // tested at its top: see Walk
        inside = takeStep(dome, at.stone, walk, waves, hero, nextFrom(stream));
    if (reflects) return;

    float tailPath = inside ? at.stone.meanChord : 0.0;
    float energy[WAVES];
    [[unroll]] for (int l = 0; l < WAVES; ++l) energy[l] = waves[l].energy;
    int lead = leadOf(energy, nextFrom(stream));
    vec3 directions[WAVES];
    Spectrum light;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        if (l == lead) endAt(walk, dome, waves[l].x);
        directions[l] = waves[l].d;
        light.lane[l] = waves[l].energy * exp(-speciesAt(at.stone.species, l).y * (waves[l].path + tailPath));
    }
    if (endWalk(at, walk, inside, at.carrying, light)) leaveStone(at, walk, lead, directions, light, stream);
}
