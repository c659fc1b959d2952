// Random numbers and the warps of sampling.
//
// Each pair of dimensions of a pixel is an Owen-scrambled Sobol sequence over the sample index with a scramble and a
// shuffle of its own (B. Burley, Practical Hash-based Owen Scrambling, JCGT 9(4), 2020): well spread at every number of
// samples, independent between pixels and dimensions, and the same for the same seed.
#ifndef VITRINE_STILL_SAMPLING_GLSL
#define VITRINE_STILL_SAMPLING_GLSL
#include "shared/sampling.glsl"
#include "still/card.glsl"
#include "still/normal.glsl"
#include "still/path.glsl"

uint hashOf(uint x)
{
    x ^= x >> 16;
    x *= 0x21f0aaadu;
    x ^= x >> 15;
    x *= 0x735a2d97u;
    return x ^ (x >> 15);
}

// The permutation of Laine and Karras, with the constants of N. Vegdahl: scrambles a bit by those below it, so an
// Owen scramble when the bits are reversed around it.
uint permuteUpwards(uint x, uint seed)
{
    x ^= x * 0x3d20adeau;
    x += seed;
    x *= (seed >> 16) | 1u;
    x ^= x * 0x05526c56u;
    x ^= x * 0x53a22864u;
    return x;
}

// Second dimension of Sobol's sequence with its bits reversed: Pascal's triangle modulo 2 as a matrix, in five steps.
uint sobolSecondReversed(uint x)
{
    x ^= (x & 0xaaaaaaaau) >> 1;
    x ^= (x & 0xccccccccu) >> 2;
    x ^= (x & 0xf0f0f0f0u) >> 4;
    x ^= (x & 0xff00ff00u) >> 8;
    return x ^ (x >> 16);
}

float unitFloat(uint bits) { return float(bits >> 8) * (1.0 / 16777216.0); }

uint seedOf(uint slot, uint dimension)
{
    uint branch = slot >= frame.pathCapacity ? 0x5bd1e995u : 0u;
    return hashOf(pixelOf(slot) * 0x9e3779b9u ^ hashOf(frame.seed + branch + dimension * 0x85ebca6bu));
}

// Two numbers in [0, 1) for this pixel, this sample and this pair of dimensions.
vec2 randomPair(uint slot, uint dimension)
{
    uint seed = seedOf(slot, dimension);
    uint index = bitfieldReverse(permuteUpwards(bitfieldReverse(slice.sampleIndex), seed));
    uint x = bitfieldReverse(permuteUpwards(index, hashOf(seed ^ 0xa511e9b3u)));
    uint y = bitfieldReverse(permuteUpwards(sobolSecondReversed(index), hashOf(seed ^ 0x63d83595u)));
    return vec2(unitFloat(x), unitFloat(y));
}

// A stream of independent numbers for decisions whose count is not known beforehand.
uint streamOf(uint slot, uint dimension) { return seedOf(slot, dimension) ^ hashOf(slice.sampleIndex * 0x9e3779b9u); }

float nextFrom(inout uint stream)
{
    stream = stream * 747796405u + 2891336453u;
    return unitFloat(hashOf(stream));
}

// Dimensions: eight pairs a bounce, the camera's first.
uint dimensionOf(uint bounce, uint which) { return 4u + bounce * 8u + which; }
#endif
