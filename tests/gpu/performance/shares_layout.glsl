// Ray in, shares out, the same text for C++ (shares_layout.h) and the shader.
#ifndef VITRINE_TEST_SHARES_LAYOUT_GLSL
#define VITRINE_TEST_SHARES_LAYOUT_GLSL

struct StoneRay
{
    vec3 point;
    uint facet;
    vec3 direction;
    uint hero;
    float ior[4];
    float absorption[4]; // 1/mm
};

struct StoneShares
{
    float glare, glareBesideHead; // the second: seen where the observer's head is dark
    float returned, weighted, leaked;
    float green, red, blue, below;
    float spreadWeight, spread; // spread: angle in radians times weight
    float residue;
};

struct ShareSettings
{
    uint rayCount, planeCount, hitLimit;
    float residue;
    vec3 zenith; // of the hemisphere of light, as the stone sees it
};
#endif
