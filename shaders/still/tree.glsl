// The nearest triangle of a mesh that a ray hits, by the mesh's BVH.
//
// Written for devices that execute every branch: an inner node and a triangle are one record of four texels, so that
// one iteration fetches once and does either; deferred nodes are a stack in registers that moves by whole shifts,
// because a local array indexed at run time is the slowest thing there is. On a GPU the shifts are a dozen moves.
#ifndef VITRINE_STILL_TREE_GLSL
#define VITRINE_STILL_TREE_GLSL
#include "still/bindings.glsl"

struct Hit
{
    float t;        // in units of the direction's length
    uint primitive; // triangle record, or facet
    vec2 barycentric;
    uint instance;  // HIT_NONE, HIT_GROUND, or an instance; INSTANCE_STONE | stone for a stone
};

struct Ray
{
    vec3 origin;
    vec3 direction;
    vec3 inverse;
    vec3 scaledOrigin; // origin x inverse
};

Ray makeRay(vec3 o, vec3 d)
{
    // A zero component would turn a slab that holds the origin into 0 x infinity.
    vec3 safe = vec3(abs(d.x) < 1e-12 ? 1e-12 : d.x, abs(d.y) < 1e-12 ? 1e-12 : d.y, abs(d.z) < 1e-12 ? 1e-12 : d.z);
    vec3 inverse = 1.0 / safe;
    return Ray(o, d, inverse, o * inverse);
}

// Entry and exit of a box, the exit rounded up by more than the error of its computation.
vec2 boxSpan(Ray ray, vec3 least, vec3 greatest)
{
    vec3 a = least * ray.inverse - ray.scaledOrigin, b = greatest * ray.inverse - ray.scaledOrigin;
    vec3 near = min(a, b), far = max(a, b);
    return vec2(max(max(near.x, near.y), max(near.z, 0.0)), min(min(far.x, far.y), far.z) * 1.000001 + 1e-7);
}

struct Choice
{
    uint near;
    uint far;
    bool any;
    bool both;
};

// Which children of an inner node the ray enters before `limit`, nearest first.
Choice chooseChild(Ray ray, float limit, vec4 a, vec4 b, vec4 c, uvec2 references)
{
    vec2 first = boxSpan(ray, a.xyz, vec3(a.w, b.xy));
    vec2 second = boxSpan(ray, vec3(b.zw, c.x), c.yzw);
    bool inFirst = first.x <= min(first.y, limit), inSecond = second.x <= min(second.y, limit);
    bool firstIsNear = inFirst && (!inSecond || first.x <= second.x);
    return Choice(firstIsNear ? references.x : references.y, firstIsNear ? references.y : references.x,
                  inFirst || inSecond, inFirst && inSecond);
}

void traceMesh(uint root, Ray ray, uint instance, inout Hit hit)
{
    uint stack[STACK];
    [[unroll]] for (int i = 0; i < STACK; ++i) stack[i] = EMPTY_REFERENCE;
    uint current = root;
    int left = 4096; // no tree is that deep and wide along one ray; a damaged one must not hang the device
    do {
        bool leaf = (current & REFERENCE_LEAF) != 0u;
        int at = int(current & REFERENCE_INDEX) * NODE_TEXELS;
        vec4 a = nodeTexel(at), b = nodeTexel(at + 1), c = nodeTexel(at + 2);
        uvec4 d = texelFetch(nodes, at + 3);

        Choice child = chooseChild(ray, hit.t, a, b, c, d.xy);

        // Moeller & Trumbore 1997.
        vec3 p = cross(ray.direction, c.xyz), s = ray.origin - a.xyz, q = cross(s, b.xyz);
        float scale = 1.0 / dot(b.xyz, p);
        float t = dot(c.xyz, q) * scale, u = dot(s, p) * scale, v = dot(ray.direction, q) * scale;
        if (leaf && u >= 0.0 && v >= 0.0 && u + v <= 1.0 && t > 0.0 && t < hit.t)
            hit = Hit(t, current & REFERENCE_INDEX, vec2(u, v), instance);

        bool pair = leaf && (current & REFERENCE_PAIR) != 0u;
        bool push = !leaf && child.both;
        bool pop = !pair && (leaf || !child.any);
        current = pair ? (current & ~REFERENCE_PAIR) + 1u : pop ? stack[0] : child.near;
        [[unroll]] for (int i = STACK - 1; i > 0; --i) stack[i] = push ? stack[i - 1] : stack[i];
        stack[0] = push ? child.far : stack[0];
        [[unroll]] for (int i = 0; i < STACK - 1; ++i) stack[i] = pop ? stack[i + 1] : stack[i];
        stack[STACK - 1] = pop ? EMPTY_REFERENCE : stack[STACK - 1]; // else a full stack would never run dry
    } while (current != EMPTY_REFERENCE && --left > 0);
}
#endif
