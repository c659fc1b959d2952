// What lies inside a stone and scatters light (engine/gem/clarity.h): a grain sends on all that meets it, or the share
// that is its albedo, evenly in all directions; a feather is a crack, a gap of air with rough walls, that does so with
// what a gap mirrors and lets the rest go straight on.
#ifndef VITRINE_SHARED_INCLUSION_GLSL
#define VITRINE_SHARED_INCLUSION_GLSL
#include "shared/fresnel.glsl"

// Reflectance of a gap of air in a stone, wide against the wavelength: both walls and all the light between them.
FUNCTION real gapReflectance(real cosI, real airOverStone)
{
    real F = fresnelDielectric(cosI, airOverStone);
    return REAL(2.0) * F / (REAL(1.0) + F);
}

// Where on its disc a feather has parted: 0 beyond a lobed edge, within it 1 less streaks that run outwards, as the steps
// do by which it grew. x, y: place on the disc, 1 at its rim; phase: 0..1, of the lobes and streaks.
FUNCTION real featherOpen(real x, real y, real phase)
{
    real radius = sqrt(x * x + y * y);
    real azimuth = atan(y, x) + REAL(6.2831853) * phase;
    real edge = REAL(0.72) + REAL(0.16) * sin(REAL(2.0) * azimuth + REAL(17.0) * phase) + REAL(0.12) * sin(REAL(5.0) * azimuth + REAL(31.0) * phase);
    real streaks = REAL(0.5) + REAL(0.5) * sin(REAL(23.0) * azimuth + REAL(4.0) * sin(REAL(9.0) * radius));
    real within = clamp((edge - radius) / REAL(0.12), REAL(0.0), REAL(1.0));
    return within * (REAL(1.0) - REAL(0.6) * radius * streaks);
}
#endif
