// What every kernel of the still sees. One descriptor set, the same for all. The live view's shaders (LIVE, see
// live/bindings.glsl) read the scene, the lights and the tables through the same bindings.
#ifndef VITRINE_STILL_BINDINGS_GLSL
#define VITRINE_STILL_BINDINGS_GLSL
#extension GL_EXT_scalar_block_layout : require
#extension GL_EXT_control_flow_attributes : require
#include "shared/still_layout.glsl"

#ifndef WAVES
#define WAVES 8 // wavelengths that a path carries; compiled once for each choice of --wavelengths
#endif
const int GROUPS = (WAVES + 3) / 4;
layout(constant_id = 0) const int STACK = 24;          // registers for deferred nodes of one mesh's BVH
layout(constant_id = 2) const int TOP_STACK = 12;       // and of the BVH over instances
layout(constant_id = 6) const int RELIEFS = 0;         // bit k: marks of kind k (shared/finish.glsl) are there; bit 0: any worked metal; RELIEFS_HAIRLINES
layout(constant_id = 1) const int ENVIRONMENT_MAP = 0; // 1: an octahedral map; 0: the studio's gradient dome

layout(scalar, set = 0, binding = BINDING_FRAME) uniform FrameBlock { StillFrame frame; };
#ifndef LIVE // the live view has no paths, queues and slices
layout(scalar, set = 0, binding = BINDING_PATHS) buffer PathBlock { vec4 paths[]; };
layout(scalar, set = 0, binding = BINDING_PATHS) buffer PathBitsBlock { uvec4 pathBits[]; }; // the same memory
layout(scalar, set = 0, binding = BINDING_QUEUES) buffer QueueBlock { uint queues[]; };
layout(scalar, set = 0, binding = BINDING_FILM) buffer FilmBlock { vec4 film[]; };
layout(scalar, set = 0, binding = BINDING_ARGUMENTS) buffer ArgumentBlock { uint arguments[]; }; // of vkCmdDispatchIndirect
layout(scalar, push_constant) uniform SliceBlock { StillSlice slice; };
#endif
layout(set = 0, binding = BINDING_NODES) uniform utextureBuffer nodes;
layout(set = 0, binding = BINDING_SHADING) uniform utextureBuffer shading;
layout(set = 0, binding = BINDING_SCENE) uniform utextureBuffer scene;
layout(set = 0, binding = BINDING_SPECTRAL) uniform textureBuffer spectral;
layout(set = 0, binding = BINDING_ENVIRONMENT) uniform textureBuffer environment;
layout(set = 0, binding = BINDING_ALIAS) uniform textureBuffer aliasTable;
layout(set = 0, binding = BINDING_TABLES) uniform textureBuffer tables;
layout(set = 0, binding = BINDING_DRESS) uniform utextureBuffer dress;

// Records hold floats and integers side by side. They are read as integers, because a float load may flush what looks
// like a denormal number, and most small integers do.
vec4 nodeTexel(int i) { return uintBitsToFloat(texelFetch(nodes, i)); }
vec4 sceneTexel(uint i) { return uintBitsToFloat(texelFetch(scene, int(i))); }
uvec4 sceneBits(uint i) { return texelFetch(scene, int(i)); }
vec4 dressTexel(uint i) { return uintBitsToFloat(texelFetch(dress, int(i))); }
uvec4 dressBits(uint i) { return texelFetch(dress, int(i)); }

#endif
