// What a fan of wavelengths (stone/fan.glsl) meets inside a stone between two facets: shared/inclusion.glsl, and
// engine/render/pack_inclusions.h for the texels. Every wavelength has its own ray, and may meet a grain or pass it by; where
// on a feather they are is the hero's for all. Lengths in the unit of the planes.
#ifndef VITRINE_STONE_INCLUSION_GLSL
#define VITRINE_STONE_INCLUSION_GLSL
#include "shared/inclusion.glsl"
#include "stone/fan.glsl"

layout(constant_id = 9) const bool INCLUDED = false; // whether stones of the scene, or of this cut, have inclusions

const float CLEAR_OF_IT = 1e-5; // of the unit: light that an inclusion has sent on does not meet it at once again

struct Inclusion
{
    vec3 centre;
    float radius;
    vec3 normal;  // of a feather
    float nature; // of a grain its albedo, of a feather its phase
};

// A stone's list: grains, then feathers, from texel `first` on, two texels each.
struct Inclusions
{
    uint first, grains, count;
};

Inclusions inclusionsAt(uint record)
{
    uvec4 head = record == 0u ? uvec4(0u) : sceneBits(record);
    return Inclusions(record + 1u, head.x, head.x + head.y);
}

Inclusion inclusionOf(Inclusions list, uint which)
{
    uint at = list.first + 2u * which;
    vec4 place = sceneTexel(at), kind = sceneTexel(at + 1u);
    return Inclusion(place.xyz, place.w, kind.xyz, kind.w);
}

// From one facet to the next: the hero's way, and how far off it the others can be.
struct Leg
{
    vec3 x, direction;
    float begin, span;      // of what the hero has travelled
    float from[WAVES];      // what each has travelled where it begins; it ends at fan.travelled
    float reach;
};

// After meetFacet(), of a hero with a and b `hero` that goes from x over `length`.
Leg legOf(Fan fan, vec2 hero, float from[WAVES], vec3 x, vec3 direction, float length_)
{
    float apart = 0.0;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec3 aside = (fan.a[l] - hero.x) * fan.D + (fan.b[l] - hero.y) * fan.N;
        apart = max(apart, fan.energy[l] > 0.0 ? dot(aside, aside) : 0.0);
    }
    float begin = dot(x - fan.P, direction);
    return Leg(x, direction, begin, length_, from, sqrt(apart) * (begin + length_));
}

// The next in the list from `cursor` on that some wavelength may meet on the leg. Returns whether there is one: then it is
// the one before `cursor`.
bool findInclusion(Inclusions list, Leg leg, inout uint cursor)
{
    bool found = false;
    do {
        vec4 place = sceneTexel(list.first + 2u * cursor);
        vec3 m = place.xyz - leg.x, beside = cross(m, leg.direction);
        float along = dot(m, leg.direction), wide = place.w + leg.reach;
        found = cursor < list.count && dot(beside, beside) < wide * wide && along > -wide && along < leg.span + wide;
        ++cursor;
    } while (!found && cursor < list.count);
    return found;
}

// The share of each wavelength that an inclusion scatters, and where, as far as it has travelled there.
struct Meeting
{
    float at[WAVES];
    float share[WAVES];
    float heroAt;
};

// footprint: radius over which a grain is spread that is smaller, so that it keeps its area.
Meeting meetInclusion(Inclusion inclusion, bool grain, Fan fan, Leg leg, float footprint)
{
    vec3 m = inclusion.centre - fan.P;
    float mD = dot(m, fan.D), mN = dot(m, fan.N);
    vec3 besideD = cross(m, fan.D), besideN = cross(m, fan.N);
    float wide = max(inclusion.radius, footprint), cover = inclusion.radius * inclusion.radius / (wide * wide);

    vec3 n = inclusion.normal, u = normalize(cross(n, abs(n.y) < 0.7 ? vec3(0.0, 1.0, 0.0) : vec3(1.0, 0.0, 0.0)));
    float away = dot(n, m), nD = dot(n, fan.D), nN = dot(n, fan.N);
    float heroCosine = dot(n, leg.direction);
    float heroAt = grain ? dot(m, leg.direction) : away / (abs(heroCosine) > 1e-4 ? heroCosine : 1e-4);
    vec3 beside = (leg.x + (heroAt - leg.begin) * leg.direction - inclusion.centre) / inclusion.radius;
    float open = featherOpen(dot(u, beside), dot(cross(n, u), beside), inclusion.nature);

    Meeting met;
    met.heroAt = heroAt;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec3 off = fan.a[l] * besideD + fan.b[l] * besideN;
        float cosine = fan.a[l] * nD + fan.b[l] * nN;
        float grainAt = fan.a[l] * mD + fan.b[l] * mN, featherAt = away / (abs(cosine) > 1e-4 ? cosine : 1e-4);
        float at = grain ? grainAt : featherAt;
        float ofGrain = dot(off, off) < wide * wide ? cover : 0.0, ofFeather = open * gapReflectance(min(abs(cosine), 1.0), fan.a[l]);
        bool onLeg = at > leg.from[l] + CLEAR_OF_IT && at < fan.travelled[l];
        met.at[l] = at;
        met.share[l] = onLeg ? (grain ? ofGrain : ofFeather) : 0.0;
    }
    return met;
}
#endif
