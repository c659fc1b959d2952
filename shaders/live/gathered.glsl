// The light that falls onto a place from all around, past what of the piece and the ground is in the way.
#ifndef VITRINE_LIVE_GATHERED_GLSL
#define VITRINE_LIVE_GATHERED_GLSL
#include "live/reflections.glsl"

// Directions over which it is gathered besides the cards: the middle of its cosine lobe and a ring about it, all of equal
// shares, each seen with a lobe as wide as its share.
const uint GATHERED = 6u;
const float RING = 0.7638; // sine: the mean square of the five outer sixths of the disc, (1/6 + 1) / 2
const float GATHERED_SPREAD = 0.4;

// What a card sends onto a surface of normal n at `at`, as the radiance of a uniform sky that would send as much: by four
// points of it and its mean brightness; a card is small and far. towards: the card's middle, unit.
vec3 cardOnto(Light l, vec3 at, vec3 n, out vec3 towards)
{
    float inner = innerRadius(l);
    float off = l.round ? sqrt(0.25 * (1.0 + inner * inner)) : 0.57735; // equal areas within and without; Gauss
    vec3 facing = cross(l.axisU, l.axisV);
    float seen = 0.0;
    [[unroll]] for (int i = 0; i < 4; ++i) {
        vec2 q = off * vec2((i & 1) == 0 ? -1.0 : 1.0, (i & 2) == 0 ? -1.0 : 1.0);
        vec3 r = l.centre + l.axisU * (l.halfU * q.x) + l.axisV * (l.halfV * q.y) - at;
        float d2 = dot(r, r);
        seen += 0.25 * max(dot(r, n), 0.0) * max(-dot(r, facing), 0.0) / (d2 * d2);
    }
    towards = normalize(l.centre - at);
    float profile = inner > 0.0 ? 1.0 : 1.0 - 0.5 * rimFalloff(l);
    return l.radiance * (profile * seen * lightArea(l) / PI);
}

// What arrives from one side, as the radiance of a uniform sky that would send as much.
struct Arriving
{
    vec3 rgb;     // linear Rec.709
    float cosine; // with the normal
    vec3 direction;
    float spread; // radians, half-width of what it stands for
};

// Card i, behind what is in the way of its middle.
Arriving fromCard(uint i, vec3 at, vec3 n)
{
    vec3 towards;
    vec3 rgb = cardOnto(loadLight(i), at, n, towards);
    bool free = meetPiece(at + n * 3e-3, towards, live.nearField > 0.0 ? 1e9 : 0.0).identity == 0u;
    Light card = loadLight(i);
    float spread = sqrt(lightArea(card) / PI) / max(length(card.centre - at), 1e-3);
    return Arriving(free ? rgb : vec3(0.0), clamp(dot(towards, n), 0.05, 1.0), towards, spread);
}

// All but the cards, from direction i of GATHERED.
Arriving fromAround(uint i, vec3 at, vec3 n)
{
    vec3 t, b;
    basisAbout(n, t, b);
    float sine = i == 0u ? 0.0 : RING, angle = float(i) * (0.4 * PI), up = sqrt(1.0 - sine * sine);
    Chain chain;
    chain.origin = at + n * 3e-3;
    chain.direction = n * up + sine * (cos(angle) * t + sin(angle) * b);
    chain.spread = GATHERED_SPREAD;
    vec3 from = chain.direction;
    follow(chain, 2u);
    Sent back = sentBack(chain);
    bool open = chain.end == END_ESCAPES && chain.count == 0u;
    vec3 rgb = open ? farRadiance(chain.direction) : back.mirrored * back.rgb;
    rgb += back.through ? (1.0 - back.mirrored) * frame.tailRadiance : vec3(0.0);
    [[unroll]] for (int c = 0; c < 3; ++c) rgb[c] *= chainReflectance(chain, c == 0 ? WAVES - 2 : c == 1 ? WAVES / 2 : 1);
    return Arriving(rgb / float(GATHERED), up, from, GATHERED_SPREAD);
}
#endif
