// Sums of the samples of pixels on edges and, last, of their weights, in halves as the light itself is.
#ifndef VITRINE_LIVE_SUMS_GLSL
#define VITRINE_LIVE_SUMS_GLSL
#include "live/picture.glsl"

layout(scalar, set = 1, binding = BINDING_SUMS) buffer SumBlock { uvec2 sums[]; };

const float SUM_UNIT = 16.0; // over every sum of weights, so that none is more than the brightest light

vec4 sumOf(uint entry)
{
    uvec2 packed = sums[entry];
    return SUM_UNIT * vec4(unpackHalf2x16(packed.x), unpackHalf2x16(packed.y));
}

void keepSum(uint entry, vec4 sum)
{
    sum /= SUM_UNIT;
    sums[entry] = uvec2(packHalf2x16(sum.xy), packHalf2x16(sum.zw));
}
#endif
