// Light through a stone, as the live view follows it: no samples, every branch by its energy. All wavelengths stay on the
// sequence of facets of the hero's wave (live/leader.glsl), planes extended; each has its own Fresnel, path and absorption
// (stone/fan.glsl) and leaves in its own direction. What is left at the last facet returns as the tail.
#ifndef VITRINE_LIVE_STONE_GLSL
#define VITRINE_LIVE_STONE_GLSL
#include "live/inside.glsl"
#include "live/inclusions.glsl"
#include "live/leader.glsl"
#include "live/near.glsl"
#include "live/ground.glsl"
#include "live/surroundings.glsl"
#include "stone/band.glsl"
#include "stone/fan.glsl"

const float GLARE_SPREAD = 2e-3; // radians: a facet is flat, so that only the pixel softens what it mirrors
const float ALL_AROUND = 2.0 / 3.0; // of an extraordinary wave's field, the share along the axis, over all directions
const float ENOUGH = 0.01; // mean energy that is left to the tail before the last facet

const float TOLD_APART = 0.1; // mean energy with which a facet still counts for telling neighbouring pixels apart

// Of the lights and the ground, where nothing of the piece is in the way.
vec3 unhinderedRadiance(vec3 o, vec3 d, float spread)
{
    vec3 sky = softRadiance(o, d, spread);
    float t = (frame.groundHeight - o.y) / min(d.y, -1e-6);
    vec3 ground = groundRadiance(o + t * d, d);
    return frame.groundOn != 0u && d.y < 0.0 ? ground : sky;
}

struct StoneSeen
{
    vec3 xyz;
    uint sequence; // hash of the facets met
};

// p, d: where and along what unit vector the stone is met, in its frame, in widths; facet: which one; footprint: half a pixel there, widths.
// tail: mean radiance of what the stone can see, linear Rec.709.
StoneSeen throughStone(LiveStone stone, StonePlace place, vec3 p, vec3 d, uint facet, float footprint, uint hits, vec3 tail)
{
    vec4 plane = planeAt(stone.firstPlane, facet, p);
    float cosI = clamp(-dot(plane.xyz, d), 1e-4, 1.0);
    NearMap map = NearMap(vec2(float(place.nearTile & 0xffffu), float(place.nearTile >> 16)), float(place.nearSize),
                          1.0 / vec2(textureSize(nearField, 0).xy));
    float seen[WAVES];
    float within[WAVES];
    vec2 band[WAVES], dichroism[WAVES];
    vec3 mirrored = reflect(d, plane.xyz);
    NearMeeting met = nearMeeting(map, p * place.width, mirrored, 0.5 * place.width);
    vec3 metAt = p * place.width + met.t * mirrored;
    // Glare is one direction for all wavelengths: where the piece is not in its way it sees the lights themselves, and from
    // the crown the ground, which the head may hide from the centre. Below the girdle the head is in the way.
    bool open = !met.near && (plane.y > 0.0 || met.t > 0.5 * NEAR_FAR);
    vec3 far = unhinderedRadiance(place.centre + outOfStone(place, p * place.width), outOfStone(place, mirrored), GLARE_SPREAD);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float F = fresnelDielectric(cosI, stone.ior[l]);
        seen[l] = F * (open ? dot(far, laneBasis(l)) : nearRadiance(map, metAt, l));
        within[l] = 1.0 - F;
        band[l] = unpackHalf2x16(stone.absorption[l]);
        dichroism[l] = unpackHalf2x16(stone.dichroism[l]);
    }

    Fan fan = openFan(p, d, plane.xyz, cosI, stone.ior, within);
    float heroA = fan.a[0], heroB = fan.b[0];
    [[unroll]] for (int l = 1; l < WAVES; ++l) {
        heroA = uint(l) == live.hero ? fan.a[l] : heroA;
        heroB = uint(l) == live.hero ? fan.b[l] : heroB;
    }
    Inclusions inclusions = inclusionsAt(INCLUDED ? place.inclusions : 0u);
    float even[WAVES];
    if (INCLUDED)
        [[unroll]] for (int l = 0; l < WAVES; ++l)
            even[l] = shareThatGetsOut(stone.ior[l], bandDepth(band[l], place.meanChord)) * dot(tail, laneBasis(l));
    Leader leader = Leader(waveInwards(stone, d + cosI * plane.xyz, plane.xyz), 0.0, 0.0);
    vec3 x = p;
    uint sequence = facet;
    uint count = 0u, most = hits + laneZero(d), planes = stone.planeCount + laneZero(d);
    float left = float(WAVES);
    do {
        vec3 direction = rayOf(stone, leader.k);
        uint next;
        float leg;
        plane = stepTo(x, direction, stone.firstPlane, planes, next, leg);
        advance(leader, stone, leg);
        sequence = left > TOLD_APART * float(WAVES) ? (sequence ^ next) * 16777619u : sequence;
        ++count;
        float before[WAVES] = fan.travelled;
        meetFacet(fan, plane);
        if (INCLUDED)
            veilLeg(inclusions, fan, legOf(fan, vec2(heroA, heroB), before, x - leg * direction, direction, leg), footprint, even, band, seen);

        // The hero's way out decides how far the eye of the exit reaches; every wavelength looks in its own direction,
        // about that of the leading wave.
        vec3 tangential = leader.k - dot(leader.k, plane.xyz) * plane.xyz;
        vec3 away = tangential + sqrt(max(1.0 - dot(tangential, tangential), 0.0)) * plane.xyz;
        leader.k = waveInwards(stone, tangential, plane.xyz);
        float heroCosine = heroA * dot(plane.xyz, fan.D) + heroB * dot(plane.xyz, fan.N);
        float heroSine2 = (1.0 - heroCosine * heroCosine) / (heroA * heroA);
        vec3 N = fan.N, D = away - (heroB / heroA) * N - (sqrt(max(1.0 - heroSine2, 0.0)) - heroCosine / heroA) * plane.xyz;
        vec3 from = x * place.width;
        float reach = nearMeeting(map, from, away, 0.5 * place.width).t;
        float dichroic = dichroicShare(leader);
        left = 0.0;
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            float kept = fan.cosine[l] > 0.0 ? reflectanceWithin(fan, l) : 1.0;
            float path = clamp(fan.travelled[l], 0.0, 4.0 * float(count));
            vec3 along = D + (fan.b[l] / fan.a[l]) * N + leavingBend(fan, l) * plane.xyz;
            float out_ = fan.energy[l] * (1.0 - kept) * throughBand(band[l] + dichroic * dichroism[l], path);
            seen[l] += out_ * nearRadiance(map, from + reach * along, l);
            fan.energy[l] *= kept;
            left += fan.energy[l];
        }
        mirrorFan(fan, plane);
    } while (count < most && left > ENOUGH * float(WAVES));

    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float path = clamp(fan.travelled[l], 0.0, 4.0 * float(count));
        float chord = bandDepth(band[l] + ALL_AROUND * dichroism[l], place.meanChord);
        float rest = fan.energy[l] * throughBand(band[l] + dichroicShare(leader) * dichroism[l], path) *
                     shareThatGetsOut(stone.ior[l], chord) * dot(tail, laneBasis(l));
        xyz += (seen[l] + rest) * laneWeight(l);
    }
    return StoneSeen(xyz, sequence);
}
#endif
