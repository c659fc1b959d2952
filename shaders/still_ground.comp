// The ground: a diffuse plane under the piece. What reaches it unhindered is tabulated beforehand; a path only carries
// the difference that the piece makes (its shadow, its reflections), so far from the piece the ground has no noise.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "still/continue.glsl"
#include "still/trace.glsl"
layout(local_size_x = 64) in;

vec3 tableTexel(ivec2 p)
{
    int size = int(frame.groundTableSize);
    p = clamp(p, ivec2(0), ivec2(size - 1));
    return texelFetch(tables, int(frame.albedoSize * frame.albedoSize) + p.y * size + p.x).xyz;
}

// Irradiance of the plane without the piece, linear Rec.709 relative to D65.
vec3 unhinderedIrradiance(vec2 at)
{
    float size = float(frame.groundTableSize);
    at = vec2(at.x * frame.groundCosine - at.y * frame.groundSine, at.x * frame.groundSine + at.y * frame.groundCosine);
    vec2 p = (at / frame.groundExtent * 0.5 + 0.5) * (size - 1.0);
    vec2 f = fract(p);
    ivec2 i = ivec2(floor(p));
    return mix(mix(tableTexel(i), tableTexel(i + ivec2(1, 0)), f.x),
               mix(tableTexel(i + ivec2(0, 1)), tableTexel(i + ivec2(1, 1)), f.x), f.y);
}

const vec3 LUMINANCE = vec3(0.2126, 0.7152, 0.0722); // of linear Rec.709
const float LIGHT_SHARE = 0.5; // of the samples go towards the lights

void main()
{
    uint entry = gl_GlobalInvocationID.x;
    if (entry >= queueLength(QUEUE_GROUND)) return;
    uint slot = queueEntry(QUEUE_GROUND, entry);
    uint flags = rayFlags(slot);
    vec3 incoming = rayDirection(slot);
    vec3 x = rayOrigin(slot) + loadHit(slot).t * incoming;
    x.y = frame.groundHeight;
    Spectrum throughput = loadThroughput(slot);
    uint bounce = bounceOf(flags);

    // Towards the horizon the ground gives way to what lies behind it.
    float fade = smoothstep(0.2, 1.0, length(x.xz) / frame.groundExtent);
    vec3 behind = farRadiance(normalize(vec3(incoming.x, 0.0, incoming.z) + vec3(0.0, 1e-4, 0.0)));
    vec3 here = xyzThrough(throughput, behind * fade);
    vec3 irradiance = unhinderedIrradiance(x.xz);
    // Where only the shadow is wanted, light is measured in parts of what reaches the point unhindered.
    bool catcher = (flags & FLAG_CAMERA) != 0u && frame.background == BACKGROUND_NOTHING;
    float whole = PI / max(dot(irradiance, LUMINANCE), 1e-9);
    [[unroll]] for (int l = 0; l < WAVES; ++l)
        throughput.lane[l] *= (catcher ? whole : dot(frame.groundAlbedo, laneBasis(l))) * (1.0 - fade);
    here = catcher ? vec3(0.0) : here + xyzThrough(throughput, irradiance / PI);

    vec2 choice = randomPair(slot, dimensionOf(bounce, 0u)), u = randomPair(slot, dimensionOf(bounce, 1u));
    vec3 cosine = cosineHemisphere(u).xzy;
    vec3 d = choice.x < LIGHT_SHARE ? sampleTowardsLight(x, choice.x / LIGHT_SHARE, u) : cosine;
    Seen seen = lookFrom(x, d);
    float up = max(d.y, 0.0);
    float probability = LIGHT_SHARE * seen.probability + (1.0 - LIGHT_SHARE) * cosineHemispherePdf(up);
    // Roulette by what the ground reflects, before the weight of the drawn direction: that is small towards a small lamp
    // exactly because its radiance is not.
    bool goesOn = survives(throughput, flags, choice.y);
    [[unroll]] for (int l = 0; l < WAVES; ++l) throughput.lane[l] *= up / (PI * max(probability, 1e-9));
    vec3 unhindered = xyzThrough(throughput, seen.radiance);

    // Taken off now and given back if the ray escapes: what remains is exactly the light that the piece holds off.
    addRadiance(slot, goesOn ? here - unhindered : here);
    if (goesOn) continuePath(slot, x, d, (flags & ~FLAG_SKIP_MASK) | FLAG_DIFFUSE, throughput, unhindered);
}
