// A cabochon between its exact surfaces: half an ellipsoid over the girdle, an upright elliptic band, and below it half an
// ellipsoid, or a plane where `base` is 0. The band's cylinder holds the stone, and between the planes of the girdle it is
// the stone: the height at which a line crosses the cylinder says which of the surfaces bounds it there.
//
// Two texels hold one: half axes of the upper half (x, y, z), half height of the girdle; height of the lower half.
#ifndef VITRINE_STONE_DOME_GLSL
#define VITRINE_STONE_DOME_GLSL

const uint DOME_TOP = 0u;
const uint DOME_BAND = 1u;
const uint DOME_BASE = 2u;

struct Dome
{
    vec3 half_;
    float girdle;
    float base;
};

Dome domeOf(vec4 first, vec4 second) { return Dome(first.xyz, first.w, second.x); }

// How far along a line it crosses the unit sphere, or the cylinder, to which the axes are divided out: x in, y out. A line
// that passes by is given the place where it comes nearest; `passes` says by how much, squared, over 1.
vec2 domeCrossings(vec3 from, vec3 along, out float passes)
{
    float a = max(dot(along, along), 1e-12);
    float b = dot(from, along) / a;
    vec3 aside = from - b * along;
    float room = 1.0 - dot(aside, aside);
    passes = -room;
    return -b + vec2(-1.0, 1.0) * sqrt(max(room, 0.0) / a);
}

vec2 domeBand(Dome dome, vec3 x, vec3 d, out float passes)
{
    return domeCrossings(vec3(x.x / dome.half_.x, 0.0, x.z / dome.half_.z), vec3(d.x / dome.half_.x, 0.0, d.z / dome.half_.z), passes);
}

uint domeSurfaceAt(Dome dome, float y) { return y > dome.girdle ? DOME_TOP : y < -dome.girdle ? DOME_BASE : DOME_BAND; }

// The half ellipsoid of a surface: its half axes, and the height of its middle in w. A flat base has none.
vec4 domeHalf(Dome dome, uint surface)
{
    bool up = surface == DOME_TOP;
    return vec4(dome.half_.x, up ? dome.half_.y : max(dome.base, 1e-6), dome.half_.z, up ? dome.girdle : -dome.girdle);
}

// Crossings of the whole surface, or of the plane of a flat base, both the same.
vec2 domeMeet(Dome dome, uint surface, vec3 x, vec3 d, out float passes)
{
    vec4 half_ = domeHalf(dome, surface);
    vec2 round_ = domeCrossings((x - vec3(0.0, half_.w, 0.0)) / half_.xyz, d / half_.xyz, passes);
    bool flat_ = surface == DOME_BASE && dome.base == 0.0;
    passes = flat_ ? -1.0 : passes;
    return flat_ ? vec2((half_.w - x.y) / d.y) : round_;
}

// From inside, or from the surface inwards, along d: how far to the next surface, 0 or more.
float domeExit(Dome dome, vec3 x, vec3 d, out uint surface)
{
    float passes;
    float band = domeBand(dome, x, d, passes).y;
    surface = domeSurfaceAt(dome, x.y + band * d.y);
    float other = domeMeet(dome, surface, x, d, passes).y;
    return max(surface == DOME_BAND ? band : other, 0.0);
}

// From outside along d: whether it enters, and how far away.
bool domeEntry(Dome dome, vec3 o, vec3 d, out float distance, out uint surface)
{
    float beside, passes;
    float band = domeBand(dome, o, d, beside).x;
    surface = domeSurfaceAt(dome, o.y + band * d.y);
    float other = domeMeet(dome, surface, o, d, passes).x;
    distance = surface == DOME_BAND ? band : other;
    passes = surface == DOME_BAND ? beside : max(passes, beside);
    // The ellipsoids lie within the cylinder; a flat base goes on beyond it.
    vec2 at = (o.xz + distance * d.xz) / dome.half_.xz;
    bool beyond = surface == DOME_BASE && dome.base == 0.0 && dot(at, at) > 1.0;
    return passes <= 0.0 && !beyond && distance > 0.0;
}

// Unit, out of the stone, of a surface at a point on it.
vec3 domeNormal(Dome dome, uint surface, vec3 x)
{
    vec4 half_ = domeHalf(dome, surface);
    vec3 above = surface == DOME_BAND ? vec3(x.x, 0.0, x.z) : x - vec3(0.0, half_.w, 0.0);
    bool flat_ = surface == DOME_BASE && dome.base == 0.0;
    return flat_ ? vec3(0.0, -1.0, 0.0) : normalize(above / (half_.xyz * half_.xyz));
}

vec4 domePlane(Dome dome, uint surface, vec3 x)
{
    vec3 n = domeNormal(dome, surface, x);
    return vec4(n, dot(n, x));
}
#endif
