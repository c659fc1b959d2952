// The fan of wavelengths into which a ray opens inside a stone: the optics that still and live view share.
//
// Reflection at a plane does not depend on wavelength, so the wavelengths of a path differ inside only by the direction
// in which each was refracted on entry. That direction lies in the plane of the incident ray D and the entry normal N:
// t = a D + b N with a and b a wavelength's own. Instead of every ray, the frame (P, D, N) of the entry is mirrored at
// each facet; a wavelength then costs a handful of multiplications a facet, and has its own Fresnel, its own path length
// and its own absorption.
//
// WAVES wavelengths; lengths in mm; directions unit, in the stone's frame.
#ifndef VITRINE_STONE_FAN_GLSL
#define VITRINE_STONE_FAN_GLSL
#include "shared/fresnel.glsl"

struct Fan
{
    vec3 P, D, N;           // the entry's point, direction and normal, mirrored at every facet so far
    float ior[WAVES];
    float a[WAVES];         // 1 / ior
    float b[WAVES];
    float energy[WAVES];    // before absorption
    float travelled[WAVES]; // path so far
    float cosine[WAVES];    // of the angle of incidence on the facet met last
};

// Opens the fan at point p of a facet with outward normal n, from outside along d; cosI = -dot(n, d). `energy` is what
// the surface lets in.
Fan openFan(vec3 p, vec3 d, vec3 n, float cosI, float ior[WAVES], float energy[WAVES])
{
    Fan fan;
    fan.P = p;
    fan.D = d;
    fan.N = n;
    fan.ior = ior;
    fan.energy = energy;
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        float eta = 1.0 / ior[l];
        fan.a[l] = eta;
        fan.b[l] = eta * cosI - sqrt(1.0 - eta * eta * (1.0 - cosI * cosI));
        fan.travelled[l] = 0.0;
        fan.cosine[l] = 1.0;
    }
    return fan;
}

// Takes every wavelength to the plane of the facet met next, which is extended for those that would meet another.
void meetFacet(inout Fan fan, vec4 plane)
{
    float alongD = dot(plane.xyz, fan.D), alongN = dot(plane.xyz, fan.N);
    float fromP = plane.w - dot(plane.xyz, fan.P);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        fan.cosine[l] = fan.a[l] * alongD + fan.b[l] * alongN;
        fan.travelled[l] = fromP / max(fan.cosine[l], 1e-6);
    }
}

// Reflectance of the facet met last for wavelength l, from inside; 1 under total reflection.
float reflectanceWithin(Fan fan, int l) { return fresnelDielectric(min(fan.cosine[l], 1.0), fan.a[l]); }

void mirrorFan(inout Fan fan, vec4 plane)
{
    fan.P -= 2.0 * (dot(plane.xyz, fan.P) - plane.w) * plane.xyz;
    fan.D -= 2.0 * dot(plane.xyz, fan.D) * plane.xyz;
    fan.N -= 2.0 * dot(plane.xyz, fan.N) * plane.xyz;
}

// Snell's law at the facet met last: wavelength l leaves along D + (b/a) N + c n, n the facet's normal and c this.
float leavingBend(Fan fan, int l)
{
    float sine2 = fan.ior[l] * fan.ior[l] * (1.0 - fan.cosine[l] * fan.cosine[l]);
    return sqrt(max(1.0 - sine2, 0.0)) - fan.ior[l] * fan.cosine[l];
}

// Of light that is everywhere and in all directions inside a stone, what comes out in the end, when each mean chord costs
// `chord` of its optical depth. At every facet a share T gets out, that of a hemisphere: (1 - R) / n^2 by reciprocity,
// with R the hemisphere's reflectance from outside (0.092 at n = 1.5, 0.20 at 2.4). So T e / (1 - (1 - T) e) with
// e = exp(-chord): all of it where nothing is absorbed.
float shareThatGetsOut(float ior, float chord)
{
    float T = (0.908 - 0.12 * (ior - 1.5)) / (ior * ior);
    float e = exp(-chord);
    return T * e / (1.0 - (1.0 - T) * e);
}
#endif
