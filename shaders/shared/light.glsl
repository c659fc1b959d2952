// Light samples: directions towards the studio's cards and into an environment map, each draw beside the density that it
// has per steradian.
#ifndef VITRINE_SHARED_LIGHT_GLSL
#define VITRINE_SHARED_LIGHT_GLSL
#include "shared/dialect.glsl"

const real kLightPi = REAL(3.14159265358979);

// A card: centre, unit axes with half lengths, radiance on the side that its normal points to. The back is black: it
// is what a photographer calls a flag.
struct Light
{
    real3 centre;
    real chance; // of a light sample: in proportion to its power
    real3 axisU; // unit
    real halfU;
    bool round; // an ellipse, a ring when the inner radius is above zero; else a rectangle
    real3 axisV;
    real halfV;
    real3 radiance; // linear Rec.709 relative to D65
    real packed;    // inner radius 0..1 in the integer part / 1024, falloff towards the rim in the fraction
};

const real kLightPack = REAL(1024.0);

FUNCTION real innerRadius(Light l) { return floor(l.packed) / kLightPack; }
FUNCTION real lightArea(Light l)
{
    real inner = innerRadius(l);
    return l.halfU * l.halfV * (l.round ? kLightPi * (REAL(1.0) - inner * inner) : REAL(4.0));
}

// A point of the card, evenly over its area, as a direction from o.
FUNCTION real3 sampleLight(Light l, real3 o, real2 u)
{
    real inner = innerRadius(l);
    real r = sqrt(mix(inner * inner, REAL(1.0), u.x)), phi = REAL(2.0) * kLightPi * u.y;
    real2 q = l.round ? r * real2(cos(phi), sin(phi)) : REAL(2.0) * u - REAL(1.0);
    return normalize(l.centre + l.axisU * (l.halfU * q.x) + l.axisV * (l.halfV * q.y) - o);
}

// Where a ray meets a card's plane.
struct LightHit
{
    bool hit;    // within the card, ahead
    bool front;
    real t;
    real facing; // cosine with the card's normal, under 0 from the front
    real2 q;     // in halves of the card
};

FUNCTION LightHit meetLight(Light l, real3 o, real3 d)
{
    LightHit met;
    real3 n = cross(l.axisU, l.axisV);
    met.facing = dot(n, d);
    met.t = dot(n, l.centre - o) / met.facing;
    real3 r = o + met.t * d - l.centre;
    met.q = real2(dot(r, l.axisU) / l.halfU, dot(r, l.axisV) / l.halfV);
    real q2 = dot(met.q, met.q), inner = innerRadius(l);
    bool inside = l.round ? q2 <= REAL(1.0) && q2 >= inner * inner : max(abs(met.q.x), abs(met.q.y)) <= REAL(1.0);
    met.hit = inside && met.t > REAL(0.0) && abs(met.facing) > REAL(1e-6);
    met.front = met.facing < REAL(0.0);
    return met;
}

// That sampleLight draws the ray which met the card's front so. share: of light samples that go to the cards.
FUNCTION real lightPdf(Light l, real share, LightHit met)
{
    return share * l.chance * met.t * met.t / (lightArea(l) * -met.facing);
}

// Which of the cards a number in [0, 1) chooses: start, then pass by each in turn. The share below environmentShare is
// that of what lies far away.
struct LightChoice
{
    real rest; // of the number
    uint light;
};

FUNCTION bool choosesFar(real choice, real environmentShare) { return choice < environmentShare; }

FUNCTION LightChoice startChoice(real choice, real environmentShare)
{
    LightChoice c;
    c.rest = (choice - environmentShare) / max(REAL(1.0) - environmentShare, REAL(1e-6));
    c.light = 0u;
    return c;
}

FUNCTION LightChoice passLight(LightChoice c, uint light, real chance)
{
    c.light = c.rest >= REAL(0.0) && c.rest < chance ? light : c.light;
    c.rest -= chance;
    return c;
}

// The lower half of the octahedron |x| + |y| + |z| = 1, turned outwards over the edges of the upper, and back.
FUNCTION real2 octahedralFold(real2 p)
{
    return real2((REAL(1.0) - abs(p.y)) * (p.x >= REAL(0.0) ? REAL(1.0) : REAL(-1.0)),
                 (REAL(1.0) - abs(p.x)) * (p.y >= REAL(0.0) ? REAL(1.0) : REAL(-1.0)));
}

// Octahedral coordinates in [0, 1)^2 of a direction, +Y at the centre.
FUNCTION real2 octahedralOf(real3 d)
{
    real2 p = real2(d.x, d.z) / (abs(d.x) + abs(d.y) + abs(d.z));
    if (d.y < REAL(0.0)) p = octahedralFold(p);
    return REAL(0.5) * p + REAL(0.5);
}

FUNCTION real3 directionOf(real2 octahedral)
{
    real2 p = REAL(2.0) * octahedral - REAL(1.0);
    real y = REAL(1.0) - abs(p.x) - abs(p.y);
    if (y < REAL(0.0)) p = octahedralFold(p);
    return normalize(real3(p.x, y, p.y));
}

// A world direction in the frame of a map that is turned about +Y by an angle of this cosine and sine, and back.
FUNCTION real3 intoTurned(real3 d, real cosine, real sine)
{
    return real3(d.x * cosine - d.z * sine, d.y, d.x * sine + d.z * cosine);
}
FUNCTION real3 fromTurned(real3 d, real cosine, real sine)
{
    return real3(d.x * cosine + d.z * sine, d.y, d.z * cosine - d.x * sine);
}

// A cell of a map by Walker's alias method, and what is left of the number that chose it, in [0, 1].
struct AliasDraw
{
    uint cell;
    real left;
};

// remainder: of the number in [0, 1) times the count of cells, whose whole part is `cell`. That cell keeps the share
// `kept` of it; the rest is `other`'s.
FUNCTION AliasDraw aliasDraw(uint cell, real remainder, real kept, uint other)
{
    bool keep = remainder < kept;
    AliasDraw drawn;
    drawn.cell = keep ? cell : other;
    drawn.left = keep ? remainder / kept : (remainder - kept) / max(REAL(1.0) - kept, REAL(1e-7));
    return drawn;
}

// In the map's frame, evenly over the cell's square. size: cells a side.
FUNCTION real3 directionInCell(AliasDraw drawn, uint size, real down)
{
    real2 corner = real2(real(drawn.cell % size), real(drawn.cell / size));
    return directionOf((corner + real2(clamp(drawn.left, REAL(0.0), REAL(0.99999)), down)) / real(size));
}

// Its density where a cell is drawn with the probability perCell.
FUNCTION real cellPdf(real perCell, real size, real3 m)
{
    // d(omega) = 4 du dv / |p|^3 with p the direction scaled onto the octahedron |x| + |y| + |z| = 1.
    real norm = REAL(1.0) / (abs(m.x) + abs(m.y) + abs(m.z));
    return perCell * size * size * norm * norm * norm * REAL(0.25);
}
#endif
