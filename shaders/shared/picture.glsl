#ifndef VITRINE_SHARED_PICTURE_GLSL
#define VITRINE_SHARED_PICTURE_GLSL
#include "shared/dialect.glsl"
#endif
