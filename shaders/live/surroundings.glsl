// What is seen of the surroundings, softened: the studio's cards through the lobe of a metal, or through the footprint of
// a map's texel. No samples, so no noise.
#ifndef VITRINE_LIVE_SURROUNDINGS_GLSL
#define VITRINE_LIVE_SURROUNDINGS_GLSL
#include "live/bindings.glsl"
#include "still/card.glsl"

// The slopes of GGX microfacets are spread as 1 / (pi (1 + r^2)^2), which is a uniform sphere seen in stereographic
// projection: a disc of the plane is a cap of the sphere, and the share of the lobe that falls into it is the cap's. The
// same for a half-plane, a cap whose rim goes through the pole.

// Share within the disc of radius R about a point at distance r, in units of the lobe's width.
float shareInDisc(float r, float R)
{
    float A = r + R, B = r - R;
    return 0.5 - 0.5 * (1.0 + A * B) * inversesqrt((1.0 + A * A) * (1.0 + B * B));
}

// Share between x - h and x + h along one axis.
float shareInBand(float x, float h)
{
    float A = h - x, B = h + x;
    return 0.5 * (A * inversesqrt(1.0 + A * A) + B * inversesqrt(1.0 + B * B));
}

// Share of a lobe about d, of half-width `spread` radians, that one card fills.
float cardShare(Light l, vec3 o, vec3 d, float spread, out float profile)
{
    vec3 n = cross(l.axisU, l.axisV);
    float facing = dot(n, d);
    float t = dot(n, l.centre - o) / facing;
    vec3 r = o + t * d - l.centre;
    float width = max(spread * abs(t), 1e-3);
    vec2 at = vec2(dot(r, l.axisU), dot(r, l.axisV)) / width;
    vec2 halves = vec2(l.halfU, l.halfV) / width;
    float inner = innerRadius(l);
    // An ellipse as the disc that it is when the longer axis is shrunk.
    float radius = min(halves.x, halves.y);
    float distance = length(at * radius / halves);
    float disc = shareInDisc(distance, radius) - shareInDisc(distance, radius * inner);
    float box = shareInBand(at.x, halves.x) * shareInBand(at.y, halves.y);
    profile = lightProfile(l, clamp(at / halves, -1.0, 1.0));
    return t > 0.0 && facing < -1e-6 ? (l.round ? disc : box) : 0.0;
}

// Radiance along d from o, linear Rec.709 relative to D65, without the piece and the ground.
vec3 softRadiance(vec3 o, vec3 d, float spread)
{
    vec3 seen = vec3(0.0);
    float open = 1.0;
    uint count = frame.lightCount + laneZero(d);
    for (uint i = 0u; i < count; ++i) {
        Light l = loadLight(i);
        float profile;
        float share = cardShare(l, o, d, spread, profile);
        seen += l.radiance * (share * profile);
        open -= share;
    }
    return seen + farRadiance(d) * max(open, 0.0);
}
#endif
