#version 460
#extension GL_EXT_scalar_block_layout : require
// Writes the group counts of an indirect dispatch of 64 invocations a group.
layout(local_size_x = 1) in;

layout(set = 0, binding = 0, scalar) writeonly buffer Groups { uvec3 groups; };
layout(push_constant, scalar) uniform Push { uint count; };

void main() { groups = uvec3((count + 63u) / 64u, 1u, 1u); }
