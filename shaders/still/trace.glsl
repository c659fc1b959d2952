// The nearest hit of a ray: a BVH over instances whose leaves are meshes, each with a BVH of its own, and stones, which
// are intersected as their half-spaces or, cabochons, by their
// exact surfaces. Deferred instances wait in registers, as the nodes of still/tree.glsl do.
#ifndef VITRINE_STILL_TRACE_GLSL
#define VITRINE_STILL_TRACE_GLSL
#include "still/stone.glsl"
#include "still/tree.glsl"

void storeHit(uint slot, Hit hit)
{
    pathBits[pathAddress(PATH_HIT, slot)] =
        uvec4(floatBitsToUint(hit.t), hit.primitive, packUnorm2x16(hit.barycentric), hit.instance);
}

Hit loadHit(uint slot)
{
    uvec4 bits = pathBits[pathAddress(PATH_HIT, slot)];
    return Hit(uintBitsToFloat(bits.x), bits.y, unpackUnorm2x16(bits.z), bits.w);
}

void traceStone(uint stone, uint skipped, vec3 o, vec3 d, inout Hit hit)
{
    uvec4 range = sceneBits(frame.stoneRecords + stone * STONE_TEXELS + 4u);
    if (range.y == 0u) {
        float distance;
        uint surface;
        bool enters = domeEntry(domeAt(range.x), o, d, distance, surface);
        if (enters && distance < hit.t && stone != skipped) hit = Hit(distance, surface, vec2(0.0), INSTANCE_STONE | stone);
        return;
    }
    float near = -1e30, far = 1e30;
    uint facet = 0u;
    bool outside = false;
    uint i = 0u;
    do {
        vec4 plane = sceneTexel(range.x + i);
        float towards = dot(plane.xyz, d), room = plane.w - dot(plane.xyz, o);
        float t = room / towards;
        bool entering = towards < 0.0 && t > near;
        near = entering ? t : near;
        facet = entering ? i : facet;
        far = towards > 0.0 ? min(far, t) : far;
        outside = outside || (towards == 0.0 && room < 0.0);
    } while (++i < range.y && near < min(far, hit.t) && !outside);
    // A ray that starts inside a stone starts where no surface can be: it does not hit that stone.
    if (!outside && near > 0.0 && near < far && near < hit.t && stone != skipped)
        hit = Hit(near, facet, vec2(0.0), INSTANCE_STONE | stone);
}

// skipped: the stone that the ray has just left, or any number that is no stone.
Hit traceScene(vec3 o, vec3 d, float limit, uint skipped)
{
    Hit hit = Hit(limit, 0u, vec2(0.0), HIT_NONE);
    Ray world = makeRay(o, d);
    uint stack[TOP_STACK];
    [[unroll]] for (int i = 0; i < TOP_STACK; ++i) stack[i] = EMPTY_REFERENCE;
    uint current = limit > 0.0 ? frame.topLevelRoot : EMPTY_REFERENCE;
    // Down to a leaf, then the leaf. Both loops are tested at their top and neither breaks: on llvmpipe 22.3 the form with
    // a bottom-tested inner loop and a break let rays miss everything along the outlines of instances' boxes. Why was not
    // found; at that time the stack also kept its last entry when it popped.
    while (current != EMPTY_REFERENCE) {
        while ((current & REFERENCE_LEAF) == 0u) {
            int at = int(current & REFERENCE_INDEX) * NODE_TEXELS;
            Choice child = chooseChild(world, hit.t, nodeTexel(at), nodeTexel(at + 1), nodeTexel(at + 2),
                                       texelFetch(nodes, at + 3).xy);
            bool push = child.both, pop = !child.any;
            current = pop ? stack[0] : child.near;
            [[unroll]] for (int i = TOP_STACK - 1; i > 0; --i) stack[i] = push ? stack[i - 1] : stack[i];
            stack[0] = push ? child.far : stack[0];
            [[unroll]] for (int i = 0; i < TOP_STACK - 1; ++i) stack[i] = pop ? stack[i + 1] : stack[i];
            stack[TOP_STACK - 1] = pop ? EMPTY_REFERENCE : stack[TOP_STACK - 1];
        }
        bool leaf = current != EMPTY_REFERENCE;
        uint instance = leaf ? current & REFERENCE_INDEX : 0u;
        current = leaf ? stack[0] : EMPTY_REFERENCE;
        [[unroll]] for (int i = 0; i < TOP_STACK - 1; ++i) stack[i] = leaf ? stack[i + 1] : stack[i];
        stack[TOP_STACK - 1] = leaf ? EMPTY_REFERENCE : stack[TOP_STACK - 1];

        uint record = frame.instanceRecords + instance * INSTANCE_TEXELS;
        vec4 x = sceneTexel(record), y = sceneTexel(record + 1u), z = sceneTexel(record + 2u);
        uvec4 what = sceneBits(record + 3u);
        vec3 localOrigin = vec3(dot(x.xyz, o) + x.w, dot(y.xyz, o) + y.w, dot(z.xyz, o) + z.w);
        vec3 localDirection = vec3(dot(x.xyz, d), dot(y.xyz, d), dot(z.xyz, d));
        if (leaf && what.w == 0u) traceMesh(what.x, makeRay(localOrigin, localDirection), instance, hit);
        if (leaf && what.w != 0u) traceStone(what.x, skipped, localOrigin, localDirection, hit);
    }
    return hit;
}
#endif
