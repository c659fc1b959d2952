// A metal that the eye sees: its mirror reflection, widened by the lobe of its microfacets and by the bend of the surface
// across the pixel, followed through the piece.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/reflections.glsl"
layout(location = 0) in vec3 normalIn;
layout(location = 1) flat in uint surface;
layout(location = 2) in vec3 world;
layout(location = 0) out vec4 light;
layout(location = 1) out uvec2 identity;

void main()
{
    EyeRay eye = eyeRay(gl_FragCoord.xy + live.jitter);
    vec3 n = normalize(normalIn);
    // The bend over a pixel, as the half-width of a lobe: twice the normal's change over half a pixel.
    float bend = min(0.5 * length(fwidth(n)), 0.25);
    n = dot(n, eye.direction) > 0.0 && !gl_FrontFacing ? -n : n;
    n = facingEye(n, eye.direction);
    float cosine = clamp(-dot(n, eye.direction), 1e-3, 1.0);
    uvec4 dressing = dressingOf(surface);
    float lobe = lobeOf(uintBitsToFloat(dressing.y), cosine);
    Chain chain;
    chain.origin = world + n * 2e-3;
    chain.direction = reflect(eye.direction, n);
    chain.spread = sqrt(lobe * lobe + bend * bend);
    follow(chain);
    Sent sent = sentBack(chain);

    vec3 xyz = vec3(0.0);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 index = alloyAt(dressing.z, l);
        float F = fresnelConductor(cosine, index.x, index.y) * reflectanceOf(chain.surfaces.x, chain.cosines.x, l) *
                  reflectanceOf(chain.surfaces.y, chain.cosines.y, l);
        float through = sent.through ? (1.0 - sent.mirrored) * heldBy(chain.stone, l) : 0.0;
        xyz += F * (sent.mirrored * dot(sent.rgb, laneBasis(l)) + through) * laneWeight(l);
    }
    light = vec4(xyz, 1.0);
    identity = uvec2(IDENTITY_METAL | surface, 0u);
}
