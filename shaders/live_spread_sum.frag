// The light that the camera spreads: half of it over 0.2 % of the picture's height, 30 % over 0.8 and 20 % over 3 %, as
// render/bloom.h has it. A level of the pyramid read between its texels is a bell about 0.7 of its texel wide.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_scalar_block_layout : require
#include "shared/live_layout.glsl"
layout(set = 0, binding = 0) uniform sampler2D narrow;
layout(set = 0, binding = 1) uniform sampler2D middle;
layout(set = 0, binding = 2) uniform sampler2D wide;
layout(scalar, push_constant) uniform PushBlock { SpreadPush push; };
layout(location = 0) out vec4 spread;

void main()
{
    vec2 at = min(gl_FragCoord.xy * push.texel, push.last);
    spread = 0.5 * textureLod(narrow, at, 0.0) + 0.3 * textureLod(middle, at, 0.0) + 0.2 * textureLod(wide, at, 0.0);
}
