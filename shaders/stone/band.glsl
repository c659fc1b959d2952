// The absorption of a band of wavelengths (engine/render/band_absorption.h): x its mean, y its spread, per unit of `path`.
#ifndef VITRINE_STONE_BAND_GLSL
#define VITRINE_STONE_BAND_GLSL
float bandDepth(vec2 band, float path) { return 2.0 * band.x * path / (1.0 + sqrt(1.0 + 2.0 * band.y * path)); }
float throughBand(vec2 band, float path) { return exp(-bandDepth(band, path)); }
#endif
