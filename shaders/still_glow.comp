// A path that has come upon a stone, before the stone's own kernel follows it: the light that a fluorescing stone emits
// along the path's one ray inside, at the index of that light. Nothing is drawn by lot, so that it adds no noise.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/passage.glsl"
#include "stone/glow.glsl"
layout(local_size_x = 64) in;
layout(constant_id = 4) const int QUEUE = QUEUE_STONE;

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(uint(QUEUE))) return;
    Arrival at = arrivalAt(queueEntry(uint(QUEUE), entry));
    Glow glow = glowOf(at.stoneId);
    float cosI = clamp(-dot(at.plane.xyz, at.d), 1e-4, 1.0);
    GlowWalk glowing = GlowWalk(0.0, 1.0 - fresnelDielectric(cosI, glow.ior));
    vec3 along = refractDirection(at.d, at.plane.xyz, 1.0 / glow.ior);
    Walk walk = walkFrom(at);
    while (walk.hits < frame.hitLimit && glowing.kept > GLOW_ENOUGH) {
        float leg;
        walk.facet = nextFacet(at.stone, walk, along, leg);
        walk.plane = sceneTexel(at.stone.planes + walk.facet);
        walk.x += leg * along;
        ++walk.hits;
        float cosine = dot(walk.plane.xyz, along);
        glowing = glowOfLeg(glowing, leg, glow.absorption, fresnelDielectric(clamp(cosine, 0.0, 1.0), 1.0 / glow.ior));
        along -= 2.0 * cosine * walk.plane.xyz;
    }
    float gathered = gatheredInAll(glowing, glow.ior, glow.absorption, at.stone.meanChord);
    addRadiance(at.slot, gathered * xyzThrough(at.throughput, glow.rgb));
}
