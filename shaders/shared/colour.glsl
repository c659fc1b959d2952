#ifndef VITRINE_SHARED_COLOUR_GLSL
#define VITRINE_SHARED_COLOUR_GLSL
#include "shared/dialect.glsl"

// The largest and the smallest of three.
FUNCTION real greatest(real3 v) { return max(v.x, max(v.y, v.z)); }
FUNCTION real least(real3 v) { return min(v.x, min(v.y, v.z)); }

// Linear display colour without negative channels, of the same luminance: moves towards the grey of that luminance.
// Saturation is measured as a fraction of what the gamut's boundary allows in that direction; from 90 % on it approaches
// 100 % exponentially, with no kink at the start. luminance: Y of the primaries, adding up to one.
FUNCTION real3 gamutMap(real3 rgb, real3 luminance)
{
    const real knee = REAL(0.9);
    const real room = REAL(1.0) - knee;
    real y = dot(luminance, rgb);
    real3 chroma = rgb - real3(y);
    real saturation = -least(chroma) / max(y, REAL(1e-30));
    real mapped = knee + room * (REAL(1.0) - exp(-(saturation - knee) / room));
    real scale = saturation > knee ? mapped / saturation : REAL(1.0);
    return y > REAL(0.0) ? max(real3(y) + scale * chroma, real3(REAL(0.0))) : real3(REAL(0.0));
}

// IEC 61966-2-1: code value 0 to 1 of a linear value; both ends are held.
FUNCTION real srgbFromLinear(real linear)
{
    real v = linear > REAL(0.0) ? min(linear, REAL(1.0)) : REAL(0.0);
    real curved = REAL(1.055) * pow(max(v, REAL(0.0031308)), REAL(1.0) / REAL(2.4)) - REAL(0.055);
    return v <= REAL(0.0031308) ? REAL(12.92) * v : curved;
}

// Its inverse.
FUNCTION real linearFromSrgb(real code)
{
    real curved = pow((max(code, REAL(0.04045)) + REAL(0.055)) / REAL(1.055), REAL(2.4));
    return code <= REAL(0.04045) ? code / REAL(12.92) : curved;
}

#endif
