// The common subset of GLSL and C++ in which shaders/shared is written, so that optics exist once.
//   real, real2, real3, real4   float in GLSL; float and double in C++ (shared/cpp.h includes every file twice)
//   REAL(0.1)                   a constant of that type, never a bare 0.1
//   OUT(real3) x                an output parameter
//   FUNCTION                    leads every function definition
//   UNROLL                      leads a loop over an array
// No swizzle assignment, no swizzles longer than one letter, no overloads that differ in precision, no `in`/`out`.
// min, max, clamp, mix, abs, sqrt, dot, cross, normalize, reflect, exp, log, pow, sin, cos, atan, floor are the same in both.
#ifndef VITRINE_DIALECT_GLSL
#define VITRINE_DIALECT_GLSL
#define real float
#define real2 vec2
#define real3 vec3
#define real4 vec4
#define REAL(x) x
#define OUT(type) out type
#define FUNCTION
#define UNROLL [[unroll]]
#endif
