// From the traced light to code values of the display: the picture pipeline of stills, on the GPU.
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_scalar_block_layout : require
#include "shared/live_layout.glsl"
#include "shared/picture.glsl"
layout(set = 1, binding = BINDING_LIGHT) uniform sampler2D light;
layout(set = 1, binding = BINDING_PAST) uniform sampler2D past;
layout(scalar, set = 1, binding = BINDING_TONE) uniform ToneBlock { PictureTransform transform; };
layout(scalar, push_constant) uniform PushBlock { TonePush push; };
layout(location = 0) out vec4 code;
layout(constant_id = 1) const int TONE = 0; // a constant: llvmpipe 22.3 copies a shader whose branches hang on a uniform

void main()
{
    vec2 at = gl_FragCoord.xy * push.texel;
    PictureTransform t = transform;
    t.tone = TONE;
    vec3 now = codeFromXyz(textureLod(light, at, 0.0).xyz, t);
    vec3 shown = mix(now, textureLod(past, at, 0.0).xyz, push.past);
    uvec2 pixel = uvec2(gl_FragCoord.xy);
    float dither = ditherAt(pixel.x, pixel.y);
    code = vec4(float(quantised(shown.x, dither)), float(quantised(shown.y, dither)), float(quantised(shown.z, dither)), 255.0) / 255.0;
}
