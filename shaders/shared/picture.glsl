#ifndef VITRINE_SHARED_PICTURE_GLSL
#define VITRINE_SHARED_PICTURE_GLSL
#include "shared/dialect.glsl"
#include "shared/colour.glsl"

// The picture pipeline, from XYZ to code values: white, exposure, display primaries, gamut, tone, transfer, dither.
// (Bloom is a convolution of linear light; it comes before.)

const int kToneNeutral = 0;
const int kToneAgx = 1;
const int kToneLinear = 2;

// Made by render::pictureTransform. The rows of two matrices, and the primaries' luminances.
struct PictureTransform {
    real3 displayRed, displayGreen, displayBlue; // linear display colour from XYZ: adaptation and exposure are in it
    real3 luminance;                             // Y of the primaries, adding up to one
    real3 insetRed, insetGreen, insetBlue;       // AgX: display colour in wider primaries
    int tone;
};

// Khronos PBR Neutral (Khronos 2024, "Khronos PBR Neutral Tone Mapper"): colours below 0.8 stay themselves, less the
// 4 % that a dielectric's glare adds; brighter ones are compressed towards white.
FUNCTION real3 toneNeutral(real3 rgb)
{
    const real f90 = REAL(0.04);
    const real start = REAL(0.8) - f90;
    const real desaturation = REAL(0.15);
    real darkest = least(rgb);
    real glare = darkest < REAL(2.0) * f90 ? darkest - darkest * darkest / (REAL(4.0) * f90) : f90;
    real3 base = rgb - real3(glare);
    real peak = greatest(base);
    real room = REAL(1.0) - start;
    real newPeak = REAL(1.0) - room * room / (max(peak, start) + room - start);
    real keep = REAL(1.0) / (desaturation * (peak - newPeak) + REAL(1.0));
    real3 compressed = mix(real3(newPeak), base * (newPeak / max(peak, start)), keep);
    return peak < start ? base : compressed;
}

// AgX's curve is, on each side of its pivot, y = s h / (1 + h^p)^(1/p) with h = slope x / s. This is the s for which the
// curve reaches `reach` at the distance `span` from the pivot.
FUNCTION real agxScale(real slope, real span, real reach, real power)
{
    return pow(pow(slope * span, -power) * (pow(slope * span / reach, power) - REAL(1.0)), REAL(-1.0) / power);
}

// AgX's curve for one channel (Sobotka 2022): 10 stops below and 6.5 above middle grey in, light of a 2.2 display out.
FUNCTION real agxCurve(real linear)
{
    const real stopsBelow = REAL(10.0);
    const real stopsAbove = REAL(6.5);
    const real grey = REAL(0.18);
    const real slope = REAL(2.0);
    const real toePower = REAL(3.0);
    const real shoulderPower = REAL(3.25);
    real pivot = stopsBelow / (stopsBelow + stopsAbove);
    real pivotCode = pow(grey, REAL(1.0) / REAL(2.2));
    real toe = agxScale(slope, pivot, pivotCode, toePower);
    real shoulder = agxScale(slope, REAL(1.0) - pivot, REAL(1.0) - pivotCode, shoulderPower);

    real stops = clamp(log(max(linear, REAL(1e-9)) / grey) / log(REAL(2.0)), -stopsBelow, stopsAbove);
    real x = (stops + stopsBelow) / (stopsBelow + stopsAbove) - pivot;
    real power = x < REAL(0.0) ? toePower : shoulderPower;
    real scale = x < REAL(0.0) ? -toe : shoulder;
    real h = max(slope * x / scale, REAL(0.0));
    real code = pivotCode + scale * h / pow(REAL(1.0) + pow(h, power), REAL(1.0) / power);
    return pow(max(code, REAL(0.0)), REAL(2.2));
}

FUNCTION real3 toneAgx(real3 rgb, PictureTransform t)
{
    return real3(agxCurve(dot(t.insetRed, rgb)), agxCurve(dot(t.insetGreen, rgb)), agxCurve(dot(t.insetBlue, rgb)));
}

// Linear display colour within the gamut, before the tone curve.
FUNCTION real3 displayFromXyz(real3 xyz, PictureTransform t)
{
    real3 rgb = real3(dot(t.displayRed, xyz), dot(t.displayGreen, xyz), dot(t.displayBlue, xyz));
    return gamutMap(rgb, t.luminance);
}

// Code values 0 to 1 of a pixel, before rounding.
FUNCTION real3 codeFromXyz(real3 xyz, PictureTransform t)
{
    real3 rgb = displayFromXyz(xyz, t);
    if (t.tone == kToneNeutral) rgb = toneNeutral(rgb);
    if (t.tone == kToneAgx) rgb = toneAgx(rgb, t);
    return real3(srgbFromLinear(rgb.x), srgbFromLinear(rgb.y), srgbFromLinear(rgb.z));
}

// Triangular dither in units of the last bit, -1 to 1, the same for all channels so that greys stay grey. The places
// come from a lattice of the golden ratio along rows and the plastic number's inverse along columns: of any five
// neighbours in a row or column one lies in every quarter turn (the widest gap is 0.236 and 0.245), so that a level that
// rounds never shows a flat run over four pixels, which random numbers would.
FUNCTION real ditherAt(uint x, uint y)
{
    uint turn = x * 2654435769u + y * 3242174889u;
    real u = real(turn >> 8) / REAL(16777216.0);
    return u < REAL(0.5) ? sqrt(REAL(2.0) * u) - REAL(1.0) : REAL(1.0) - sqrt(REAL(2.0) - REAL(2.0) * u);
}

// 0 to 255 of a code value 0 to 1. Exact black and exact white are not dithered.
FUNCTION uint quantised(real code, real dither)
{
    real noise = code > REAL(0.0) && code < REAL(1.0) ? dither : REAL(0.0);
    return uint(clamp(floor(code * REAL(255.0) + REAL(0.5) + noise), REAL(0.0), REAL(255.0)));
}

#endif
