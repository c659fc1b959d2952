#ifndef VITRINE_SHARED_CRYSTAL_GLSL
#define VITRINE_SHARED_CRYSTAL_GLSL
#include "shared/dialect.glsl"

// Light at the boundary between air and a uniaxial crystal, from Maxwell's equations: the tangential parts of E and H are
// continuous. Born & Wolf, Principles of Optics, 15.3; Lekner 1991, J. Phys.: Condens. Matter 3, 6121.
//
// Wave vectors are in units of that in vacuum. At a plane all waves have the same tangential part, of length kt. In the
// frame (s, w, n), with n out of the crystal, w along the tangential part and s = w x n, every wave vector is (0, kt, q),
// and q may be complex: such waves die out within a wavelength. Complex numbers are (real, imaginary).

// A transparent uniaxial crystal at one wavelength.
struct Crystal
{
    real no2;   // squares of the principal indices
    real ne2;
    real3 axis; // unit
};

// The electric field of a wave in the frame of the boundary, of any amplitude, and its normal wave number.
struct CrystalWave
{
    real2 s;
    real2 w;
    real2 n;
    real2 q;
};

struct CrystalBoundary
{
    real3 s;
    real3 w;
    real3 n;
    real kt;
    real2 air;        // normal wave number outside: real, or +i under total reflection
    CrystalWave o;    // the two waves that leave the boundary into the crystal
    CrystalWave e;
};

// What becomes of a wave at the boundary: shares of its power, and the waves that carry them on. Inner waves without
// power have no meaning.
struct CrystalSplit
{
    real ordinary;
    real extraordinary;
    real outside;
    real3 kOrdinary;
    real3 kExtraordinary;
    real3 fieldOrdinary;      // unit
    real3 fieldExtraordinary; // unit
    real3 kOutside;           // unit
};

FUNCTION real2 complexProduct(real2 a, real2 b) { return real2(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x); }
FUNCTION real2 complexQuotient(real2 a, real2 b)
{
    return real2(a.x * b.x + a.y * b.y, a.y * b.x - a.x * b.y) / (b.x * b.x + b.y * b.y);
}
FUNCTION real productWithConjugate(real2 a, real2 b) { return a.x * b.x + a.y * b.y; } // its real part

// H = k x E in the frame.
FUNCTION real2 magneticAcross(CrystalWave wave, real kt) { return kt * wave.n - complexProduct(wave.q, wave.w); }
FUNCTION real2 magneticAlong(CrystalWave wave) { return complexProduct(wave.q, wave.s); }

// Power that flows along n, of the field's square as unit.
FUNCTION real powerOf(CrystalWave wave, real kt)
{
    return productWithConjugate(wave.s, magneticAlong(wave)) - productWithConjugate(wave.w, magneticAcross(wave, kt));
}

// The frame, and the two waves within that go away from the boundary. k: a wave that meets it.
FUNCTION CrystalBoundary crystalBoundary(Crystal crystal, real3 n, real3 k)
{
    CrystalBoundary b;
    real3 tangential = k - dot(k, n) * n;
    b.kt = sqrt(dot(tangential, tangential));
    real3 any = abs(n.y) < REAL(0.9) ? real3(REAL(0.0), REAL(1.0), REAL(0.0)) : real3(REAL(1.0), REAL(0.0), REAL(0.0));
    b.n = n;
    b.w = normalize(b.kt > REAL(1e-5) ? tangential : cross(any, n));
    b.s = cross(b.w, n);
    real outside2 = REAL(1.0) - b.kt * b.kt;
    b.air = outside2 > REAL(0.0) ? real2(sqrt(outside2), REAL(0.0)) : real2(REAL(0.0), sqrt(-outside2));

    real q2 = crystal.no2 - b.kt * b.kt;
    b.o.q = q2 > REAL(0.0) ? real2(-sqrt(q2), REAL(0.0)) : real2(REAL(0.0), -sqrt(-q2));
    // Along the axis both waves are alike and their fields undetermined: an axis turned by a twentieth of a degree settles them.
    real3 c = real3(dot(crystal.axis, b.s), dot(crystal.axis, b.w), dot(crystal.axis, b.n));
    real along = b.kt * c.z - b.o.q.x * c.y;
    bool undetermined = along * along + crystal.no2 * c.x * c.x < REAL(1e-6) * crystal.no2;
    c = normalize(c + (undetermined ? real3(REAL(1e-3), REAL(0.0), REAL(0.0)) : real3(REAL(0.0), REAL(0.0), REAL(0.0))));
    // Ordinary: E along k x axis.
    b.o.s = real2(b.kt * c.z, REAL(0.0)) - c.y * b.o.q;
    b.o.w = c.x * b.o.q;
    b.o.n = real2(-b.kt * c.x, REAL(0.0));
    // Extraordinary: (k perpendicular)^2 / ne2 + (k along)^2 / no2 = 1, E along no2 axis - (k axis) k.
    real squeeze = REAL(1.0) / crystal.no2 - REAL(1.0) / crystal.ne2;
    real A = REAL(1.0) / crystal.ne2 + squeeze * c.z * c.z, B = squeeze * b.kt * c.y * c.z;
    real D = B * B - A * (b.kt * b.kt / crystal.ne2 + squeeze * b.kt * b.kt * c.y * c.y - REAL(1.0));
    b.e.q = (D > REAL(0.0) ? real2(-B - sqrt(D), REAL(0.0)) : real2(-B, -sqrt(-D))) / A;
    real2 kc = real2(b.kt * c.y, REAL(0.0)) + c.z * b.e.q;
    b.e.s = real2(crystal.no2 * c.x, REAL(0.0));
    b.e.w = real2(crystal.no2 * c.y, REAL(0.0)) - b.kt * kc;
    b.e.n = real2(crystal.no2 * c.z, REAL(0.0)) - complexProduct(kc, b.e.q);
    return b;
}

// How far a field within is from what air can carry away: zero for both where the waves outside go outwards only.
FUNCTION real2 mismatchAcross(CrystalBoundary b, CrystalWave wave)
{
    return magneticAlong(wave) - complexProduct(b.air, wave.s);
}
FUNCTION real2 mismatchAlong(CrystalBoundary b, CrystalWave wave)
{
    return wave.w + complexProduct(b.air, magneticAcross(wave, b.kt));
}

// The amplitudes of the two inner waves that make up for a mismatch.
FUNCTION void answerTo(CrystalBoundary b, real2 across, real2 along, OUT(real2) o, OUT(real2) e)
{
    real2 uo = mismatchAcross(b, b.o), ue = mismatchAcross(b, b.e);
    real2 vo = mismatchAlong(b, b.o), ve = mismatchAlong(b, b.e);
    real2 determinant = complexProduct(uo, ve) - complexProduct(ue, vo);
    o = complexQuotient(complexProduct(ue, along) - complexProduct(across, ve), determinant);
    e = complexQuotient(complexProduct(across, vo) - complexProduct(uo, along), determinant);
}

FUNCTION real3 crystalVector(CrystalBoundary b, real s, real w, real n) { return s * b.s + w * b.w + n * b.n; }

// Power that an inner wave of this amplitude carries away from the boundary.
FUNCTION real powerInward(CrystalWave wave, real2 amplitude, real kt)
{
    return wave.q.y == REAL(0.0) ? max(-powerOf(wave, kt) * dot(amplitude, amplitude), REAL(0.0)) : REAL(0.0);
}

FUNCTION CrystalSplit crystalWaves(CrystalBoundary b)
{
    CrystalSplit split;
    split.ordinary = REAL(0.0);
    split.extraordinary = REAL(0.0);
    split.outside = REAL(0.0);
    split.kOrdinary = crystalVector(b, REAL(0.0), b.kt, b.o.q.x);
    split.kExtraordinary = crystalVector(b, REAL(0.0), b.kt, b.e.q.x);
    split.fieldOrdinary = normalize(crystalVector(b, b.o.s.x, b.o.w.x, b.o.n.x));
    split.fieldExtraordinary = normalize(crystalVector(b, b.e.s.x, b.e.w.x, b.e.n.x));
    split.kOutside = crystalVector(b, REAL(0.0), b.kt, b.air.x);
    return split;
}

// A wave within meets the boundary. n: out of the crystal, unit. k, field: of the wave, which carries power along n.
FUNCTION CrystalSplit leaveCrystal(Crystal crystal, real3 n, real3 k, real3 field)
{
    CrystalBoundary b = crystalBoundary(crystal, n, k);
    CrystalWave wave;
    wave.s = real2(dot(field, b.s), REAL(0.0));
    wave.w = real2(dot(field, b.w), REAL(0.0));
    wave.n = real2(dot(field, b.n), REAL(0.0));
    wave.q = real2(dot(k, n), REAL(0.0));
    real2 o, e;
    answerTo(b, mismatchAcross(b, wave), mismatchAlong(b, wave), o, e);
    CrystalSplit split = crystalWaves(b);
    real arriving = powerOf(wave, b.kt);
    split.ordinary = powerInward(b.o, o, b.kt) / arriving;
    split.extraordinary = powerInward(b.e, e, b.kt) / arriving;
    real2 across = wave.s + complexProduct(o, b.o.s) + complexProduct(e, b.e.s);
    real2 along = magneticAcross(wave, b.kt) + complexProduct(o, magneticAcross(b.o, b.kt)) +
                  complexProduct(e, magneticAcross(b.e, b.kt));
    split.outside = b.air.x * (dot(across, across) + dot(along, along)) / arriving;
    return split;
}

// Unpolarised light from outside along d, unit. `outside` is what is reflected, towards kOutside.
FUNCTION CrystalSplit enterCrystal(Crystal crystal, real3 n, real3 d)
{
    CrystalBoundary b = crystalBoundary(crystal, n, d);
    CrystalSplit split = crystalWaves(b);
    // The s and the p wave, each with half of the power: what they lack is 2 q of their amplitude.
    real2 o, e, lacking = REAL(2.0) * b.air, none = real2(REAL(0.0), REAL(0.0));
    answerTo(b, lacking, none, o, e);
    split.ordinary = powerInward(b.o, o, b.kt);
    split.extraordinary = powerInward(b.e, e, b.kt);
    answerTo(b, none, lacking, o, e);
    real arriving = REAL(2.0) * b.air.x;
    split.ordinary = (split.ordinary + powerInward(b.o, o, b.kt)) / arriving;
    split.extraordinary = (split.extraordinary + powerInward(b.e, e, b.kt)) / arriving;
    split.outside = REAL(1.0) - split.ordinary - split.extraordinary;
    return split;
}

// The index for the extraordinary ray whose wave goes at an angle of this squared cosine to the axis.
FUNCTION real extraordinaryIndex(real ordinary, real extraordinary, real cosineSquared)
{
    return REAL(1.0) / sqrt(cosineSquared / (ordinary * ordinary) + (REAL(1.0) - cosineSquared) / (extraordinary * extraordinary));
}

// The squared cosine of a wave's angle to the axis, in a stone of about this index that is seen along d, unit, through
// its table or against it (+Y its normal): which angle the moving view takes for all of a stone.
FUNCTION real crystalViewedAt(real3 axis, real3 d, real index)
{
    real3 within = real3(d.x, REAL(0.0), d.z) / index;
    real along = sqrt(max(REAL(1.0) - dot(within, within), REAL(0.0)));
    real cosine = dot(axis, within + real3(REAL(0.0), d.y > REAL(0.0) ? along : -along, REAL(0.0)));
    return cosine * cosine;
}

// Where the power of a wave flows: along k for an ordinary wave, else along the normal of its surface of wave vectors.
FUNCTION real3 crystalRay(Crystal crystal, real3 k, bool ordinary)
{
    real along = dot(k, crystal.axis);
    real3 aside = (k - along * crystal.axis) / crystal.ne2 + along / crystal.no2 * crystal.axis;
    return normalize(ordinary ? k : aside);
}

// Napierian absorption of a wave: by the squares of its field's direction cosines.
FUNCTION real crystalAbsorption(Crystal crystal, real ordinary, real extraordinary, real3 field)
{
    real along = dot(field, crystal.axis);
    return mix(ordinary, extraordinary, along * along);
}
#endif
