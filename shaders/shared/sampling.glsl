// Directions drawn from two numbers in [0, 1).
#ifndef VITRINE_SHARED_SAMPLING_GLSL
#define VITRINE_SHARED_SAMPLING_GLSL
#include "shared/dialect.glsl"

// About Z, with a density of cosine / pi per steradian: that of light from a diffuse body.
FUNCTION real3 cosineHemisphere(real2 u)
{
    real r = sqrt(u.x), phi = REAL(6.283185307179586) * u.y;
    return real3(r * cos(phi), r * sin(phi), sqrt(max(REAL(1.0) - u.x, REAL(0.0))));
}

FUNCTION real cosineHemispherePdf(real cosine) { return cosine * REAL(0.31830988618379067); }

// Over the whole sphere alike: 1 / (4 pi) per steradian.
FUNCTION real3 evenDirection(real2 u)
{
    real y = REAL(1.0) - REAL(2.0) * u.x, phi = REAL(6.283185307179586) * u.y;
    real r = sqrt(max(REAL(1.0) - y * y, REAL(0.0)));
    return real3(r * cos(phi), y, r * sin(phi));
}

#endif
