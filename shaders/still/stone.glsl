// A stone as the still's kernels see it, and the walk of a path's hero through its inside.
#ifndef VITRINE_STILL_STONE_GLSL
#define VITRINE_STILL_STONE_GLSL
#include "still/path.glsl"
#include "stone/dome.glsl"

// What a wavelength that is totally reflected keeps where the others leave: no light, but it is still one of the C that
// share the sequence. Were it not counted, the others would be given its share as well.
const float KEPT_IN = 1e-20;

struct StoneRecord
{
    vec4 row0, row1, row2; // stoneFromWorld
    uint planes;           // texel of the first plane, or of a cabochon's surfaces
    uint planeCount;       // 0: a cabochon
    uint neighbours;       // texel of the first facet's (offset, count) of neighbouring planes
    uint inclusions;       // texel of their list (stone/inclusion.glsl), 0 without any
    uint species;
    float meanChord;
};

StoneRecord loadStone(uint stone)
{
    uint at = frame.stoneRecords + stone * STONE_TEXELS;
    uvec4 range = sceneBits(at + 4u);
    return StoneRecord(sceneTexel(at), sceneTexel(at + 1u), sceneTexel(at + 2u), range.x, range.y, range.z, range.w,
                       dressBits(frame.stoneSpecies + stone).x, sceneTexel(at + 3u).w);
}

Dome domeAt(uint planes) { return domeOf(sceneTexel(planes), sceneTexel(planes + 1u)); }

// Zero for a stone that refracts singly.
vec3 opticAxisOf(uint stone) { return uintBitsToFloat(dressBits(frame.stoneSpecies + stone).yzw); }

vec3 pointIntoStone(StoneRecord s, vec3 p)
{
    return vec3(dot(s.row0.xyz, p) + s.row0.w, dot(s.row1.xyz, p) + s.row1.w, dot(s.row2.xyz, p) + s.row2.w);
}
vec3 vectorIntoStone(StoneRecord s, vec3 v) { return vec3(dot(s.row0.xyz, v), dot(s.row1.xyz, v), dot(s.row2.xyz, v)); }
vec3 vectorIntoWorld(StoneRecord s, vec3 v) { return s.row0.xyz * v.x + s.row1.xyz * v.y + s.row2.xyz * v.z; }
vec3 pointIntoWorld(StoneRecord s, vec3 p) { return vectorIntoWorld(s, p - vec3(s.row0.w, s.row1.w, s.row2.w)); }

// The hero's walk inside. Wavelengths that have left its sequence have zero energy.
//
// The loop of a walk is tested at its top, so that what is read behind it is the loop's own state. llvmpipe 22.3 goes on
// computing the body for lanes that have left a loop as long as another is in it; a value that is made in the body of a
// loop tested at its end, and is no state of it, then reads as made of another facet's. (Loops whose results are states,
// as in nextFacet, are tested at their end: there llvmpipe is several times faster.)
struct Walk
{
    vec3 x;              // where the hero is
    uint facet;          // which it is on
    vec4 plane;          // of that facet
    uint hits;
    uint sequence;       // hash of the facets
};

uint nextFacet(StoneRecord stone, Walk walk, vec3 direction, out float distance)
{
    uint best = 0u;
    distance = 1e30;
    uint i = 0u;
    do {
        vec4 plane = sceneTexel(stone.planes + i);
        float towards = dot(plane.xyz, direction);
        float t = max((plane.w - dot(plane.xyz, walk.x)) / towards, 0.0);
        bool nearer = towards > 0.0 && t < distance && i != walk.facet;
        distance = nearer ? t : distance;
        best = nearer ? i : best;
    } while (++i < stone.planeCount);
    return best;
}

void noteInstruments(uint slot, uint stone, uint facet, Walk walk, float shared_, float residue)
{
    uint at = frame.filmStride * pixelOf(slot) + FILM_TEXELS;
    film[at] = vec4(float(stone + 1u), float(facet), float(walk.sequence >> 8), float(walk.hits));
    film[at + 1u] = vec4(residue, 1.0 - shared_, 0.0, 0.0);
}
#endif
