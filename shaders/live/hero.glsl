// The wave that leads through a stone: an ordinary or an extraordinary one that stays what it is. Its wave vector is in
// units of that in vacuum. Tangential parts are kept at every facet; the rest follows from the surface of wave vectors,
// |k|^2 / ne^2 + (k axis)^2 (1 / no^2 - 1 / ne^2) = 1, a sphere where the stone refracts singly.
#ifndef VITRINE_LIVE_HERO_GLSL
#define VITRINE_LIVE_HERO_GLSL

struct Hero
{
    vec3 k;
    vec3 axis;    // times the root of 1 / no^2 - 1 / ne^2 as far as that is positive, or of the opposite
    float squeeze;
    float flat_;   // 1 / ne^2
};

// The wave with this tangential part that goes from the facet with outward normal n into the stone.
vec3 inwardWave(Hero hero, vec3 tangential, vec3 n)
{
    float along = dot(hero.axis, n), other = dot(hero.axis, tangential);
    float A = hero.flat_ + hero.squeeze * along * along, B = hero.squeeze * along * other;
    float C = hero.flat_ * dot(tangential, tangential) + hero.squeeze * other * other - 1.0;
    return tangential - (B + sqrt(max(B * B - A * C, 0.0))) / A * n;
}

// Where its power flows.
vec3 rayOf(Hero hero) { return normalize(hero.flat_ * hero.k + hero.squeeze * dot(hero.axis, hero.k) * hero.axis); }
#endif
