// What becomes of rays that meet a stone, by where their light goes: the fan of wavelengths of the still and the live
// view (stone/fan.glsl), followed to the end of the light instead of along one drawn path.
//
// As in the still, one wavelength of the fan, the hero, searches for the next facet, the others share its sequence for as
// long as their own point lies on the same facet, and at each facet the sharing ones count WAVES / C.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_scalar_block_layout : require
#extension GL_EXT_control_flow_attributes : require
#define WAVES 4
#include "stone/fan.glsl"
#include "shares_layout.glsl"
layout(local_size_x = 64) in;
layout(scalar, set = 0, binding = 0) readonly buffer PlaneBlock { vec4 planes[]; };
layout(scalar, set = 0, binding = 1) readonly buffer RayBlock { StoneRay rays[]; };
layout(scalar, set = 0, binding = 2) writeonly buffer ShareBlock { StoneShares shares[]; };
layout(scalar, set = 0, binding = 3) readonly buffer NeighbourBlock { uint neighbours[]; }; // (first, count) a facet, lists
layout(scalar, push_constant) uniform SettingsBlock { ShareSettings settings; };

const float ASET_RED = 0.70710678, ASET_BLUE = 0.96592583; // sines of 45 and 75 degrees

uint nextFacet(vec3 x, vec3 direction, uint current, out float distance)
{
    uint best = 0u;
    distance = 1e30;
    for (uint i = 0u; i < settings.planeCount; ++i) {
        float towards = dot(planes[i].xyz, direction);
        float t = max((planes[i].w - dot(planes[i].xyz, x)) / towards, 0.0);
        bool nearer = towards > 0.0 && t < distance && i != current;
        distance = nearer ? t : distance;
        best = nearer ? i : best;
    }
    return best;
}

// Drops the wavelengths whose own point on the hero's facet lies beyond one of its edges.
void keepThoseOnFacet(uint facet, uint hero, inout Fan fan)
{
    const float slack = 1e-5; // mm: float rounding of a point on an edge
    uint first = neighbours[2u * facet], count = neighbours[2u * facet + 1u];
    for (uint i = first; i < first + count; ++i) {
        vec4 plane = planes[neighbours[i]];
        float fromP = plane.w - dot(plane.xyz, fan.P);
        float alongD = dot(plane.xyz, fan.D), alongN = dot(plane.xyz, fan.N);
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            bool beyond = fan.travelled[l] * (fan.a[l] * alongD + fan.b[l] * alongN) > fromP + slack;
            fan.energy[l] = beyond && uint(l) != hero ? 0.0 : fan.energy[l];
        }
    }
}

vec3 leavingDirection(Fan fan, vec3 n, int l)
{
    return normalize(fan.D + (fan.b[l] / fan.a[l]) * fan.N + leavingBend(fan, l) * n);
}

void count(inout StoneShares share, vec4 plane, vec3 direction, float light)
{
    bool crown = plane.y > 1e-6;
    float height = dot(direction, settings.zenith), up = max(height, 0.0);
    share.returned += crown ? light : 0.0;
    share.weighted += crown ? light * up * up : 0.0;
    share.leaked += crown ? 0.0 : light;
    share.green += height >= 0.0 && height < ASET_RED ? light : 0.0;
    share.red += height >= ASET_RED && height < ASET_BLUE ? light : 0.0;
    share.blue += height >= ASET_BLUE ? light : 0.0;
    share.below += height < 0.0 ? light : 0.0;
}

// The angle between the first two wavelengths where both leave upwards, the first being the hero.
void countSpread(inout StoneShares share, Fan fan, vec3 n, float leaving[WAVES])
{
    float weight = min(leaving[0], leaving[1]);
    vec3 a = leavingDirection(fan, n, 0), b = leavingDirection(fan, n, 1);
    bool both = weight > 0.0 && dot(a, settings.zenith) > 0.0 && dot(b, settings.zenith) > 0.0;
    share.spreadWeight += both ? weight : 0.0;
    share.spread += both ? weight * 2.0 * asin(min(0.5 * length(a - b), 1.0)) : 0.0;
}

void main()
{
    uint id = gl_GlobalInvocationID.x;
    if (id >= settings.rayCount) return;
    StoneRay ray = rays[id];
    vec4 entry = planes[ray.facet];
    float cosI = clamp(-dot(entry.xyz, ray.direction), 1e-6, 1.0);
    float glint = dot(reflect(ray.direction, entry.xyz), settings.zenith);
    float within[WAVES];
    StoneShares share = StoneShares(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float reflected = fresnelDielectric(cosI, ray.ior[l]);
        share.glare += reflected / WAVES;
        share.glareBesideHead += glint >= 0.0 && glint < ASET_BLUE ? reflected / WAVES : 0.0;
        within[l] = (1.0 - reflected) / WAVES;
    }
    Fan fan = openFan(ray.point, ray.direction, entry.xyz, cosI, ray.ior, within);
    float heroA = 1.0, heroB = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        heroA = uint(l) == ray.hero ? fan.a[l] : heroA;
        heroB = uint(l) == ray.hero ? fan.b[l] : heroB;
    }

    vec3 x = ray.point;
    uint facet = ray.facet;
    float left = 1.0;
    for (uint hits = 0u; hits < settings.hitLimit && left > settings.residue; ++hits) {
        vec3 direction = heroA * fan.D + heroB * fan.N;
        float distance;
        facet = nextFacet(x, direction, facet, distance);
        vec4 plane = planes[facet];
        meetFacet(fan, plane);
        [[unroll]] for (int l = 0; l < WAVES; ++l) fan.energy[l] = fan.cosine[l] > 0.0 ? fan.energy[l] : 0.0;
        keepThoseOnFacet(facet, ray.hero, fan);

        float sharing = 0.0;
        [[unroll]] for (int l = 0; l < WAVES; ++l) sharing += fan.energy[l] > 0.0 ? 1.0 : 0.0;
        float leaving[WAVES];
        left = 0.0;
        [[unroll]] for (int l = 0; l < WAVES; ++l) {
            float arriving = fan.energy[l] * exp(-ray.absorption[l] * fan.travelled[l]);
            float reflected = reflectanceWithin(fan, l);
            leaving[l] = arriving * (1.0 - reflected);
            if (leaving[l] > 0.0)
                count(share, plane, leavingDirection(fan, plane.xyz, l), leaving[l] * WAVES / max(sharing, 1.0));
            fan.energy[l] *= reflected;
            left += arriving * reflected * WAVES / max(sharing, 1.0);
        }
        countSpread(share, fan, plane.xyz, leaving);
        mirrorFan(fan, plane);
        x += distance * direction;
    }
    share.residue = left;
    shares[id] = share;
}
