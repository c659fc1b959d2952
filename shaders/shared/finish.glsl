#ifndef VITRINE_SHARED_FINISH_GLSL
#define VITRINE_SHARED_FINISH_GLSL
#include "shared/dialect.glsl"

// What tools leave on metal, as heights over the polished surface. A relief is a function of the place on the jewel in
// mm (finger axis Z, middle of the finger hole at the origin), never of texture coordinates: it does not swim, stretch or
// break where parts meet, and a swap of part or size keeps it. Heights are 0 to 1; depth_mm makes them lengths.

#define RELIEF_NONE 0
#define RELIEF_STREAKS 1    // brushed: grooves along the tool's way
#define RELIEF_GRAIN 2      // sandblasted: pits of every direction
#define RELIEF_HAMMERED 3   // round marks, each of one blow
#define RELIEF_FLORENTINE 4 // two crossing sets of engraved lines
#define RELIEF_BARK 5       // long ridges of uneven height
#define RELIEF_SCRATCHES 6  // what wearing leaves: fine lines of any direction
#define RELIEF_MILGRAIN 7   // a row of beads along the rounded outer edges
#define RELIEF_COUNT 8

const real kFinishPi = REAL(3.14159265358979323846);

// How a relief is scaled: width of a mark across the tool's way in mm, depth in mm, length of a mark over its width.
struct Relief
{
    real scale_mm;
    real depth_mm;
    real stretch;
};

// The tool's way: around the finger, as on a lathe, kept in the surface. n: unit.
FUNCTION real3 toolDirection(real3 p, real3 n)
{
    // Where the surface faces the tool there is no such way; the finger's axis takes over within a hundredth.
    real3 way = real3(-p.y, p.x, REAL(0.01) * (REAL(1.0) + abs(p.x) + abs(p.y)));
    real3 flat_ = way - n * dot(n, way);
    return flat_ / max(sqrt(dot(flat_, flat_)), REAL(1e-9));
}

// mm along the tool's way, from the finger's axis, and along it. The way begins and ends at the bottom of the ring.
FUNCTION real3 toolCoordinates(real3 p)
{
    real radius = sqrt(p.x * p.x + p.y * p.y);
    return real3(atan(p.x, p.y) * radius, radius, p.z);
}

FUNCTION uint latticeHash(int x, int y, int z)
{
    uint h = uint(x) * 0x8da6b343u + uint(y) * 0xd8163841u + uint(z) * 0xcb1ab31fu;
    h = (h ^ (h >> 16)) * 0x7feb352du;
    h = (h ^ (h >> 15)) * 0x846ca68bu;
    return h ^ (h >> 16);
}

// 0 to 1.
FUNCTION real latticeValue(int x, int y, int z)
{
    return real(latticeHash(x, y, z) >> 8) * REAL(1.0 / 16777216.0);
}

FUNCTION real smoothPlace(real t) { return t * t * t * (t * (t * REAL(6.0) - REAL(15.0)) + REAL(10.0)); }

// Smooth noise over the lattice of whole numbers, 0 to 1.
FUNCTION real latticeNoise(real3 p)
{
    real fx = floor(p.x), fy = floor(p.y), fz = floor(p.z);
    int x = int(fx), y = int(fy), z = int(fz);
    real u = smoothPlace(p.x - fx), v = smoothPlace(p.y - fy), w = smoothPlace(p.z - fz);
    real near = mix(mix(latticeValue(x, y, z), latticeValue(x + 1, y, z), u),
                    mix(latticeValue(x, y + 1, z), latticeValue(x + 1, y + 1, z), u), v);
    real far = mix(mix(latticeValue(x, y, z + 1), latticeValue(x + 1, y, z + 1), u),
                   mix(latticeValue(x, y + 1, z + 1), latticeValue(x + 1, y + 1, z + 1), u), v);
    return mix(near, far, w);
}

// Distance to the nearest of the points that lie one in each cell of the lattice (Worley 1996), squared. reach: how many
// cells to each side are looked at. 1 finds the nearest; 0 is for who does not ask, where nothing can be left out.
FUNCTION real nearestPointSquared(real3 p, int reach)
{
    real fx = floor(p.x), fy = floor(p.y), fz = floor(p.z);
    real nearest = REAL(8.0);
    for (int i = -reach; i <= reach; ++i)
        for (int j = -reach; j <= reach; ++j)
            for (int k = -reach; k <= reach; ++k) {
                uint h = latticeHash(int(fx) + i, int(fy) + j, int(fz) + k);
                real3 point = real3(real(h & 1023u), real((h >> 10) & 1023u), real((h >> 20) & 1023u)) / REAL(1024.0);
                real3 r = real3(fx + real(i), fy + real(j), fz + real(k)) + point - p;
                nearest = min(nearest, dot(r, r));
            }
    return nearest;
}

// Grooves of different lengths and depths; a third of the depth is in grooves of half the width.
FUNCTION real streaksHeight(real3 p, Relief relief)
{
    real3 c = toolCoordinates(p) / relief.scale_mm;
    real length = REAL(1.0) / relief.stretch;
    real wide = latticeNoise(real3(c.x * length, c.y, c.z));
    real narrow = latticeNoise(real3(c.x * REAL(2.0) * length + REAL(17.0), c.y * REAL(2.0), c.z * REAL(2.0)));
    return mix(wide, narrow, REAL(0.34));
}

FUNCTION real grainHeight(real3 p, Relief relief) { return latticeNoise(p / relief.scale_mm); }

// A blow leaves the print of a ball: a paraboloid, with ridges where two meet.
FUNCTION real hammeredHeight(real3 p, Relief relief, int reach)
{
    return min(nearestPointSquared(p / relief.scale_mm, reach) * REAL(1.6), REAL(1.0));
}

// 0 in the middle of a line to 1 between lines, of lines at whole numbers.
FUNCTION real lineHeight(real at) { return REAL(2.0) * abs(at - floor(at) - REAL(0.5)); }

// Lines at 45 degrees to the tool's way to both sides. On the outside of a ring they are drawn on (way, axis), on its
// flanks on (way, radius): the normal decides.
FUNCTION real florentineHeight(real3 p, real3 n, Relief relief)
{
    real3 c = toolCoordinates(p) / (relief.scale_mm * REAL(1.41421356));
    real across = abs(n.z) > REAL(0.70710678) ? c.y : c.z;
    return lineHeight(c.x + across) * REAL(0.5) + lineHeight(c.x - across) * REAL(0.5);
}

FUNCTION real barkHeight(real3 p, Relief relief)
{
    real3 c = toolCoordinates(p) / relief.scale_mm;
    real bend = REAL(1.2) * latticeNoise(real3(c.x * REAL(0.7) / relief.stretch, c.y * REAL(0.4), c.z * REAL(0.4)));
    real ridge = latticeNoise(real3(c.x / relief.stretch, c.y + bend, c.z + bend));
    return REAL(1.0) - abs(REAL(2.0) * ridge - REAL(1.0));
}

// In each cell of a lattice a plane of any direction cuts a groove into what of the surface is near its middle. Three in
// four cells have none of their own, so that scratches are single.
FUNCTION real scratchesHeight(real3 p, Relief relief, int reach)
{
    real cell = relief.scale_mm * relief.stretch, deepest = REAL(0.0);
    real3 c = p / cell;
    real fx = floor(c.x), fy = floor(c.y), fz = floor(c.z);
    for (int i = -reach; i <= reach; ++i)
        for (int j = -reach; j <= reach; ++j)
            for (int k = -reach; k <= reach; ++k) {
                uint h = latticeHash(int(fx) + i, int(fy) + j, int(fz) + k), g = latticeHash(int(h & 0xffffu), 7, 3);
                real3 point = real3(real(h & 1023u), real((h >> 10) & 1023u), real((h >> 20) & 1023u)) / REAL(1024.0);
                real3 turn = real3(real(g & 1023u), real((g >> 10) & 1023u), real((g >> 20) & 1023u)) / REAL(512.0);
                real3 normal = normalize(turn - real3(REAL(0.999)));
                real3 r = c - real3(fx + real(i), fy + real(j), fz + real(k)) - point;
                real off = dot(r, normal) * relief.stretch * REAL(2.0), away = dot(r, r);
                real groove = max(REAL(1.0) - off * off, REAL(0.0)) * max(REAL(1.0) - REAL(2.0) * away, REAL(0.0));
                deepest = (h >> 30) == 0u ? max(deepest, groove) : deepest;
            }
    return REAL(1.0) - deepest;
}

// Beads where the surface turns from outside to flank: across by the normal's angle from the outside, as a tool that is
// rolled along an edge finds its way. A bead is as wide as an edge of
// kMilgrainTurn.
const real kMilgrainMiddle = REAL(0.87); // radians from the outside
const real kMilgrainTurn = REAL(1.05);

FUNCTION real milgrainHeight(real3 p, real3 n, Relief relief)
{
    real3 c = toolCoordinates(p);
    real outward = (n.x * p.x + n.y * p.y) / max(c.y, REAL(1e-6));
    real along = REAL(2.0) * (c.x / relief.scale_mm - floor(c.x / relief.scale_mm)) - REAL(1.0);
    real across = REAL(2.0) * (atan(abs(n.z), outward) - kMilgrainMiddle) / kMilgrainTurn;
    return max(REAL(1.0) - along * along - across * across, REAL(0.0));
}

// kind: RELIEF_*. n: unit normal of the polished surface.
FUNCTION real reliefHeight(int kind, real3 p, real3 n, Relief relief)
{
    if (kind == RELIEF_STREAKS) return streaksHeight(p, relief);
    if (kind == RELIEF_GRAIN) return grainHeight(p, relief);
    if (kind == RELIEF_HAMMERED) return hammeredHeight(p, relief, kind == RELIEF_HAMMERED ? 1 : 0);
    if (kind == RELIEF_FLORENTINE) return florentineHeight(p, n, relief);
    if (kind == RELIEF_BARK) return barkHeight(p, relief);
    if (kind == RELIEF_SCRATCHES) return scratchesHeight(p, relief, kind == RELIEF_SCRATCHES ? 1 : 0);
    if (kind == RELIEF_MILGRAIN) return milgrainHeight(p, n, relief);
    return REAL(1.0);
}

// Slope of the height (0 to 1, not yet of depth_mm) along the tool's way and across it, by differences over step_mm;
// then the height itself.
FUNCTION real3 reliefSlope(int kind, real3 p, real3 n, Relief relief, real step_mm)
{
    real3 along = toolDirection(p, n), across = cross(n, along);
    real here = reliefHeight(kind, p, n, relief);
    real slopeAlong = (reliefHeight(kind, p + along * step_mm, n, relief) - here) / step_mm;
    // Beads sit on an edge, which turns by kMilgrainTurn over the width of one; no other relief looks at so small a turn.
    real3 beyond = n + across * (kMilgrainTurn * step_mm / relief.scale_mm);
    real slopeAcross = (reliefHeight(kind, p + across * step_mm, beyond, relief) - here) / step_mm;
    return real3(slopeAlong, slopeAcross, here);
}

const real kFineStep = REAL(0.02); // of a mark's width: over which a slope is that of the place

// The normal of the worked surface, unit.
FUNCTION real3 reliefNormal(int kind, real3 p, real3 n, Relief relief)
{
    real3 along = toolDirection(p, n), across = cross(n, along);
    real3 slope = reliefSlope(kind, p, n, relief, relief.scale_mm * kFineStep);
    return normalize(n - relief.depth_mm * (slope.x * along + slope.y * across));
}

// Share of the light that is held back where patina is whole: in the recesses.
FUNCTION real patinaAt(real height)
{
    real t = clamp((height - REAL(0.15)) / REAL(0.4), REAL(0.0), REAL(1.0));
    return REAL(1.0) - t * t * (REAL(3.0) - REAL(2.0) * t);
}

// Of the mean square of a slope, what differences over step_mm keep. That of the place is meanSquare / scale_mm^2; over
// steps much longer than a mark a difference is that of two heights that know nothing of each other. Between the two
// limits the simplest curve that has both.
FUNCTION real keptSlope(real meanSquare, real heightVariance, real step_mm, real scale_mm)
{
    real s = step_mm / scale_mm;
    return REAL(1.0) / (REAL(1.0) + s * s * meanSquare / max(REAL(2.0) * heightVariance, REAL(1e-6)));
}

#endif
