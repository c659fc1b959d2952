// From the traced light to code values of the display: the picture pipeline of stills, on the GPU.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_scalar_block_layout : require
#include "shared/live_layout.glsl"
#include "shared/picture.glsl"
layout(set = 1, binding = BINDING_LIGHT) uniform sampler2D light;
layout(set = 1, binding = BINDING_PAST) uniform sampler2D past;
layout(set = 1, binding = BINDING_BLOOM) uniform sampler2D bloom;
layout(scalar, set = 1, binding = BINDING_TONE) uniform ToneBlock { PictureTransform transform; };
layout(scalar, push_constant) uniform PushBlock { TonePush push; };
layout(location = 0) out vec4 code;
// Constants: llvmpipe 22.3 copies a shader whose branches hang on a uniform, and executes every branch.
layout(constant_id = 1) const int TONE = 0;
layout(constant_id = 2) const bool FADES = false;
layout(constant_id = 3) const bool SPREADS = true;
layout(constant_id = 4) const bool RESIZES = false;

void main()
{
    PictureTransform t = transform;
    t.tone = TONE;
    uvec2 pixel = uvec2(gl_FragCoord.xy);
    vec2 at = min(gl_FragCoord.xy * push.texel * push.traced, push.last);
    vec3 xyz = RESIZES ? textureLod(light, at, 0.0).xyz : texelFetch(light, ivec2(pixel), 0).xyz;
    if (SPREADS) xyz = mix(xyz, textureLod(bloom, gl_FragCoord.xy * push.texel, 0.0).xyz, push.bloom);
    vec3 shown = codeFromXyz(xyz, t);
    if (FADES) shown = mix(shown, texelFetch(past, ivec2(pixel), 0).xyz, push.past);
    float dither = ditherAt(pixel.x, pixel.y);
    code = vec4(float(quantised(shown.x, dither)), float(quantised(shown.y, dither)), float(quantised(shown.z, dither)), 255.0) / 255.0;
}
