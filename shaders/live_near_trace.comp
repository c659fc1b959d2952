// What the centre of each stone sees of the piece: for every texel of its near-field map the distance, and the chain of
// reflections that begins there. Geometry alone, once for a piece; live_near_shade.comp lights it in every frame.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/near_geometry.glsl"
#include "live/inside.glsl"
layout(local_size_x = 64) in;

const float GRAZING = 0.02; // cosine under which a place does not see a surface that the centre sees

// One of four places on the pavilion of a brilliant, halfway out by area, or on a cabochon's base, in widths: where most
// light leaves that meets metal.
vec3 viewpoint(StonePlace s, uvec2 texel)
{
    Dome dome = domeAt(s.firstPlane);
    float out_ = 0.5 * 0.70710678, depth = s.planeCount == 0u ? dome.girdle + 0.70710678 * dome.base : 0.13;
    uint turn = (texel.x & 1u) | (texel.y & 1u) << 1;
    vec2 diagonal = vec2((turn & 1u) == 0u ? 1.0 : -1.0, turn < 2u ? 1.0 : -1.0) * 0.70710678;
    return vec3(out_ * diagonal.x, -depth, out_ * diagonal.y);
}

// Half-width in radians of what a texel sees mirrored: how far the metal's normal turns from one to the next that is seen
// from the same place, twice that for the reflection and half of it to either side. Thin lights on bent metal would come
// out as rows of beads.
float bendOf(Met met, vec3 o, vec3 d, StonePlace s, float limit)
{
    // An edge of the map spans about half a turn, and each place of the stone has every second texel.
    float apart = 2.0 * PI / float(s.nearSize);
    vec3 u = normalize(cross(d, abs(d.y) < 0.9 ? vec3(0.0, 1.0, 0.0) : vec3(1.0, 0.0, 0.0))), v = cross(d, u);
    float bend = 0.0;
    [[unroll]] for (int i = 0; i < 2; ++i) {
        Met next = meetPiece(o, normalize(d + apart * (i == 0 ? u : v)), limit);
        bend = next.identity != 0u && next.identity == met.identity ? max(bend, length(next.normal - met.normal)) : bend;
    }
    return bend;
}

// From its middle, in widths; plane: which touches it there.
float wayOut(StonePlace s, vec3 inStone, out vec4 plane)
{
    if (s.planeCount == 0u) {
        Dome dome = domeAt(s.firstPlane);
        uint surface;
        float leg = domeExit(dome, vec3(0.0), inStone, surface);
        plane = domePlane(dome, surface, leg * inStone);
        return leg;
    }
    plane = planeOf(s.firstPlane, nextFacet(vec3(0.0), inStone, s.firstPlane, s.planeCount));
    return plane.w / dot(plane.xyz, inStone);
}

void main()
{
    uint texel = gl_GlobalInvocationID.x;
    uint stone = stoneOfTexel(texel);
    if (stone >= atlas.stones) return;
    StonePlace s = placeOfStone(stone);
    vec3 inStone = directionOfTexel(texel);
    vec3 d = outOfStone(s, inStone);

    // Out of the stone first: inside it no metal exists.
    vec4 plane;
    float leaves = s.width * wayOut(s, inStone, plane);
    vec3 o = s.centre + d * (leaves + 1e-4);
    float toGround = (frame.groundHeight - o.y) / d.y;
    bool down = frame.groundOn != 0u && d.y < 0.0 && toGround > 0.0;
    float limit = down ? toGround : 1e9;
    Met met = meetPiece(o, d, limit);
    bool metal = met.identity >= IDENTITY_METAL;
    bool other = met.identity != 0u && !metal;
    // Metal that touches the facet is seen at the facet; what it reflects has come through the stone.
    bool contact = metal && (met.back || met.t < CONTACT);

    Chain chain;
    chain.origin = o;
    chain.direction = d;
    chain.spread = bendOf(met, o, d, s, metal ? limit : 0.0); // rays of no length end at once
    // What metal mirrors depends on where in the stone it is seen from. Four neighbouring texels see it from four places:
    // from the centre alone it would mirror the stone back into itself too rarely, and the ground too often.
    vec3 seen = o + met.t * d, from = s.centre + outOfStone(s, viewpoint(s, placeOfTexel(texel)) * s.width);
    vec3 aside = normalize(seen - from);
    if (metal && !contact && dot(aside, met.normal) < -GRAZING) {
        chain.origin = seen - CONTACT * aside;
        chain.direction = aside;
    }
    follow(chain, NEAR_REFLECTIONS);
    if (contact) {
        chain.surface = met.identity & IDENTITY_INDEX;
        chain.count = 1u;
        chain.cosine = clamp(dot(plane.xyz, inStone), 1e-3, 1.0);
        chain.end = END_STONE;
        chain.stone = stone;
        chain.normal = d; // nothing is mirrored at the surface: the light is inside already
    }
    float distance = contact ? leaves : metal || other ? leaves + met.t : down ? leaves + toGround : NEAR_FAR;
    storeNear(texel, chain, distance, contact);
}
