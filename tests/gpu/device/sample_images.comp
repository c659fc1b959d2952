#version 460
#extension GL_EXT_scalar_block_layout : require
// Copies layer by layer out of an array image and a flat one into a storage image, through samplers.
layout(local_size_x = 8, local_size_y = 8) in;

layout(set = 0, binding = 0) uniform sampler2DArray layers;
layout(set = 0, binding = 1) uniform sampler2D flatImage;
layout(set = 0, binding = 2, rgba32f) writeonly uniform image2DArray result;
layout(push_constant, scalar) uniform Push { uvec2 size; float level; };

void main() {
    const uvec3 at = gl_GlobalInvocationID;
    if (any(greaterThanEqual(at.xy, size))) return;
    const vec2 centre = (vec2(at.xy) + 0.5) / vec2(size);
    imageStore(result, ivec3(at), textureLod(layers, vec3(centre, at.z), level) + textureLod(flatImage, centre, 0.0));
}
