// The near-field map: what a stone's centre sees of the piece, the ground and the lights, looked up from anywhere in the
// stone by the distances that the map holds.
#ifndef VITRINE_LIVE_NEAR_GLSL
#define VITRINE_LIVE_NEAR_GLSL
#include "live/bindings.glsl"

layout(set = 0, binding = BINDING_NEAR) uniform sampler2DArray nearField;

// Octahedral coordinates in [0, 1]^2 of a vector of any length, +Y at the centre.
vec2 octahedral(vec3 d)
{
    vec2 p = d.xz / (abs(d.x) + abs(d.y) + abs(d.z));
    vec2 folded = (1.0 - abs(p.yx)) * vec2(p.x >= 0.0 ? 1.0 : -1.0, p.y >= 0.0 ? 1.0 : -1.0);
    p = d.y < 0.0 ? folded : p;
    return 0.5 * p + 0.5;
}

struct NearMap
{
    vec2 corner; // of the stone's square, in texels of the atlas
    float size;  // of its edge
    vec2 texel;  // 1 / size of the atlas
};

vec2 nearPlace(NearMap map, vec3 v) { return (map.corner + octahedral(v) * map.size) * map.texel; }

float nearDistance(NearMap map, vec3 v)
{
    vec2 at = map.corner + octahedral(v) * map.size;
    return texelFetch(nearField, ivec3(ivec2(at), NEAR_DISTANCE), 0).x;
}

// What a ray meets of what the centre sees.
struct NearMeeting
{
    float t;   // mm
    bool near; // a surface within two widths of the stone; else what lies beyond, or what the centre cannot see
};

// Along d from p (both from the centre, mm, d unit): a ray that passes behind what the centre sees by more than metal is
// thick, or than it has come since the last step, goes on.
NearMeeting nearMeeting(NearMap map, vec3 p, vec3 d, float radius)
{
    const float thickness = 1.5; // mm
    float along = dot(p, d), rest = dot(p, p);
    float reach = NEAR_FAR;
    // From afar to near, so that the nearest is kept.
    [[unroll]] for (int i = 5; i >= 0; --i) {
        float t = radius * 0.08 * exp2(1.1 * float(i));
        vec3 q = p + t * d;
        float behind = length(q) - nearDistance(map, q);
        reach = behind > 0.0 && behind < thickness ? t : reach;
    }
    // Where the ray meets the sphere of what is seen in its direction.
    float seen = nearDistance(map, p + reach * d);
    float root = along * along - rest + seen * seen;
    float found = root > 0.0 ? max(sqrt(root) - along, 0.0) : reach;
    // On bent metal that is where it is met. Past an edge it is a place before what the centre sees there: then the metal
    // is met behind the edge, and shows what the centre sees of it.
    vec3 met = p + found * d;
    found = reach < NEAR_FAR && nearDistance(map, met) > length(met) + thickness ? reach : found;
    bool on = live.nearField > 0.0;
    return NearMeeting(on ? found : NEAR_FAR, on && reach < NEAR_FAR);
}

float nearRadiance(NearMap map, vec3 v, int lane) { return textureLod(nearField, vec3(nearPlace(map, v), float(lane)), 0.0).x; }
#endif
