// Which lobe a surface draws a direction from, and the density of the mixture: that by which a sample is weighed (the
// balance heuristic), whichever lobe it came from.
#ifndef VITRINE_SHARED_MIXTURE_GLSL
#define VITRINE_SHARED_MIXTURE_GLSL
#include "shared/dialect.glsl"

// Probabilities with which a direction is drawn. Chosen in this order by a number in [0, 1).
struct LobeShares
{
    real light, cosine, facets;
};

FUNCTION bool drawsLight(LobeShares s, real choice) { return choice < s.light; }
FUNCTION bool drawsCosine(LobeShares s, real choice) { return choice < s.light + s.cosine; } // where not the light

// The number again, for the choice between the lights.
FUNCTION real lightChoice(LobeShares s, real choice) { return choice / max(s.light, REAL(1e-6)); }

// From the densities of each.
FUNCTION real mixturePdf(LobeShares s, real light, real cosine, real facets)
{
    return s.facets * facets + s.cosine * cosine + s.light * light;
}

// A metal's. mirror: so smooth that the lights are found by reflection alone. lit: whether light can come straight from
// a lamp. The cosine lobe is for what has met more than one facet.
FUNCTION LobeShares metalShares(bool mirror, bool lit)
{
    LobeShares s;
    s.light = mirror || !lit ? REAL(0.0) : REAL(0.35);
    s.cosine = mirror ? REAL(0.0) : REAL(0.15);
    s.facets = REAL(1.0) - s.light - s.cosine;
    return s;
}

// An opaque stone's, with the layers of an opal where they play.
struct BodyShares
{
    LobeShares lobes;
    real play;
};

// surface, body: what each sends back of diffuse light. The microfacets get a share however dark the reflection: it may
// be all that is seen.
FUNCTION BodyShares bodyShares(real surface, real body, bool lit, bool plays)
{
    BodyShares s;
    real facets = clamp(surface / max(surface + body, REAL(1e-6)), REAL(0.25), REAL(0.8));
    s.lobes.light = lit ? REAL(0.4) : REAL(0.0);
    s.play = plays ? REAL(0.4) * (REAL(1.0) - s.lobes.light) : REAL(0.0);
    facets *= REAL(1.0) - s.lobes.light - s.play;
    s.lobes.facets = facets;
    s.lobes.cosine = REAL(1.0) - s.lobes.light - facets - s.play;
    return s;
}

FUNCTION bool drawsPlay(BodyShares s, real choice)
{
    return choice >= s.lobes.light + s.lobes.cosine + s.lobes.facets;
}

// The number again, for the choice between an opal's layers.
FUNCTION real playChoice(BodyShares s, real choice) { return (REAL(1.0) - choice) / s.play; }

// What a smooth surface of a glTF material would send back or let through in a direction, 0..1.
struct Guess
{
    real diffuse, reflected, letThrough;
};

const real kForeignLightDiffuse = REAL(0.55); // of the samples of a diffuse surface go towards the lights
const real kForeignLightRough = REAL(0.35);   // and of a rough reflecting one
const real kForeignCompensation = REAL(0.15); // of a rough metal's go to the cosine lobe
const real kForeignSpecularLeast = REAL(0.2); // of a varnished surface's follow the varnish, however faint it is

// lit: whether light can come straight from a lamp. compensated: how much of the reflection is a rough metal's.
FUNCTION LobeShares foreignShares(Guess guess, bool rough, bool lit, real compensated)
{
    // Never quite nothing: a black metal straight on still has a rim.
    real specular = compensated + guess.reflected + guess.letThrough > REAL(0.0) ? max(guess.reflected + guess.letThrough, REAL(0.01)) : REAL(0.0);
    real cosine = guess.diffuse + (rough ? kForeignCompensation * compensated * specular : REAL(0.0));
    real facets = specular > REAL(0.0) ? max(specular, kForeignSpecularLeast * guess.diffuse) : REAL(0.0);
    real scattered = kForeignLightDiffuse * guess.diffuse + (rough ? kForeignLightRough * guess.reflected : REAL(0.0));
    real light = lit ? scattered / max(guess.diffuse + specular, REAL(1e-6)) : REAL(0.0);
    real rest = (REAL(1.0) - light) / max(cosine + facets, REAL(1e-6));
    bool nothing = cosine + facets <= REAL(0.0);
    LobeShares s;
    s.light = light;
    s.cosine = nothing ? REAL(0.0) : cosine * rest;
    s.facets = nothing ? REAL(1.0) - light : facets * rest;
    return s;
}

// Of what follows a microfacet of reflectance F, the share that is reflected; the rest is let through.
FUNCTION real reflectChance(real F, real transmits)
{
    return F / max(F + (REAL(1.0) - F) * transmits, REAL(1e-30));
}
#endif
