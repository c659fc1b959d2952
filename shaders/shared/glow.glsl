// Light that a stone emits from all of its inside alike, gathered along one ray: what each leg between facets adds, less
// what the stone absorbs again and lets out. Per unit of emission, in the unit of length of the legs.
#ifndef VITRINE_SHARED_GLOW_GLSL
#define VITRINE_SHARED_GLOW_GLSL
#include "shared/dialect.glsl"

struct GlowWalk
{
    real gathered; // length, weighed by what of its light arrives
    real kept;     // of the ray's energy, as it is still inside
};

// The integral of exp(-absorption s) over a leg.
FUNCTION real lengthThrough(real leg, real absorption)
{
    real depth = absorption * leg;
    return depth < REAL(1e-2) ? leg * (REAL(1.0) - depth * (REAL(0.5) - depth / REAL(6.0))) : (REAL(1.0) - exp(-depth)) / absorption;
}

// Onto the next facet, which reflects the share `reflected`.
FUNCTION GlowWalk glowOfLeg(GlowWalk walk, real leg, real absorption, real reflected)
{
    GlowWalk next;
    next.gathered = walk.gathered + walk.kept * lengthThrough(leg, absorption);
    next.kept = walk.kept * exp(-absorption * leg) * reflected;
    return next;
}

// All that a ray gathers: what is left at the last facet goes on over mean chords, and at each a share gets out, that of
// light in all directions: (1 - R) / n^2, R the hemisphere's reflectance from outside (see stone/fan.glsl).
FUNCTION real gatheredInAll(GlowWalk walk, real ior, real absorption, real meanChord)
{
    real leaves = (REAL(0.908) - REAL(0.12) * (ior - REAL(1.5))) / (ior * ior);
    real stays = (REAL(1.0) - leaves) * exp(-absorption * meanChord);
    return walk.gathered + walk.kept * lengthThrough(meanChord, absorption) / (REAL(1.0) - stays);
}
#endif
