// The hairlines of a metal, read from its record.
#ifndef VITRINE_STILL_HAIRLINES_GLSL
#define VITRINE_STILL_HAIRLINES_GLSL
#include "shared/hairline.glsl"
#include "still/bindings.glsl"

// Of one without HAIRLINES something that may be read and is not used.
Hairlines hairlinesOf(uint record)
{
    uvec4 bits = dressBits(record + HAIRLINE_RECORD);
    vec4 marks = uintBitsToFloat(bits);
    return Hairlines(max(marks.x, 1e-4), marks.y, max(marks.z, 1e-2), float(bits.w >> 16) / 65535.0, bits.w & 0xffffu);
}
#endif
