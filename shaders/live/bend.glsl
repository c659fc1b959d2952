#ifndef VITRINE_LIVE_BEND_GLSL
#define VITRINE_LIVE_BEND_GLSL

// Radians by which the bend of a surface may widen what it mirrors, as the half-width of a lobe.
const float MOST_BEND = 0.25;
#endif
