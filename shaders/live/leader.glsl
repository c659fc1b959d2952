// The wave that leads through a stone: the hero's, ordinary or extraordinary, which it stays. At a facet the part of its
// wave vector along the facet is kept, the rest follows from the surface of wave vectors, in units of that in vacuum
//   |k|^2 / ne^2 + (k axis)^2 (1 / no^2 - 1 / ne^2) = 1,
// a sphere where light is refracted singly. The other wavelengths are opened about it as about the wave of an isotropic
// stone (stone/fan.glsl): what differs from leg to leg is the direction of the whole fan.
#ifndef VITRINE_LIVE_LEADER_GLSL
#define VITRINE_LIVE_LEADER_GLSL
#include "live/bindings.glsl"

struct Leader
{
    vec3 k;
    float path;   // so far, widths
    float across; // of it, the share in which its field lies along the axis: sum of legs times sin^2 to the axis
};

// Into the stone from a facet with outward normal n, with this part along it.
vec3 waveInwards(LiveStone stone, vec3 tangential, vec3 n)
{
    float facing = dot(stone.axis, n), along = dot(stone.axis, tangential);
    float A = stone.flatness + stone.squeeze * facing * facing;
    float B = stone.squeeze * facing * along;
    float C = stone.flatness * dot(tangential, tangential) + stone.squeeze * along * along - 1.0;
    return tangential - (B + sqrt(max(B * B - A * C, 0.0))) / A * n;
}

// Where its power flows: along the normal of the surface.
vec3 rayOf(LiveStone stone, vec3 k)
{
    return normalize(stone.flatness * k + stone.squeeze * dot(stone.axis, k) * stone.axis);
}

void advance(inout Leader leader, LiveStone stone, float leg)
{
    float along = dot(stone.axis, leader.k);
    leader.path += leg;
    leader.across += leg * (1.0 - along * along / dot(leader.k, leader.k));
}

// The mean of the absorption that an extraordinary wave has met so far, between that of the ordinary wave, 0, and 1.
float dichroicShare(Leader leader) { return leader.across / max(leader.path, 1e-6); }
#endif
