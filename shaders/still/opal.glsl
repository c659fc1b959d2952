// The play of colour of an opaque stone, read from its surface's record.
#ifndef VITRINE_STILL_OPAL_GLSL
#define VITRINE_STILL_OPAL_GLSL
#include "shared/opal.glsl"
#include "still/bindings.glsl"

layout(constant_id = 8) const bool OPAL = false; // whether some opaque stone of the piece plays, or may come to

// An opal at a place, seen from there: all in the frame of its surface, whose normal is Z.
struct Play
{
    bool any;
    Opal opal;
    OpalGrain grain;
    vec3 wo; // outside
    vec3 o;  // and inside
};

// wo: towards the eye, outside, in the frame t, b, n. Of a surface that does not play something that may be read.
Play playAt(uint record, uint surface, vec3 position, vec3 t, vec3 b, vec3 n, vec3 wo, float index)
{
    vec4 grains = dressTexel(record + 1u), layers = dressTexel(record + 2u);
    Play play;
    play.any = (dressBits(record).w & BODY_PLAYS) != 0u;
    play.opal = Opal(index, grains.x, grains.y, max(grains.z, 0.05), grains.w, max(layers.x, 0.01), max(layers.y, 0.005),
                     latticeHash(int(surface), 17, 5));
    play.grain = opalGrainAt(position, play.opal);
    [[unroll]] for (int k = 0; k < kOpalPlanes; ++k) {
        vec3 m = play.grain.normals[k];
        play.grain.normals[k] = vec3(dot(m, t), dot(m, b), dot(m, n));
    }
    play.wo = wo;
    play.o = intoEnamel(wo, index);
    return play;
}
#endif
