// Everything that C++ shares with the shaders; shaders include the single files they need.
#ifndef VITRINE_SHARED_ALL_GLSL
#define VITRINE_SHARED_ALL_GLSL
#include "shared/body.glsl"
#include "shared/crystal.glsl"
#include "shared/enamel.glsl"
#include "shared/finish.glsl"
#include "shared/fresnel.glsl"
#include "shared/ggx.glsl"
#include "shared/hairline.glsl"
#include "shared/inclusion.glsl"
#include "shared/light.glsl"
#include "shared/mixture.glsl"
#include "shared/opal.glsl"
#include "shared/glow.glsl"
#include "shared/picture.glsl"
#include "shared/sampling.glsl"
#endif
