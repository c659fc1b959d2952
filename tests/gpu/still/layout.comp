// Reads every member of StillFrame and StillSlice and writes them one after the other, so that a test sees whether C++
// and the shaders mean the same bytes by each name.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_scalar_block_layout : require
#include "shared/still_layout.glsl"
layout(local_size_x = 1) in;
layout(scalar, set = 0, binding = 0) uniform FrameBlock { StillFrame frame; };
layout(scalar, set = 0, binding = 1) buffer WordBlock { uint words[]; };
layout(scalar, push_constant) uniform SliceBlock { StillSlice slice; };

uint count = 0u;
void put(uint v) { words[count++] = v; }
void put(float v) { put(floatBitsToUint(v)); }
void put(vec3 v) { put(v.x); put(v.y); put(v.z); }

void main()
{
    put(frame.eye); put(frame.lensRadius); put(frame.right); put(frame.focusDistance); put(frame.up);
    put(frame.orthographic); put(frame.forward); put(frame.filterRadius); put(frame.width); put(frame.height);
    put(frame.seed); put(frame.pathCapacity); put(frame.bounceLimit); put(frame.hitLimit); put(frame.stoneCount);
    put(frame.topLevelRoot); put(frame.instanceRecords); put(frame.stoneRecords); put(frame.surfaceRecords);
    put(frame.lightRecords); put(frame.lightCount); put(frame.environmentSize); put(frame.aliasSize);
    put(frame.groundTableSize); put(frame.groundOn); put(frame.background); put(frame.groundHeight);
    put(frame.groundExtent); put(frame.groundAlbedo); put(frame.environmentShare); put(frame.domeZenith);
    put(frame.environmentScale); put(frame.domeHorizon); put(frame.environmentSine); put(frame.domeNadir);
    put(frame.environmentCosine); put(frame.tailRadiance); put(frame.spectralStride); put(frame.alloyTable); put(frame.enamelTable);
    put(frame.speciesTable); put(frame.albedoSize); put(frame.filmStride); put(frame.stoneSpecies);
    put(frame.groundGloss); put(frame.groundSine); put(frame.groundCosine);
    put(slice.firstPixel); put(slice.pixelCount); put(slice.sampleIndex); put(slice.spectralOffset); put(slice.parity);
    put(slice.stage);
}
