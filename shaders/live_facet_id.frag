// Which facet of which stone the eye sees; live_stone.frag lights it.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/bindings.glsl"
layout(location = 0) flat in uint facet;
layout(location = 0) out uvec2 identity;
layout(scalar, push_constant) uniform StoneBlock { LiveStone stone; };

void main() { identity = uvec2(IDENTITY_STONE | (stone.stoneAndHits & STONE_MASK), facet); }
