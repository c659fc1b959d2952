// The picture at rest: what the live view has gathered, and the still's film as far as it can be trusted. A pixel goes
// over as its standard error falls from 4 to 1 % of its luminance, and none before the film has a few samples, so that
// no region changes at once; in the end all of it is the still.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/picture.glsl"
layout(set = 1, binding = BINDING_GATHERED) uniform sampler2D gathered;
layout(scalar, set = 2, binding = BINDING_FILM_REST) readonly buffer FilmBlock { vec4 film[]; };
layout(scalar, push_constant) uniform PushBlock { ComposePush push; };
layout(location = 0) out vec4 shown;

const float DARK = 0.02;      // luminance below which errors are measured against this
const float FIRST = 16.0;     // samples before which an error is not known well enough to be trusted
const float SLOWEST = 48.0;   // samples over which even a pixel without noise goes over
const float TRUSTED = 768.0;  // samples after which the film is taken whatever its noise

void main()
{
    ivec2 p = ivec2(gl_FragCoord.xy);
    vec4 sum = texelFetch(gathered, p, 0);
    vec3 mine = sum.xyz / max(sum.w, 1e-6);
    uint at = push.filmStride * uint(p.y * int(frame.width) + p.x);
    vec4 light_ = film[at], moments = film[at + 1u];
    float n = moments.y, mean = light_.y / max(n, 1.0);
    float variance = max(moments.x / max(n, 1.0) - mean * mean, 0.0) / max(n - 1.0, 1.0);
    float error = sqrt(variance) / max(mean, DARK);
    float trust = (1.0 - smoothstep(0.01, 0.04, error)) * clamp((n - FIRST) / SLOWEST, 0.0, 1.0);
    trust = max(trust, smoothstep(0.25 * TRUSTED, TRUSTED, n)) * (n > 1.0 ? 1.0 : 0.0);
    shown = vec4(mix(mine, light_.xyz / max(n, 1.0), trust), 1.0);
}
