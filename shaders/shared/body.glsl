// An opaque stone: what its surface does not send back goes into a body that scatters it diffusely, again and again, and
// leaves it through the same surface.
//
// With A(o) the share that the surface sends back of light from o, A its mean over diffuse light, n the index and rho the
// albedo of the body: of what goes in, 1 - A(i), the body returns rho; the surface, from below, sends A' of it back and
// lets the rest out. Etendue shrinks by n^2 on the way out, and reversal of the rays gives 1 - A' = (1 - A) / n^2. Summed
// over all rounds the radiance towards o is
//   (1 - A(i)) rho / (1 - rho A') (1 - A(o)) / (pi n^2),
// which is reciprocal, and returns everything for rho = 1. The correction between rho and what is measured is
// Saunderson's (1942); the lobe is that of Wolff (1994).
#ifndef VITRINE_SHARED_BODY_GLSL
#define VITRINE_SHARED_BODY_GLSL
#include "shared/dialect.glsl"

// rho / (n^2 (1 - rho A')): all that does not depend on directions. At most 1 / (1 - A).
FUNCTION real bodyCoupling(real albedo, real index, real surfaceMean)
{
    return albedo / (index * index * (REAL(1.0) - albedo) + albedo * (REAL(1.0) - surfaceMean));
}

// The albedo of a body of which a polished stone shows `seen` under diffuse light, gloss not counted.
FUNCTION real bodyAlbedo(real seen, real index, real surfaceMean)
{
    real out_ = REAL(1.0) - surfaceMean, k = seen / (out_ * out_);
    real n2 = index * index;
    return min(k * n2 / (REAL(1.0) + k * (n2 - out_)), REAL(1.0));
}

// 1/sr. albedoO, albedoI: what the surface sends back at once of light from o and from i.
FUNCTION real bodyScattering(real coupling, real albedoO, real albedoI)
{
    return coupling * (REAL(1.0) - albedoO) * (REAL(1.0) - albedoI) * REAL(0.31830988618379067);
}

// A pearl's surface is tabulated over the angle: the place between 0 and kBodyNodes - 1, entries on whole numbers. The
// root spends the entries where reflectance changes, towards grazing.
const int kBodyNodes = 16;

FUNCTION real bodyTableCoordinate(real cosine)
{
    return sqrt(clamp(cosine, REAL(0.0), REAL(1.0))) * real(kBodyNodes - 1);
}

#endif
