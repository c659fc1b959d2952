// Which plane of a convex stone a ray inside it reaches first.
//
// BAKED: the planes of one cut are specialisation constants and the search is unrolled, which on a CPU makes it three to
// four times as fast as reading them, and on a GPU turns them into immediates. The nearest is kept as one integer: the
// distance with the facet's number in its last bits. Near ties on an edge may go to the wrong one of two facets that
// meet there; the distance is then computed afresh from the plane that won. A cut of more than 128 facets, or one whose
// constants have not been compiled, is searched in a loop.
#ifndef VITRINE_LIVE_PLANES_GLSL
#define VITRINE_LIVE_PLANES_GLSL
#include "live/bindings.glsl"
#include "stone/dome.glsl"

vec4 planeOf(uint first, uint facet) { return uintBitsToFloat(texelFetch(shading, int(first + facet))); }

#ifdef BAKED
#define EACH_PLANE(M) \
    M(0) M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11) M(12) M(13) M(14) M(15) \
    M(16) M(17) M(18) M(19) M(20) M(21) M(22) M(23) M(24) M(25) M(26) M(27) M(28) M(29) M(30) M(31) \
    M(32) M(33) M(34) M(35) M(36) M(37) M(38) M(39) M(40) M(41) M(42) M(43) M(44) M(45) M(46) M(47) \
    M(48) M(49) M(50) M(51) M(52) M(53) M(54) M(55) M(56) M(57) M(58) M(59) M(60) M(61) M(62) M(63) \
    M(64) M(65) M(66) M(67) M(68) M(69) M(70) M(71) M(72) M(73) M(74) M(75) M(76) M(77) M(78) M(79) \
    M(80) M(81) M(82) M(83) M(84) M(85) M(86) M(87) M(88) M(89) M(90) M(91) M(92) M(93) M(94) M(95) \
    M(96) M(97) M(98) M(99) M(100) M(101) M(102) M(103) M(104) M(105) M(106) M(107) M(108) M(109) M(110) M(111) \
    M(112) M(113) M(114) M(115) M(116) M(117) M(118) M(119) M(120) M(121) M(122) M(123) M(124) M(125) M(126) M(127)

layout(constant_id = 10) const int PLANE_COUNT = 0;
#define DECLARE(i) \
    layout(constant_id = 16 + 4 * i) const float X##i = 0.0; \
    layout(constant_id = 17 + 4 * i) const float Y##i = 0.0; \
    layout(constant_id = 18 + 4 * i) const float Z##i = 0.0; \
    layout(constant_id = 19 + 4 * i) const float W##i = 0.0;
EACH_PLANE(DECLARE)

#define CONSIDER(i) \
    if (i < PLANE_COUNT) { \
        float towards = X##i * direction.x + Y##i * direction.y + Z##i * direction.z; \
        float room = W##i - (X##i * x.x + Y##i * x.y + Z##i * x.z); \
        uint key = (floatBitsToUint(max(room, 0.0) / towards) & ~127u) | uint(i); \
        nearest = towards > 1e-6 ? min(nearest, key) : nearest; \
    }

uint nextFacet(vec3 x, vec3 direction, uint first, uint count)
{
    uint nearest = 0x7f800000u;
    EACH_PLANE(CONSIDER)
    return min(nearest & 127u, uint(PLANE_COUNT - 1));
}
#else
uint nextFacet(vec3 x, vec3 direction, uint first, uint count)
{
    float nearest = 1e30;
    uint best = 0u;
    uint i = 0u;
    do {
        vec4 plane = planeOf(first, i);
        float towards = dot(plane.xyz, direction);
        float t = max(plane.w - dot(plane.xyz, x), 0.0) / towards;
        bool nearer = towards > 1e-6 && t < nearest;
        nearest = nearer ? t : nearest;
        best = nearer ? i : best;
    } while (++i < count);
    return best;
}
#endif
#endif
