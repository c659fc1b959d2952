// Light through a stone, as the live view follows it: no samples, every branch by its energy. All wavelengths stay on the
// hero's sequence of facets, planes extended; each has its own Fresnel, path and absorption (stone/fan.glsl) and leaves
// in its own direction. What is left at the last facet returns as the tail.
#ifndef VITRINE_LIVE_STONE_GLSL
#define VITRINE_LIVE_STONE_GLSL
#include "live/near.glsl"
#include "live/planes.glsl"
#include "live/surroundings.glsl"
#include "stone/band.glsl"
#include "stone/fan.glsl"

const float GLARE_SPREAD = 2e-3; // radians: a facet is flat, so that only the pixel softens what it mirrors
const float ENOUGH = 0.01; // mean energy that is left to the tail before the last facet

const float TOLD_APART = 0.1; // mean energy with which a facet still counts for telling neighbouring pixels apart

struct StoneSeen
{
    vec3 xyz;
    uint sequence; // hash of the facets met
};

// p, d: where and along what unit vector the stone is met, in its frame, in widths; facet: which one. `stone` is the
// draw's; tail: mean radiance of what the stone can see, linear Rec.709.
StoneSeen throughStone(LiveStone stone, vec3 p, vec3 d, uint facet, uint hits, vec3 tail)
{
    vec4 plane = planeOf(stone.firstPlane, facet);
    float cosI = clamp(-dot(plane.xyz, d), 1e-4, 1.0);
    NearMap map = NearMap(vec2(float(stone.nearTile & 0xffffu), float(stone.nearTile >> 16)), float(stone.nearSize),
                          1.0 / vec2(textureSize(nearField, 0).xy));
    float seen[WAVES];
    float within[WAVES];
    vec2 band[WAVES];
    vec3 mirrored = reflect(d, plane.xyz);
    float reach = nearReach(map, p * stone.width, mirrored, 0.5 * stone.width);
    vec3 outward = p * stone.width + reach * mirrored;
    // Glare is one direction for all wavelengths: where nothing of the piece is in its way it sees the lights themselves.
    vec3 sky = softRadiance(stone.centre + outOfStone(stone, p * stone.width), outOfStone(stone, mirrored), GLARE_SPREAD);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float F = fresnelDielectric(cosI, stone.ior[l]);
        seen[l] = F * (reach > 0.5 * NEAR_FAR ? dot(sky, laneBasis(l)) : nearRadiance(map, outward, l));
        within[l] = 1.0 - F;
        band[l] = unpackHalf2x16(stone.absorption[l]);
    }

    Fan fan = openFan(p, d, plane.xyz, cosI, stone.ior, within);
    float heroA = fan.a[0], heroB = fan.b[0];
    [[unroll]] for (int l = 1; l < WAVES; ++l) {
        heroA = uint(l) == live.hero ? fan.a[l] : heroA;
        heroB = uint(l) == live.hero ? fan.b[l] : heroB;
    }
    vec3 x = p;
    uint sequence = facet;
    uint count = 0u, most = hits + laneZero(d), planes = stone.planeCount + laneZero(d);
    float left = float(WAVES);
    do {
        vec3 direction = heroA * fan.D + heroB * fan.N;
        uint next = nextFacet(x, direction, stone.firstPlane, planes);
        plane = planeOf(stone.firstPlane, next);
        x += max(plane.w - dot(plane.xyz, x), 0.0) / max(dot(plane.xyz, direction), 1e-6) * direction;
        sequence = left > TOLD_APART * float(WAVES) ? (sequence ^ next) * 16777619u : sequence;
        ++count;
        meetFacet(fan, plane);

        // The hero's way out decides how far the eye of the exit reaches; every wavelength looks in its own direction.
        vec3 D = fan.D, N = fan.N;
        float heroCosine = heroA * dot(plane.xyz, D) + heroB * dot(plane.xyz, N);
        float heroSine2 = (1.0 - heroCosine * heroCosine) / (heroA * heroA);
        vec3 away = D + (heroB / heroA) * N + (sqrt(max(1.0 - heroSine2, 0.0)) - heroCosine / heroA) * plane.xyz;
        vec3 from = x * stone.width;
        float reach = nearReach(map, from, away, 0.5 * stone.width);
        left = 0.0;
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            float kept = fan.cosine[l] > 0.0 ? reflectanceWithin(fan, l) : 1.0;
            float path = clamp(fan.travelled[l], 0.0, 4.0 * float(count));
            vec3 along = D + (fan.b[l] / fan.a[l]) * N + leavingBend(fan, l) * plane.xyz;
            float out_ = fan.energy[l] * (1.0 - kept) * throughBand(band[l], path);
            seen[l] += out_ * nearRadiance(map, from + reach * along, l);
            fan.energy[l] *= kept;
            left += fan.energy[l];
        }
        mirrorFan(fan, plane);
    } while (count < most && left > ENOUGH * float(WAVES));

    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float path = clamp(fan.travelled[l], 0.0, 4.0 * float(count));
        float rest = fan.energy[l] * throughBand(band[l], path) *
                     shareThatGetsOut(stone.ior[l], bandDepth(band[l], stone.meanChord)) * dot(tail, laneBasis(l));
        xyz += (seen[l] + rest) * laneWeight(l);
    }
    return StoneSeen(xyz, sequence);
}
#endif
