#ifndef VITRINE_SHARED_GGX_GLSL
#define VITRINE_SHARED_GGX_GLSL
#include "shared/dialect.glsl"

// Rough metal: a mirror of microfacets with the GGX distribution (Walter et al. 2007), Smith's masking and shadowing
// correlated by height (Heitz 2014), and what scatters more than once put back after Kulla & Conty 2017.
//
// Directions are unit, point away from the surface and are given in the shading frame: z is the normal. o is where the
// light is seen from, i where it comes from, h the half-vector. alpha = roughness squared, over 0; a perfect mirror is no
// density and is not made here.

const real kGgxPi = REAL(3.14159265358979323846);

// The density of microfacet normals per solid angle, 1/sr; its integral over h.z is 1.
FUNCTION real ggxDistribution(real3 h, real alpha)
{
    real a2 = alpha * alpha;
    // sin^2 + alpha^2 cos^2, with the sine from x and y: 1 - cos^2 has no digits left near a sharp highlight's middle.
    real d = h.x * h.x + h.y * h.y + a2 * h.z * h.z;
    return a2 / (kGgxPi * d * d);
}

// cos * sqrt(1 + alpha^2 tan^2), from which both masking functions are made.
FUNCTION real ggxStretch(real cosine, real alpha)
{
    real a2 = alpha * alpha;
    return sqrt(a2 + (REAL(1.0) - a2) * cosine * cosine);
}

// The share of microfacets facing o that o sees, 0..1.
FUNCTION real ggxMasking(real cosO, real alpha)
{
    return REAL(2.0) * cosO / (cosO + ggxStretch(cosO, alpha));
}

// G / (4 cosO cosI), G the height-correlated share that both o and i see: the reflection is
// fresnel * ggxDistribution * ggxVisibility, 1/sr.
FUNCTION real ggxVisibility(real cosO, real cosI, real alpha)
{
    return REAL(0.5) / max(cosO * ggxStretch(cosI, alpha) + cosI * ggxStretch(cosO, alpha), REAL(1e-12));
}

// A microfacet normal h seen from o, by the projected area it shows: the spherical caps of Dupuy & Benyoub 2023.
// random: two numbers in [0, 1).
FUNCTION real3 ggxSampleVisibleNormal(real3 o, real alpha, real2 random)
{
    real3 stretched = normalize(real3(o.x * alpha, o.y * alpha, o.z));
    real azimuth = REAL(2.0) * kGgxPi * random.x;
    real z = (REAL(1.0) - random.y) * (REAL(1.0) + stretched.z) - stretched.z;
    real r = sqrt(max(REAL(1.0) - z * z, REAL(0.0)));
    real3 h = real3(r * cos(azimuth), r * sin(azimuth), z) + stretched;
    return normalize(real3(h.x * alpha, h.y * alpha, max(h.z, REAL(1e-6))));
}

// The density per solid angle of i, the mirror image of o in a normal drawn by ggxSampleVisibleNormal, 1/sr.
FUNCTION real ggxReflectionPdf(real cosO, real3 h, real alpha)
{
    return ggxDistribution(h, alpha) * REAL(0.5) / (cosO + ggxStretch(cosO, alpha));
}

// Reflection times cosI over that density, but for the Fresnel factor: what a drawn direction weighs, 0..1.
FUNCTION real ggxSampleWeight(real cosO, real cosI, real alpha)
{
    real stretchO = ggxStretch(cosO, alpha);
    return cosI * (cosO + stretchO) / max(cosO * ggxStretch(cosI, alpha) + cosI * stretchO, REAL(1e-12));
}

// The same for grooves: alpha.x is the roughness along the tangent frame's x, the way that the tool went, alpha.y across.
// With both equal they are the functions above.

FUNCTION real ggxDistribution(real3 h, real2 alpha)
{
    real area = alpha.x * alpha.y;
    real d = h.x * h.x * (alpha.y / alpha.x) + h.y * h.y * (alpha.x / alpha.y) + area * h.z * h.z;
    return area / (kGgxPi * d * d);
}

// cos * sqrt(1 + a^2 tan^2), a the roughness towards w's azimuth.
FUNCTION real ggxStretch(real3 w, real2 alpha)
{
    real x = alpha.x * w.x, y = alpha.y * w.y;
    return sqrt(x * x + y * y + w.z * w.z);
}

FUNCTION real ggxVisibility(real3 o, real3 i, real2 alpha)
{
    return REAL(0.5) / max(o.z * ggxStretch(i, alpha) + i.z * ggxStretch(o, alpha), REAL(1e-12));
}

FUNCTION real3 ggxSampleVisibleNormal(real3 o, real2 alpha, real2 random)
{
    real3 stretched = normalize(real3(o.x * alpha.x, o.y * alpha.y, o.z));
    real azimuth = REAL(2.0) * kGgxPi * random.x;
    real z = (REAL(1.0) - random.y) * (REAL(1.0) + stretched.z) - stretched.z;
    real r = sqrt(max(REAL(1.0) - z * z, REAL(0.0)));
    real3 h = real3(r * cos(azimuth), r * sin(azimuth), z) + stretched;
    return normalize(real3(h.x * alpha.x, h.y * alpha.y, max(h.z, REAL(1e-6))));
}

FUNCTION real ggxReflectionPdf(real3 o, real3 h, real2 alpha)
{
    return ggxDistribution(h, alpha) * REAL(0.5) / (o.z + ggxStretch(o, alpha));
}

FUNCTION real ggxSampleWeight(real3 o, real3 i, real2 alpha)
{
    real stretchO = ggxStretch(o, alpha);
    return i.z * (o.z + stretchO) / max(o.z * ggxStretch(i, alpha) + i.z * stretchO, REAL(1e-12));
}

// The colour of light that has met the surface more than once: with the mean reflectance F of the metal and the mean
// albedo E of its microfacets, F * F (1-E) E + F * F^2 (1-E)^2 E + ... relative to (1-E).
FUNCTION real multipleScatteringTint(real fresnelAverage, real albedoAverage)
{
    return fresnelAverage * fresnelAverage * albedoAverage /
           (REAL(1.0) - fresnelAverage * (REAL(1.0) - albedoAverage));
}

// What single scattering leaves out, spread so that o and i can change places (Kulla & Conty 2017), 1/sr. albedoO and
// albedoI: the directional albedo E at cosO and cosI; albedoAverage: 2 integral E cos dcos; all at the same roughness,
// from metal::AlbedoTable. fresnelAverage: 2 integral F cos dcos at the wavelength.
FUNCTION real multipleScattering(real albedoO, real albedoI, real albedoAverage, real fresnelAverage)
{
    real missing = (REAL(1.0) - albedoO) * (REAL(1.0) - albedoI) /
                   (kGgxPi * max(REAL(1.0) - albedoAverage, REAL(1e-6)));
    return missing * multipleScatteringTint(fresnelAverage, albedoAverage);
}

// The albedo tables' size, and where in [0, kAlbedoTableSize - 1]^2 to look an angle and a roughness up: x is for the
// angle, y for the roughness; entries lie on whole numbers, bilinear between them. The root spends the entries where the
// albedo changes, towards grazing.
const int kAlbedoTableSize = 32;

FUNCTION real2 albedoTableCoordinates(real cosine, real roughness)
{
    real last = real(kAlbedoTableSize - 1);
    return real2(sqrt(clamp(cosine, REAL(0.0), REAL(1.0))) * last, clamp(roughness, REAL(0.0), REAL(1.0)) * last);
}

// The same for one pair of roughnesses, along and across: x is for the angle, y for the azimuth as its distance from the
// grooves, 0 to kAlbedoAzimuths - 1; metal::GroovedAlbedo.
const int kAlbedoAzimuths = 12;

FUNCTION real2 groovedAlbedoCoordinates(real3 w)
{
    real across = abs(w.y) / max(sqrt(w.x * w.x + w.y * w.y), REAL(1e-6));
    return real2(sqrt(clamp(w.z, REAL(0.0), REAL(1.0))) * real(kAlbedoTableSize - 1),
                 min(across, REAL(1.0)) * real(kAlbedoAzimuths - 1));
}

#endif
