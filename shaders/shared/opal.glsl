// Precious opal: silica spheres that have settled in order, grain by grain, each grain with a lattice of its own. Its
// layers of spheres mirror one colour to each direction (Bragg's law); a grain is seen where one of its mirrors sends a
// light to the eye, in that colour, and is dark otherwise.
//
// The densest layers, (111) of the cubic close packing, lie four ways, as the faces of a tetrahedron do; D spheres lie
// sqrt(2/3) D apart from layer to layer. Light of wavelength l (in vacuum) that comes and goes inside at the half angle c
// to a layer's normal is sent back where l = 2 n d cos c (Sanders 1964, Nature 204, 1151). A grain's layers are bent and
// few, so that normals spread about the lattice's by `spread` and wavelengths by `band`.
//
// Below the surface light is sent back once, from some depth, on its way in and out through the same grain: inside,
// f = R D(h) / (4 o.h) * 2 / (o.n + i.n), reciprocal, with D(h) the normals' density and R the share sent back at
// Bragg's peak. What is outside follows as for enamel (shared/enamel.glsl): the surface lets in and out, and radiance
// spreads. The body beneath (shared/body.glsl) gets what is not sent out: its surface's albedo is F + (1 - F) of that share.
//
// Directions are unit and point away from the surface. Lengths on the stone in mm, wavelengths in nm.
#ifndef VITRINE_SHARED_OPAL_GLSL
#define VITRINE_SHARED_OPAL_GLSL
#include "shared/dialect.glsl"
#include "shared/enamel.glsl"
#include "shared/finish.glsl"
#include "shared/fresnel.glsl"

const int kOpalPlanes = 4;

struct Opal
{
    real index;
    real least_nm;  // diameters of the spheres, of grains between these two
    real most_nm;
    real grain_mm;  // edge of a cell
    real strength;  // share sent back at the peak, 0 to 1
    real spread;    // radians, standard deviation of the layers' normals
    real band;      // standard deviation over the wavelength
    uint seed;
};

// A grain at a place: its layers' distance and their four normals, which go both ways.
struct OpalGrain
{
    real spacing_nm;
    real3 normals[kOpalPlanes];
};

FUNCTION real opalPart(uint h, uint shift) { return real((h >> shift) & 1023u) * REAL(1.0 / 1023.0); }

// Which cell of jittered points a place belongs to, by the nearest point.
FUNCTION uint opalCell(real3 p, uint seed)
{
    real fx = floor(p.x), fy = floor(p.y), fz = floor(p.z), nearest = REAL(1e9);
    uint cell = 0u;
    for (int k = -1; k <= 1; ++k)
        for (int j = -1; j <= 1; ++j)
            for (int i = -1; i <= 1; ++i) {
                uint h = latticeHash(int(fx) + i + int(seed & 0xffffu), int(fy) + j, int(fz) + k);
                real3 r = real3(fx + real(i) + opalPart(h, 0u), fy + real(j) + opalPart(h, 10u), fz + real(k) + opalPart(h, 20u)) - p;
                real distance = dot(r, r);
                cell = distance < nearest ? h : cell;
                nearest = min(nearest, distance);
            }
    return cell;
}

// A rotation, even over all (Shoemake 1992), by the columns' images.
FUNCTION real3 opalTurned(real4 q, real3 v)
{
    real3 u = real3(q.x, q.y, q.z), twice = REAL(2.0) * cross(u, v);
    return v + q.w * twice + cross(u, twice);
}

FUNCTION OpalGrain opalGrainAt(real3 p, Opal opal)
{
    uint h = opalCell(p / opal.grain_mm, opal.seed), g = latticeHash(int(h & 0xffffu), int(h >> 16), int(opal.seed >> 16));
    const real turn = REAL(6.283185307179586);
    real share = opalPart(g, 0u), a = turn * opalPart(g, 10u), b = turn * opalPart(g, 20u);
    real low = sqrt(REAL(1.0) - share), high = sqrt(share);
    real4 q = real4(low * sin(a), low * cos(a), high * sin(b), high * cos(b));
    const real c = REAL(0.5773502691896258);
    OpalGrain grain;
    grain.spacing_nm = REAL(0.816496580927726) * mix(opal.least_nm, opal.most_nm, opalPart(latticeHash(int(g & 0xffffu), int(g >> 16), 11), 0u));
    grain.normals[0] = opalTurned(q, real3(c, c, c));
    grain.normals[1] = opalTurned(q, real3(c, -c, -c));
    grain.normals[2] = opalTurned(q, real3(-c, c, -c));
    grain.normals[3] = opalTurned(q, real3(-c, -c, c));
    return grain;
}

// Density of normals about a layer's, 1/sr: a lobe of Fisher's. Both sides of a layer mirror.
FUNCTION real opalNormals(real cosine, real spread)
{
    real k = REAL(1.0) / (spread * spread);
    return k * exp(k * (abs(cosine) - REAL(1.0))) * REAL(0.15915494309189535) / (REAL(1.0) - exp(REAL(-2.0) * k));
}

// Drawn by it, about Z. random: two numbers in [0, 1).
FUNCTION real3 opalSampleNormal(real2 random, real spread)
{
    real k = REAL(1.0) / (spread * spread);
    real z = REAL(1.0) + log(random.x + (REAL(1.0) - random.x) * exp(REAL(-2.0) * k)) / k;
    real r = sqrt(max(REAL(1.0) - z * z, REAL(0.0))), azimuth = REAL(6.283185307179586) * random.y;
    return real3(r * cos(azimuth), r * sin(azimuth), z);
}

FUNCTION real opalPeak_nm(real spacing_nm, real index, real halfCosine) { return REAL(2.0) * index * spacing_nm * halfCosine; }

// What layers send back of a wavelength that meets them at that cosine. band: of the wavelengths asked about too, where
// one stands for many.
FUNCTION real opalShare(Opal opal, real spacing_nm, real halfCosine, real wavelength_nm, real bandAsked)
{
    real width = sqrt(opal.band * opal.band + bandAsked * bandAsked);
    real off = (wavelength_nm / max(opalPeak_nm(spacing_nm, opal.index, halfCosine), REAL(1.0)) - REAL(1.0)) / width;
    return opal.strength * opal.band / width * exp(REAL(-0.5) * off * off);
}

// Of light that has come in along v, the share that layers send out again: each takes it once and sends it to one side,
// where the surface may let it out. n: of the surface. What is not sent out the body gets.
FUNCTION real opalSent(Opal opal, OpalGrain grain, real3 v, real3 n, real wavelength_nm, real bandAsked)
{
    real sent = REAL(0.0), cosine = max(dot(v, n), REAL(1e-3));
    UNROLL for (int k = 0; k < kOpalPlanes; ++k) {
        real half_ = dot(v, grain.normals[k]), up = REAL(2.0) * half_ * dot(grain.normals[k], n) - cosine;
        real out2 = REAL(1.0) - opal.index * opal.index * (REAL(1.0) - up * up);
        real leaves = REAL(1.0) - fresnelDielectric(sqrt(max(out2, REAL(0.0))), opal.index);
        real share = opalShare(opal, grain.spacing_nm, abs(half_), wavelength_nm, bandAsked);
        sent += up > REAL(0.0) && out2 > REAL(0.0) ? share * leaves * REAL(2.0) * up / (up + cosine) : REAL(0.0);
    }
    return min(sent, REAL(0.95));
}

// f inside, of one layer's normal. o, i: directions inside; n: of the surface. spread: opal.spread, or wider where i stands
// for directions about it.
FUNCTION real opalReflection(Opal opal, real spacing_nm, real3 normal, real3 o, real3 i, real3 n, real wavelength_nm, real bandAsked, real spread)
{
    real3 h = normalize(o + i);
    real half_ = max(dot(o, h), REAL(1e-3));
    real share = opalShare(opal, spacing_nm, half_, wavelength_nm, bandAsked);
    return share * opalNormals(dot(h, normal), spread) / (REAL(2.0) * half_ * max(dot(o, n) + dot(i, n), REAL(1e-3)));
}

// Outside, in the frame of the surface, whose normal is Z, as the grain's normals now are too.

// 1/sr, of light from w to where o leads, which is inside. entering: (1 - F(o)) (1 - F(w)).
FUNCTION real opalScattering(Opal opal, OpalGrain grain, real3 o, real3 w, real entering, real wavelength_nm, real bandAsked, real spread)
{
    real3 i = intoEnamel(w, opal.index), n = real3(REAL(0.0), REAL(0.0), REAL(1.0));
    real f = REAL(0.0);
    UNROLL for (int k = 0; k < kOpalPlanes; ++k)
        f += opalReflection(opal, grain.spacing_nm, grain.normals[k], o, i, n, wavelength_nm, bandAsked, spread);
    return f * entering / (opal.index * opal.index);
}

// What surface and layers together send back at once of light to or from w: the body's albedoO, albedoI. F: of the surface.
FUNCTION real opalAlbedo(Opal opal, OpalGrain grain, real3 w, real F, real wavelength_nm, real bandAsked)
{
    real3 n = real3(REAL(0.0), REAL(0.0), REAL(1.0));
    return F + (REAL(1.0) - F) * opalSent(opal, grain, intoEnamel(w, opal.index), n, wavelength_nm, bandAsked);
}

// A direction outside from which some layer may send light to o, inside; z under 0 where the surface lets none in. random:
// in [0, 1), which of the layers and where.
FUNCTION real3 opalSampleDirection(Opal opal, OpalGrain grain, real3 o, real which, real2 random)
{
    real3 axis = grain.normals[0];
    UNROLL for (int k = 1; k < kOpalPlanes; ++k)
        axis = which * real(kOpalPlanes) >= real(k) ? grain.normals[k] : axis;
    axis = dot(axis, o) < REAL(0.0) ? -axis : axis;
    real3 any = abs(axis.x) < REAL(0.9) ? real3(REAL(1.0), REAL(0.0), REAL(0.0)) : real3(REAL(0.0), REAL(1.0), REAL(0.0));
    real3 t = normalize(cross(axis, any)), m = opalSampleNormal(random, opal.spread);
    real3 h = t * m.x + cross(axis, t) * m.y + axis * m.z;
    h = dot(h, o) < REAL(0.0) ? -h : h;
    real3 i = REAL(2.0) * dot(o, h) * h - o, w = outOfEnamel(i, opal.index);
    return i.z > REAL(0.0) && w.z > REAL(0.0) ? w : real3(REAL(0.0), REAL(0.0), REAL(-1.0));
}

// Its density per solid angle.
FUNCTION real opalDirectionPdf(Opal opal, OpalGrain grain, real3 o, real3 w)
{
    real3 i = intoEnamel(w, opal.index), h = normalize(o + i);
    real density = REAL(0.0);
    UNROLL for (int k = 0; k < kOpalPlanes; ++k) density += opalNormals(dot(h, grain.normals[k]), opal.spread);
    return density / (REAL(4.0) * real(kOpalPlanes) * max(dot(o, h), REAL(1e-3))) * enamelSqueeze(w.z, i.z, opal.index);
}
#endif
