// Loads and stores of a path's state, and the lists of paths that wait for a kernel.
#ifndef VITRINE_STILL_PATH_GLSL
#define VITRINE_STILL_PATH_GLSL
#include "still/bindings.glsl"

struct Spectrum
{
    float lane[WAVES];
};

uint pathAddress(uint region, uint slot) { return region * 2u * frame.pathCapacity + slot; }

Spectrum loadThroughput(uint slot)
{
    Spectrum s;
    [[unroll]] for (int g = 0; g < GROUPS; ++g) {
        vec4 group = paths[pathAddress(PATH_THROUGHPUT + uint(g), slot)];
        [[unroll]] for (int j = 0; j < 4; ++j)
            if (4 * g + j < WAVES) s.lane[4 * g + j] = group[j];
    }
    return s;
}

void storeThroughput(uint slot, Spectrum s)
{
    [[unroll]] for (int g = 0; g < GROUPS; ++g) {
        vec4 group = vec4(0.0);
        [[unroll]] for (int j = 0; j < 4; ++j)
            if (4 * g + j < WAVES) group[j] = s.lane[4 * g + j];
        paths[pathAddress(PATH_THROUGHPUT + uint(g), slot)] = group;
    }
}

// medium: surface + 1 of the volume that the ray is in, 0 for air.
void storeRayIn(uint medium, uint slot, vec3 o, vec3 d, uint flags, vec3 pending)
{
    pathBits[pathAddress(PATH_ORIGIN, slot)] = uvec4(floatBitsToUint(o), flags);
    pathBits[pathAddress(PATH_DIRECTION, slot)] = uvec4(floatBitsToUint(d), medium);
    paths[pathAddress(PATH_PENDING, slot)] = vec4(pending, 0.0);
}

void storeRay(uint slot, vec3 o, vec3 d, uint flags, vec3 pending) { storeRayIn(0u, slot, o, d, flags, pending); }

vec3 rayOrigin(uint slot) { return paths[pathAddress(PATH_ORIGIN, slot)].xyz; }
uint rayFlags(uint slot) { return pathBits[pathAddress(PATH_ORIGIN, slot)].w; }
vec3 rayDirection(uint slot) { return paths[pathAddress(PATH_DIRECTION, slot)].xyz; }
uint rayMedium(uint slot) { return pathBits[pathAddress(PATH_DIRECTION, slot)].w; }

float meanOf(Spectrum s)
{
    float sum = 0.0;
    [[unroll]] for (int i = 0; i < WAVES; ++i) sum += s.lane[i];
    return sum / float(WAVES);
}

void appendTo(uint queue, uint slot)
{
    uint at = atomicAdd(queues[queue], 1u);
    queues[COUNTER_END + queue * 2u * frame.pathCapacity + at] = slot;
}

uint queueLength(uint queue) { return queues[queue]; }
uint queueEntry(uint queue, uint i) { return queues[COUNTER_END + queue * 2u * frame.pathCapacity + i]; }

uint bounceOf(uint flags) { return flags >> FLAG_BOUNCE_SHIFT; }
uint afterBounce(uint flags) { return flags + (1u << FLAG_BOUNCE_SHIFT); }
uint pixelOf(uint slot) { return slice.firstPixel + slot % frame.pathCapacity; }

void addRadiance(uint slot, vec3 xyz)
{
    uint at = pathAddress(PATH_RADIANCE, slot);
    paths[at] = vec4(paths[at].xyz + xyz, paths[at].w);
}
#endif
