#version 460
#extension GL_EXT_scalar_block_layout : require
// result[i] = texel[i] * scale + added[i] + offset + bias: one input from each kind of binding that compute uses.
layout(local_size_x = 64) in;

layout(constant_id = 0) const float offset = 0.0;
layout(constant_id = 1) const bool negated = false;
layout(constant_id = 2) const int steps = 1;

layout(set = 0, binding = 0, scalar) writeonly buffer Result { float result[]; };
layout(set = 0, binding = 1, scalar) readonly buffer Added { float added[]; };
layout(set = 0, binding = 2, scalar) uniform Terms { uint count; float scale; };
layout(set = 0, binding = 3) uniform samplerBuffer texels;
layout(push_constant, scalar) uniform Push { float bias; };

void main() {
    const uint i = gl_GlobalInvocationID.x;
    if (i >= count) return;
    float sum = added[i] + offset + bias;
    for (int step = 0; step < steps; ++step) sum += texelFetch(texels, int(i)).x * scale;
    result[i] = negated ? -sum : sum;
}
