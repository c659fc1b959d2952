// The spectral table of the sample: every path of one sample carries the same wavelengths, so the CPU tabulates in
// double precision what each material does at each of them. Per lane:
//   texel 0: XYZ weights of the lane (they fold in D65 and the colour matching functions); w: nm
//   texel 1: values of the three basis curves of linear Rec.709 (optics/upsampling.h)
//   alloy a: n, k, mean Fresnel, Fresnel at normal incidence            at alloyTable + a x WAVES
//   enamel e: index, absorption 1/mm (of an opaque one the coupling of its body), share of diffuse light from below that
//   its surface lets out   at enamelTable + e x WAVES
//   species s: index and absorption 1/mm of the ordinary ray, then of the extraordinary one   at speciesTable + s x WAVES
//   of an opaque species: index, coupling of its body (shared/body.glsl), and of a pearl where in the sample's table the
//   reflectance of its facets and the albedo of its surface stand, kBodyNodes x WAVES texels; 0 for a polished stone
#ifndef VITRINE_STILL_SPECTRAL_GLSL
#define VITRINE_STILL_SPECTRAL_GLSL
#include "still/path.glsl"

int firstSpectral() { return int(slice.spectralOffset); }
vec3 laneWeight(int lane) { return texelFetch(spectral, int(slice.spectralOffset) + lane).xyz; }
float laneWavelength(int lane) { return texelFetch(spectral, int(slice.spectralOffset) + lane).w; }
vec3 laneBasis(int lane) { return texelFetch(spectral, int(slice.spectralOffset) + WAVES + lane).xyz; }

vec4 alloyAt(uint alloy, int lane)
{
    return texelFetch(spectral, int(slice.spectralOffset + frame.alloyTable + alloy * uint(WAVES)) + lane);
}

vec4 enamelAt(uint enamel, int lane)
{
    return texelFetch(spectral, int(slice.spectralOffset + frame.enamelTable + enamel * uint(WAVES)) + lane);
}

vec4 speciesAt(uint species, int lane)
{
    return texelFetch(spectral, int(slice.spectralOffset + frame.speciesTable + species * uint(WAVES)) + lane);
}

// XYZ of a light of linear Rec.709 colour rgb, relative to D65, seen through a path's throughput.
vec3 xyzThrough(Spectrum throughput, vec3 rgb)
{
    vec3 xyz = vec3(0.0);
    [[unroll]] for (int i = 0; i < WAVES; ++i)
        xyz += (throughput.lane[i] * dot(rgb, laneBasis(i))) * laneWeight(i);
    return xyz;
}
#endif
