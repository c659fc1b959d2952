// Hairlines: the fine scratches that wearing and wiping leave on polished metal, each far narrower than a pixel. A point is
// on one or not; where it is, the metal slopes across the scratch, evenly between its two walls. Close up that is a thread
// of light wherever the slope brings a lamp to the eye, so that threads lie in rings about a highlight; from afar it is the
// part of the light that the scratches' whole area spreads.
//
// Functions of the place on the jewel in mm, as finish.glsl's. In each cell of four lattices, each turned another way, are
// three planes of random direction; where there is a scratch, the plane cuts it into the surface. The plane lies evenly over
// the cell's width in its direction, so that scratches are as dense at a cell's rim as in its middle, and each is as wide
// wherever it meets the surface.
#ifndef VITRINE_SHARED_HAIRLINE_GLSL
#define VITRINE_SHARED_HAIRLINE_GLSL
#include "shared/dialect.glsl"
#include "shared/finish.glsl"

// In a set of reliefs, the bit after those of the kinds.
#define RELIEFS_HAIRLINES RELIEF_COUNT

const int kHairlineLattices = 4; // a power of two
const int kHairlinesOfCell = 3;

struct Hairlines
{
    real width_mm;
    real slope;   // of the walls where they are steepest, tangent
    real cell_mm;
    real chance;  // that a plane is a scratch
    uint seed;
};

// A cell's edge over the mean length of scratches: a line that crosses a square of edge 1 anyhow has 0.785 of it inside
// (Crofton: pi times area over perimeter).
const real kHairlineCell = REAL(1.273);

// Of a plane for certain there: the share of the surface that it takes, times the cell over the scratch's width. Mean over
// directions v of 1 / (|x| + |y| + |z|), 0.6743, and of the sine between plane and surface, pi / 4 (Monte Carlo).
const real kHairlineShare = REAL(0.5296);

// Share of the surface that scratches take.
FUNCTION real hairlineCoverage(Hairlines h)
{
    return REAL(kHairlineLattices * kHairlinesOfCell) * h.chance * kHairlineShare * h.width_mm / h.cell_mm;
}

// The chance that makes scratches of that mean length as many.
FUNCTION real hairlineChance(real perMm2, real length_mm)
{
    return perMm2 * length_mm * length_mm * kHairlineCell / (REAL(kHairlineLattices * kHairlinesOfCell) * kHairlineShare);
}

// One that may be near a place: how far its middle is off, along the surface, and the way in which that is, unit.
struct Hairline
{
    bool there;
    real off_mm;
    real3 across;
};

FUNCTION real3 turnedLattice(real3 p, int lattice)
{
    real a = REAL(0.7) * real(lattice), b = REAL(1.1) * real(lattice);
    real3 q = real3(p.x * cos(a) - p.y * sin(a), p.x * sin(a) + p.y * cos(a), p.z);
    return real3(q.x, q.y * cos(b) - q.z * sin(b), q.y * sin(b) + q.z * cos(b));
}

FUNCTION real3 turnedBack(real3 q, int lattice)
{
    real a = REAL(0.7) * real(lattice), b = REAL(1.1) * real(lattice);
    real3 p = real3(q.x, q.y * cos(b) + q.z * sin(b), q.z * cos(b) - q.y * sin(b));
    return real3(p.x * cos(a) + p.y * sin(a), p.y * cos(a) - p.x * sin(a), p.z);
}

// which: 0 to kHairlineLattices * kHairlinesOfCell - 1. n: unit normal of the polished surface.
FUNCTION Hairline hairlineNear(int which, real3 p, real3 n, Hairlines h)
{
    int lattice = which & (kHairlineLattices - 1);
    real3 c = turnedLattice(p, lattice) / h.cell_mm + REAL(0.37) * real(lattice);
    real fx = floor(c.x), fy = floor(c.y), fz = floor(c.z);
    uint a = latticeHash(int(fx) + int(h.seed & 0xffffu), int(fy), int(fz) + 4096 * (which + 1)), b = latticeHash(int(a & 0xffffu), int(a >> 16), 5);
    real z = real(a & 0xffffu) / REAL(32768.0) - REAL(1.0), r = sqrt(max(REAL(1.0) - z * z, REAL(0.0)));
    real azimuth = real(a >> 16) * REAL(6.283185307179586 / 65536.0);
    real3 plane = real3(r * cos(azimuth), r * sin(azimuth), z);
    real reach = REAL(0.5) * (abs(plane.x) + abs(plane.y) + abs(plane.z));
    real at = (real(b & 0xffffu) / REAL(32768.0) - REAL(1.0)) * reach;
    real from = dot(real3(c.x - fx, c.y - fy, c.z - fz) - real3(REAL(0.5)), plane) - at;
    plane = turnedBack(plane, lattice);
    real3 across = plane - n * dot(plane, n);
    real sine = max(sqrt(dot(across, across)), REAL(1e-4));
    Hairline line;
    line.there = real(b >> 16) * REAL(1.0 / 65536.0) < h.chance;
    line.off_mm = from * h.cell_mm / sine;
    line.across = across / sine;
    return line;
}

// The slope at a point, in the surface; zero beside scratches. Where two cross, of the one that was drawn last.
FUNCTION real3 hairlineSlope(real3 p, real3 n, Hairlines h)
{
    real3 slope = real3(REAL(0.0));
    for (int i = 0; i < kHairlineLattices * kHairlinesOfCell; ++i) {
        Hairline line = hairlineNear(i, p, n, h);
        real at = REAL(2.0) * line.off_mm / h.width_mm;
        slope = line.there && abs(at) < REAL(1.0) ? line.across * (h.slope * at) : slope;
    }
    return slope;
}

// What a view sees in a spot of that width: the share that scratches take of it, and the way across the one that takes most.
struct HairlineSpot
{
    real share;
    real3 across;
    real far; // 0 where single scratches are seen, 1 where only their mean is
};

FUNCTION HairlineSpot hairlinesWithin(real3 p, real3 n, real spot_mm, Hairlines h, int count)
{
    // A scratch takes of a spot as a tent over it has it; of scratches that lie in other cells a spot knows nothing, and one
    // as wide as half a cell holds them by their mean.
    real width = max(spot_mm, h.width_mm), sum = REAL(0.0), most = REAL(0.0);
    HairlineSpot spot;
    spot.across = toolDirection(p, n);
    for (int i = 0; i < count; ++i) {
        Hairline line = hairlineNear(i, p, n, h);
        real share = line.there ? h.width_mm / width * max(REAL(1.0) - abs(line.off_mm) / width, REAL(0.0)) : REAL(0.0);
        sum += share;
        spot.across = share > most ? line.across : spot.across;
        most = max(most, share);
    }
    spot.far = clamp(width / (REAL(0.5) * h.cell_mm), REAL(0.0), REAL(1.0));
    spot.share = mix(min(sum, REAL(1.0)), hairlineCoverage(h), spot.far);
    return spot;
}

#endif
