#version 460
#extension GL_EXT_scalar_block_layout : require
// Every texel as 1 - itself.
layout(local_size_x = 64) in;

layout(set = 0, binding = 0, scalar) writeonly buffer Result { float result[]; };
layout(set = 0, binding = 1) uniform samplerBuffer texels;

void main() {
    const uint i = gl_GlobalInvocationID.x;
    if (i < uint(textureSize(texels))) result[i] = 1.0 - texelFetch(texels, int(i)).x;
}
