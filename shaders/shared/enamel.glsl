// Enamel: a smooth layer of coloured glass or resin over metal. What its surface does not mirror is bent into it, takes
// on its colour, is sent back by the metal and bent out again; the surface holds some of that back, from below, for
// another round.
//
// Directions are unit, point away from the surface and are given in the frame of the layer's surface: outside it, w, and
// inside it, v. F: reflectance of the layer's surface (fresnelDielectric) at w; from below, at v, it is the same.
// A radiance that leaves the layer is spread over n^2 times the solid angle, so that with f the reflection of the metal
// as the layer sees it, and t(v) what one way through leaves,
//   (1 - F(o)) (1 - F(i)) / n^2  t(o) t(i) f(o, i)
// is what comes out at once, which is reciprocal as f is.
//
// An opaque enamel is a body under a polished surface (shared/body.glsl).
#ifndef VITRINE_SHARED_ENAMEL_GLSL
#define VITRINE_SHARED_ENAMEL_GLSL
#include "shared/dialect.glsl"
#include "shared/fresnel.glsl"
#include "shared/ggx.glsl"

FUNCTION real3 intoEnamel(real3 w, real index)
{
    return real3(w.x / index, w.y / index, sqrt(max(REAL(1.0) - (REAL(1.0) - w.z * w.z) / (index * index), REAL(0.0))));
}

// z is 0 where the surface lets nothing out: total reflection.
FUNCTION real3 outOfEnamel(real3 v, real index)
{
    real z2 = REAL(1.0) - index * index * (REAL(1.0) - v.z * v.z);
    return real3(v.x * index, v.y * index, sqrt(max(z2, REAL(0.0))));
}

// Share that one way through a layer leaves. depth: optical, absorption times thickness.
FUNCTION real enamelPass(real depth, real cosineInside) { return exp(-depth / max(cosineInside, REAL(0.1))); }

// Solid angle inside over solid angle outside.
FUNCTION real enamelSqueeze(real cosineOutside, real cosineInside, real index)
{
    return cosineOutside / (index * index * max(cosineInside, REAL(1e-4)));
}

// All rounds that go the same way, over the first: 1 / (1 - r F) of light that a round leaves r of. Between mirrors o and
// i are alike and this is exact. Otherwise the lesser of both directions' sums is taken, so that o and i can change places
// and a layer never sends back more than comes in: (1 - F) / (1 - r F) <= 1.
FUNCTION real enamelRounds(real metal, real passO, real passI, real FO, real FI)
{
    return REAL(1.0) / (REAL(1.0) - metal * min(passO * passO * FO, passI * passI * FI));
}

// What comes out of what the metal's facets send back, relative to their reflection: by this the distribution and the
// masking of ggx.glsl, taken between the directions inside, are to be multiplied, and by enamelSqueeze where the reflection
// is weighed by solid angle outside. metal: the facets' reflectance in the layer.
FUNCTION real enamelThrough(real metal, real passO, real passI, real FO, real FI)
{
    return (REAL(1.0) - FO) * (REAL(1.0) - FI) * passO * passI * metal * enamelRounds(metal, passO, passI, FO, FI);
}

// Light that the facets send where the surface lets nothing out, or into other facets, goes to and fro until it has lost
// its way, and leaves evenly. Of light that has come in, `escapes` leaves without that (metal::enamelEscape, of a layer
// and a metal that absorb nothing); trapped: 2 integral of (1 - F) (1 - escapes) cos over the cosine. Without absorption
// everything comes out again. 1/sr.
FUNCTION real enamelTrapped(real escapeO, real escapeI, real trapped, real FO, real FI)
{
    return (REAL(1.0) - FO) * (REAL(1.0) - FI) * (REAL(1.0) - escapeO) * (REAL(1.0) - escapeI) /
           (kGgxPi * max(trapped, REAL(1e-6)));
}

// And what is left of it: in and out, and between that at least one round in which diffuse light goes twice through the
// layer (its way is 2 on average, in thicknesses); at each round `exit` of it, (1 - mean F) / n^2, leaves.
FUNCTION real enamelTrappedTint(real metalMean, real depth, real passO, real passI, real exit_)
{
    real left = metalMean * exp(REAL(-4.0) * depth);
    return passO * passI * metalMean * left * exit_ / (REAL(1.0) - left * (REAL(1.0) - exit_));
}

// The metal's mean reflectance in the layer, of diffuse light: that at its mean cosine.
FUNCTION real metalMeanInside(real n, real k, real index)
{
    return fresnelConductor(REAL(2.0 / 3.0), n / index, k / index);
}

// What escapes is tabulated over the angle outside: the place between 0 and kEnamelNodes - 1, entries on whole numbers.
const int kEnamelNodes = 16;

FUNCTION real enamelTableCoordinate(real cosine)
{
    return sqrt(clamp(cosine, REAL(0.0), REAL(1.0))) * real(kEnamelNodes - 1);
}

#endif
