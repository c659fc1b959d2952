#ifndef VITRINE_SHARED_FRESNEL_GLSL
#define VITRINE_SHARED_FRESNEL_GLSL
#include "shared/dialect.glsl"

// Reflectance of unpolarised light at a dielectric boundary, 0..1; 1 under total internal reflection.
// cosI: cosine of the angle of incidence, 0..1. eta: index on the far side over index on the near side.
// Born & Wolf, Principles of Optics, 1.5.2: the mean of the squared amplitude ratios of the s and p waves.
FUNCTION real fresnelDielectric(real cosI, real eta)
{
    real cosTSquared = REAL(1.0) - (REAL(1.0) - cosI * cosI) / (eta * eta);
    real cosT = sqrt(max(cosTSquared, REAL(0.0)));
    real s = (cosI - eta * cosT) / (cosI + eta * cosT);
    real p = (eta * cosI - cosT) / (eta * cosI + cosT);
    return cosTSquared <= REAL(0.0) ? REAL(1.0) : REAL(0.5) * (s * s + p * p);
}

// Reflectance of unpolarised light from air at a metal of complex index n + ik, 0..1.
// Born & Wolf 14.2, in the form that needs no complex numbers:
// with 2a^2 = sqrt((n^2-k^2-sin^2)^2 + 4n^2k^2) + n^2-k^2-sin^2 and a^2+b^2 that root,
// Rs = (a^2+b^2 - 2a cos + cos^2) / (a^2+b^2 + 2a cos + cos^2),
// Rp = Rs (cos^2(a^2+b^2) - 2a cos sin^2 + sin^4) / (cos^2(a^2+b^2) + 2a cos sin^2 + sin^4).
FUNCTION real fresnelConductor(real cosI, real n, real k)
{
    real cos2 = cosI * cosI;
    real sin2 = REAL(1.0) - cos2;
    real d = n * n - k * k - sin2;
    real root = sqrt(d * d + REAL(4.0) * n * n * k * k);
    real a2cos = REAL(2.0) * sqrt(max(REAL(0.5) * (root + d), REAL(0.0))) * cosI;
    real rs = (root - a2cos + cos2) / (root + a2cos + cos2);
    real u = cos2 * root + sin2 * sin2;
    real v = a2cos * sin2;
    return REAL(0.5) * (rs + rs * (u - v) / (u + v));
}

// The refracted direction. incident: unit, towards the surface. normal: unit, on the incident side.
// eta: index on the near side over index on the far side. Unit length; meaningless under total internal reflection,
// where the discriminant is negative: callers ask fresnelDielectric first.
FUNCTION real3 refractDirection(real3 incident, real3 normal, real eta)
{
    real cosI = -dot(incident, normal);
    real cosT = sqrt(max(REAL(1.0) - eta * eta * (REAL(1.0) - cosI * cosI), REAL(0.0)));
    return eta * incident + (eta * cosI - cosT) * normal;
}

#endif
