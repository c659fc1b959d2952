// Finds what each waiting ray hits and passes its path on to the kernel for that surface. A ray that escapes gathers
// what was computed for that case when it was spawned.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/path.glsl"
#include "still/trace.glsl"
layout(local_size_x = 64) in;

uint queueOfStone(uint instance)
{
    uint stone = instance & ~INSTANCE_STONE;
    bool crystal = any(notEqual(dressBits(frame.stoneSpecies + stone).yzw, uvec3(0u)));
    bool dome = sceneBits(frame.stoneRecords + stone * STONE_TEXELS + 4u).y == 0u;
    uint rounded = crystal ? QUEUE_CRYSTAL_DOME : QUEUE_DOME;
    return dome ? rounded : crystal ? QUEUE_CRYSTAL : QUEUE_STONE;
}

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    uint rays = QUEUE_RAYS + slice.parity;
    bool waiting = entry < queueLength(rays);
    uint slot = queueEntry(rays, waiting ? entry : 0u);
    vec3 o = rayOrigin(slot), d = rayDirection(slot);
    uint flags = rayFlags(slot);
    bool known = (flags & FLAG_REENTER) != 0u;
    bool sound = dot(d, d) > 0.5 && dot(d, d) < 2.0; // false for NaN too

    Hit hit = traceScene(o, d, waiting && sound && !known ? 1e9 : 0.0, (flags & FLAG_SKIP_MASK) - 1u);
    if (!waiting) return;
    if (!sound) {
        atomicAdd(queues[COUNTER_NONFINITE], 1u);
        return;
    }
    if (known) {
        pathBits[pathAddress(PATH_ORIGIN, slot)].w = flags & ~FLAG_REENTER;
        appendTo(queueOfStone(loadHit(slot).instance), slot);
        return;
    }

    float toGround = (frame.groundHeight - o.y) / d.y;
    if (frame.groundOn != 0u && d.y < 0.0 && toGround > 0.0 && toGround < hit.t) hit = Hit(toGround, 0u, vec2(0.0), HIT_GROUND);

    vec4 gathered = paths[pathAddress(PATH_RADIANCE, slot)];
    if (hit.instance == HIT_NONE) {
        gathered.xyz += paths[pathAddress(PATH_PENDING, slot)].xyz;
        paths[pathAddress(PATH_RADIANCE, slot)] = gathered;
        return;
    }
    if ((flags & FLAG_CAMERA) != 0u) {
        bool catcher = hit.instance == HIT_GROUND && frame.background == BACKGROUND_NOTHING;
        paths[pathAddress(PATH_RADIANCE, slot)] = vec4(gathered.xyz, catcher ? -1.0 : 1.0);
    }
    if (bounceOf(flags) >= frame.bounceLimit) return;

    storeHit(slot, hit);
    uint queue = QUEUE_GROUND;
    if (hit.instance != HIT_GROUND) {
        uint surface = sceneBits(frame.instanceRecords + (hit.instance & ~INSTANCE_STONE) * INSTANCE_TEXELS + 3u).y;
        uint kind = dressBits(frame.surfaceRecords + surface * SURFACE_TEXELS).x;
        queue = kind == SURFACE_METAL ? QUEUE_METAL : kind == SURFACE_BODY ? QUEUE_BODY : kind == SURFACE_ENAMEL ? QUEUE_ENAMEL : QUEUE_FOREIGN;
        if ((hit.instance & INSTANCE_STONE) != 0u) queue = queueOfStone(hit.instance);
    }
    appendTo(queue, slot);
}
