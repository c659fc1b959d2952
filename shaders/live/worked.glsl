// A metal as its tool has left it, over a pixel: marks that the pixel resolves turn its normal, finer ones widen its lobe
// (the slopes' variance that the pixel averages away goes into GGX's alpha^2 twice, as a Beckmann lobe's: Kaplanyan et al.
// 2016), and a lobe that is wider across the grooves than along them is seen by several mirrors.
#ifndef VITRINE_LIVE_WORKED_GLSL
#define VITRINE_LIVE_WORKED_GLSL
#include "live/ground.glsl"
#include "live/surroundings.glsl"
#include "shared/finish.glsl"
#include "still/hairlines.glsl"

struct Worked
{
    vec3 normal;
    vec3 wide;    // the way in which the lobe is wider, unit
    float alpha;  // GGX, across that way
    float excess; // and what alpha is more in it: the root of the squares' difference
    float recess_mm; // how far below the highest places, on the mean over the pixel
    float left;   // share of the light that patina lets be
};

// record: the surface's, in `dress`. n: of the polished surface, towards the eye. pixel_mm: its width on the surface.
Worked workedAt(uint record, vec3 p, vec3 n, float pixel_mm)
{
    uvec4 head = dressBits(record), grooves = dressBits(record + 1u);
    vec4 marks = dressTexel(record + 2u), moments = dressTexel(record + 3u);
    int kind = int(head.w & WORKED_RELIEF_MASK);
    Relief relief = Relief(max(marks.x, 1e-3), marks.y, max(marks.z, 1.0));
    float step_mm = max(pixel_mm, kFineStep * relief.scale_mm);
    vec3 along = toolDirection(p, n), across = cross(n, along);
    vec3 slope = reliefSlope(kind, p - 0.5 * step_mm * (along + across), n, relief, step_mm);

    float steep = relief.depth_mm / relief.scale_mm;
    vec2 kept = vec2(keptSlope(moments.x, moments.z, step_mm, relief.scale_mm),
                     keptSlope(moments.y, moments.z, step_mm, relief.scale_mm));
    vec2 alpha = uintBitsToFloat(grooves.xy);
    vec2 squares = alpha * alpha + 2.0 * steep * steep * moments.xy * (1.0 - kept);

    Worked w;
    w.normal = normalize(n - relief.depth_mm * (slope.x * along + slope.y * across));
    w.wide = squares.y > squares.x ? across : along;
    w.alpha = min(sqrt(min(squares.x, squares.y)), 1.0);
    w.excess = sqrt(abs(squares.x - squares.y));
    w.recess_mm = relief.depth_mm * (1.0 - slope.z);
    w.left = 1.0 - marks.w * mix(moments.w, patinaAt(slope.z), kept.y);
    return w;
}

// A direction that a slope has turned into the surface goes along it.
vec3 outOf(vec3 n, vec3 d) { return normalize(d + n * max(0.02 - dot(n, d), 0.0)); }

// What one mirror sees of the surroundings and the ground. each: half-width of its lobe.
vec3 seenByMirror(vec3 m, vec3 polished, vec3 o, vec3 d, float each)
{
    vec3 r = outOf(polished, reflect(d, m));
    float toGround = (frame.groundHeight - o.y) / min(r.y, -1e-4);
    bool ground = frame.groundOn != 0u && r.y < 0.0;
    vec3 open = softRadiance(o, r, each), below = groundRadiance(o + toGround * r, r);
    return ground ? below : open;
}

// What is seen by mirrors whose slopes are the quantiles of GGX's along one axis: of density (1 + s^2)^(-3/2) / 2.
vec3 groovedRadiance(Worked w, vec3 polished, vec3 o, vec3 d, float spread)
{
    uint mirrors = (w.excess > 0.02 ? 7u : 1u) + laneZero(d);
    float apart = 2.0 * w.excess / float(mirrors);
    float each = max(sqrt(spread * spread + apart * apart), live.lightSpread);
    vec3 sum = vec3(0.0);
    for (uint i = 0u; i < mirrors; ++i) {
        float u = (2.0 * float(i) + 1.0) / float(mirrors) - 1.0;
        vec3 m = normalize(w.normal + w.wide * (w.excess * u * inversesqrt(1.0 - u * u)));
        sum += seenByMirror(m, polished, o, d, each);
    }
    return sum / float(mirrors);
}

const uint HAIRLINE_MIRRORS = 6u;

// With what hairlines show in their share of the pixel: the scratch that takes most of it by mirrors at even slopes; many
// of any direction, whose slopes are half of them within half the steepest, by one lobe as wide as that.
vec3 withHairlines(uint record, vec3 smooth_, vec3 n, vec3 polished, vec3 p, vec3 o, vec3 d, float spread, float pixel_mm)
{
    bool any = (dressBits(record).w & HAIRLINES) != 0u;
    Hairlines lines = hairlinesOf(record);
    int count = any ? kHairlineLattices * kHairlinesOfCell : 0;
    HairlineSpot spot = hairlinesWithin(p, polished, pixel_mm, lines, count);
    uint mirrors = any ? HAIRLINE_MIRRORS : 0u;
    float apart = 2.0 * lines.slope / float(HAIRLINE_MIRRORS);
    float each = max(sqrt(spread * spread + apart * apart), live.lightSpread);
    vec3 single = vec3(0.0);
    for (uint i = 0u; i < mirrors; ++i) {
        float at = (2.0 * float(i) + 1.0) / float(HAIRLINE_MIRRORS) - 1.0;
        single += seenByMirror(normalize(n - spot.across * (lines.slope * at)), polished, o, d, each) / float(HAIRLINE_MIRRORS);
    }
    vec3 many = seenByMirror(n, polished, o, d, sqrt(spread * spread + lines.slope * lines.slope));
    return any ? mix(smooth_, mix(single, many, spot.far), spot.share) : smooth_;
}
#endif
