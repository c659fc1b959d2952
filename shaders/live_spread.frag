// One step of the spread of light: the mean of two by two texels of what is read.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_scalar_block_layout : require
#include "shared/live_layout.glsl"
layout(set = 0, binding = 0) uniform sampler2D source;
layout(scalar, push_constant) uniform PushBlock { SpreadPush push; };
layout(location = 0) out vec4 spread;

void main() { spread = textureLod(source, min(gl_FragCoord.xy * push.texel, push.last), 0.0); }
