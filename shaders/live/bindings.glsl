// What the shaders of the live view see: the still's scene, lights and tables, and what is the live view's own. Its
// wavelengths are constants of the frame rather than a row of a table.
#ifndef VITRINE_LIVE_BINDINGS_GLSL
#define VITRINE_LIVE_BINDINGS_GLSL
#extension GL_EXT_scalar_block_layout : require
#define LIVE
#define WAVES 8
#include "still/bindings.glsl"
#include "shared/live_layout.glsl"

layout(scalar, set = 0, binding = BINDING_LIVE) uniform LiveBlock { LiveConstants live; };

vec3 laneWeight(int lane) { return live.laneWeight[lane].xyz; }
vec3 laneBasis(int lane) { return live.laneBasis[lane].xyz; }
vec3 xyzOf(vec3 rgb) { return live.xyzRed * rgb.x + live.xyzGreen * rgb.y + live.xyzBlue * rgb.z; }
vec4 alloyAt(uint alloy, int lane) { return texelFetch(spectral, int(live.alloyTable + alloy * uint(WAVES)) + lane); }
vec4 speciesAt(uint species, int lane) { return texelFetch(spectral, int(live.speciesTable + species * uint(WAVES)) + lane); }

// What a surface is made of: kind, roughness (bits), alloy.
uvec4 dressingOf(uint surface) { return dressBits(frame.surfaceRecords + surface * SURFACE_TEXELS); }
uint speciesOf(uint stone) { return dressBits(frame.stoneSpecies + stone).x; }

// The record of a stone, with its species' values at every wavelength.
LiveStone loadLiveStone(uint stone)
{
    uint at = stone * LIVE_STONE_TEXELS;
    vec4 a = sceneTexel(at), b = sceneTexel(at + 1u), c = sceneTexel(at + 2u);
    uvec4 d = sceneBits(at + 3u);
    LiveStone s;
    s.row0 = a.xyz;
    s.width = a.w;
    s.row1 = b.xyz;
    s.meanChord = b.w;
    s.centre = c.xyz;
    s.nearTile = floatBitsToUint(c.w);
    s.firstPlane = d.x;
    s.planeCount = d.y;
    s.nearSize = d.z;
    s.stoneAndHits = stone;
    uint species = speciesOf(stone);
    [[unroll]] for (int l = 0; l < WAVES; ++l) {
        vec4 values = speciesAt(species, l);
        s.ior[l] = values.x;
        s.absorption[l] = values.y * s.width;
    }
    return s;
}

vec3 intoStone(LiveStone s, vec3 v) { return vec3(dot(s.row0, v), dot(s.row1, v), dot(cross(s.row0, s.row1), v)); }
vec3 outOfStone(LiveStone s, vec3 v) { return s.row0 * v.x + s.row1 * v.y + cross(s.row0, s.row1) * v.z; }
#endif
