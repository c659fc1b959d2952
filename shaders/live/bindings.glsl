// What the shaders of the live view see: the still's scene, lights and tables, and what is the live view's own. Its
// wavelengths are constants of the frame rather than a row of a table.
#ifndef VITRINE_LIVE_BINDINGS_GLSL
#define VITRINE_LIVE_BINDINGS_GLSL
#extension GL_EXT_scalar_block_layout : require
#define LIVE
#define WAVES 8
#include "still/bindings.glsl"
#include "shared/crystal.glsl"
#include "shared/live_layout.glsl"
#include "stone/band.glsl"

layout(scalar, set = 0, binding = BINDING_LIVE) uniform LiveBlock { LiveConstants live; };

vec3 laneWeight(int lane) { return live.laneWeight[lane].xyz; }
float laneWavelength(int lane) { return live.laneWeight[lane].w; }
vec3 laneBasis(int lane) { return live.laneBasis[lane].xyz; }
vec3 xyzOf(vec3 rgb) { return live.xyzRed * rgb.x + live.xyzGreen * rgb.y + live.xyzBlue * rgb.z; }
vec4 alloyAt(uint alloy, int lane) { return texelFetch(spectral, int(live.alloyTable + alloy * uint(WAVES)) + lane); }
// Index, mean of the band's absorption in 1/mm or coupling of an opaque body, share let out, spread of the absorption.
vec4 enamelAt(uint enamel, int lane) { return texelFetch(spectral, int(live.enamelTable + enamel * uint(WAVES)) + lane); }
// Index, and mean and spread of the band's absorption, 1/mm: of the ordinary ray, and of the extraordinary one.
vec4 speciesAt(uint species, int lane) { return texelFetch(spectral, int(live.speciesTable + species * uint(2 * WAVES)) + lane); }
// Of an opaque species the first row is as in still/spectral.glsl, its layers counted from the table's beginning.
int firstSpectral() { return 0; }
vec4 extraordinaryAt(uint species, int lane) { return speciesAt(species, lane + WAVES); }

// Zero, but no compiler knows: the sign of a square. Added to a bound that is the same for all, it makes a loop depend on
// the lane. llvmpipe 22.3 otherwise compiles a shader anew in every command buffer for the value that a loop or a branch
// hangs on: 200 ms a frame for the largest.
uint laneZero(vec3 v) { return floatBitsToUint(v.x * v.x) >> 31; }

layout(constant_id = 7) const bool ENAMEL = false;  // whether metals of the piece are enamelled, or may come to be
layout(constant_id = 5) const bool FOREIGN = false; // whether the piece has surfaces of glTF materials, or opaque stones

// What a surface is made of. Of a glTF material its colour stands for the alloy.
struct Finish
{
    bool foreign;
    bool body; // of an opaque stone
    bool enamelled;
    float roughness;
    uint alloy; // of an opaque stone its species
    uint record; // in `dress`
};

Finish finishOf(uint surface)
{
    uint at = frame.surfaceRecords + surface * SURFACE_TEXELS;
    uvec4 head = dressBits(at);
    bool enamelled = ENAMEL && head.x == SURFACE_ENAMEL;
    if (!FOREIGN) return Finish(false, false, enamelled, uintBitsToFloat(head.y), head.z, at);
    bool foreign = head.x == SURFACE_FOREIGN;
    return Finish(foreign, head.x == SURFACE_BODY, enamelled, foreign ? max(dressTexel(at + 2u).y, 0.03) : uintBitsToFloat(head.y), foreign ? 0u : head.z, at);
}

// Of an enamelled metal at normal incidence: of what gets through the surface, a tenth stays with it on either way.
float enamelledReflectance(uint record, float metal, int lane)
{
    uvec4 head = dressBits(record), layer = dressBits(record + ENAMEL_LAYER);
    vec4 row = enamelAt(head.x == SURFACE_ENAMEL ? layer.x : 0u, lane);
    bool opaque = (head.w & ENAMEL_OPAQUE) != 0u;
    float beneath = opaque ? 0.81 * row.y : 0.92 * metal * throughBand(row.yw, 2.0 * uintBitsToFloat(layer.y));
    return 0.04 + beneath;
}

// Reflectance of a surface at normal incidence, at a wavelength.
float normalReflectance(Finish finish, int lane)
{
    float metal = alloyAt(finish.body ? 0u : finish.alloy, lane).w;
    if (ENAMEL) metal = finish.enamelled ? enamelledReflectance(finish.record, metal, lane) : metal;
    if (!FOREIGN) return metal;
    vec4 base = dressTexel(finish.record + 1u), coat = dressTexel(finish.record + 2u);
    // Of what a polished stone's body gets, a tenth stays with the surface on either way.
    metal = finish.body ? 0.05 + 0.81 * speciesAt(finish.alloy, lane).y : metal;
    return finish.foreign ? mix(0.04, dot(base.xyz, laneBasis(lane)), coat.x) : metal;
}

uint speciesOf(uint stone) { return dressBits(frame.stoneSpecies + stone).x; }

// Where a stone is, and what it is cut to.
struct StonePlace
{
    vec3 row0;       // of the rotation stoneFromWorld
    float width;     // mm: the planes are those of a stone 1 mm wide
    vec3 row1;
    float meanChord; // widths
    vec3 centre;     // world
    uint nearTile;   // corner of its square in the near-field map: x | y << 16
    uint firstPlane; // in `shading`
    uint planeCount;
    uint nearSize;   // texels of the square's edge, without the border
    uint inclusions; // texel of their list (stone/inclusion.glsl), 0 without any
};

StonePlace placeOfStone(uint stone)
{
    uint at = stone * LIVE_STONE_TEXELS;
    vec4 a = sceneTexel(at), b = sceneTexel(at + 1u), c = sceneTexel(at + 2u);
    uvec4 d = sceneBits(at + 3u);
    return StonePlace(a.xyz, a.w, b.xyz, b.w, c.xyz, floatBitsToUint(c.w), d.x, d.y, d.z, d.w);
}

vec3 intoStone(StonePlace s, vec3 v) { return vec3(dot(s.row0, v), dot(s.row1, v), dot(cross(s.row0, s.row1), v)); }
vec3 outOfStone(StonePlace s, vec3 v) { return s.row0 * v.x + s.row1 * v.y + cross(s.row0, s.row1) * v.z; }

// The optics of a stone that is seen from `eye`, as engine/render/live_frame.cpp has them for its draw: of its ordinary
// waves, or where `extraordinary` is 1 of those.
LiveStone opticsOfStone(uint stone, StonePlace place, vec3 eye, float extraordinary)
{
    uint species = speciesOf(stone);
    LiveStone s;
    s.axis = uintBitsToFloat(dressBits(frame.stoneSpecies + stone).yzw);
    s.firstPlane = place.firstPlane;
    s.planeCount = place.planeCount;
    s.stoneAndHits = stone;
    vec3 d = normalize(intoStone(place, place.centre - eye));
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 o = speciesAt(species, l), e = extraordinaryAt(species, l);
        s.ior[l] = extraordinaryIndex(o.x, e.x, 1.0 - extraordinary * (1.0 - crystalViewedAt(s.axis, d, o.x)));
        s.absorption[l] = packHalf2x16(o.yz * place.width);
        s.dichroism[l] = packHalf2x16(extraordinary * (e.yz - o.yz) * place.width);
    }
    float o = speciesAt(species, int(live.hero)).x, e = mix(o, extraordinaryAt(species, int(live.hero)).x, extraordinary);
    s.flatness = 1.0 / (e * e);
    s.squeeze = 1.0 / (o * o) - s.flatness;
    return s;
}
#endif
