// Turns the lengths of the queues into the group counts of the dispatches that follow, and empties the queues that
// those dispatches fill.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/path.glsl"
layout(local_size_x = 1) in;
layout(constant_id = 4) const int STAGE = 0; // 0: before the trace of a round's rays, 1: before the shading of what they hit

void prepareQueue(uint queue)
{
    uint at = 3u * queue;
    arguments[at] = (queues[queue] + 63u) / 64u;
    arguments[at + 1u] = 1u;
    arguments[at + 2u] = 1u;
}

void addTotal(uint counter, uint amount)
{
    uint low = queues[counter];
    queues[counter] = low + amount;
    if (low + amount < low) queues[counter + 1u] += 1u;
}

void main()
{
    if (STAGE == 0) {
        uint rays = QUEUE_RAYS + slice.parity;
        prepareQueue(rays);
        addTotal(COUNTER_RAYS, queues[rays]);
        addTotal(COUNTER_STONE_HITS, queues[COUNTER_HITS]);
        queues[COUNTER_HITS] = 0u;
        queues[QUEUE_RAYS + 1u - slice.parity] = 0u;
        for (uint q = QUEUE_STONE; q < QUEUE_COUNT; ++q) queues[q] = 0u;
    } else {
        for (uint q = QUEUE_STONE; q < QUEUE_COUNT; ++q) prepareQueue(q);
        addTotal(COUNTER_STONE_PATHS, queues[QUEUE_STONE] + queues[QUEUE_CRYSTAL] + queues[QUEUE_DOME] + queues[QUEUE_CRYSTAL_DOME]);
    }
}
