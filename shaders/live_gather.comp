// At rest: adds this frame's light to what has been gathered, sum and weight.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/picture.glsl"
layout(local_size_x = 16, local_size_y = 4) in;
layout(set = 1, binding = BINDING_GATHERED_STORE, rgba32f) uniform image2D gathered;
layout(scalar, push_constant) uniform PushBlock { GatherPush push; };

void main()
{
    ivec2 p = ivec2(gl_GlobalInvocationID.xy);
    ivec2 size = imageSize(gathered);
    if (p.x >= size.x || p.y >= size.y) return;
    vec4 before = imageLoad(gathered, p);
    vec3 now = textureLod(light, min((vec2(p) + 0.5) * push.part, push.last), 0.0).xyz;
    imageStore(gathered, p, (push.first != 0u ? vec4(0.0) : before) + push.weight * vec4(now, 1.0));
}
