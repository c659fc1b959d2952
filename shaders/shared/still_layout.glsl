// The layouts that the still's kernels and engine/render agree on. Scalar block layout; read by GLSL and by C++
// (as shared32). tests/gpu reads every member of StillFrame back from a shader.
#ifndef VITRINE_SHARED_STILL_LAYOUT_GLSL
#define VITRINE_SHARED_STILL_LAYOUT_GLSL
#include "shared/dialect.glsl"

// Bindings of the one descriptor set that every kernel of the still is given.
#define BINDING_FRAME 0
#define BINDING_PATHS 1
#define BINDING_QUEUES 2
#define BINDING_FILM 3
#define BINDING_ARGUMENTS 4
#define BINDING_NODES 5
#define BINDING_SHADING 6
#define BINDING_SCENE 7
#define BINDING_SPECTRAL 8
#define BINDING_ENVIRONMENT 9
#define BINDING_ALIAS 10
#define BINDING_TABLES 11
#define BINDING_ATTRIBUTES 12
#define BINDING_TEXTURES 13 // three: 13, 14, 15, by size class
#define BINDING_DRESS 16

// A path's state: vec4 arrays, one region after the other, each 2 x pathCapacity long.
#define PATH_ORIGIN 0     // xyz mm; w: bits of flags
#define PATH_DIRECTION 1  // xyz unit; w: bits of the index of refraction's medium (surface + 1), 0 for air
#define PATH_RADIANCE 2   // XYZ gathered; w: coverage
#define PATH_PENDING 3    // XYZ that counts if the ray escapes
#define PATH_HIT 4        // t; bits: primitive, barycentric pair, instance
#define PATH_THROUGHPUT 5 // WAVES lanes in groups of four

// Flags of a path.
#define FLAG_SKIP_MASK 0x00000fffu  // stone just left + 1
#define FLAG_FACET_SHIFT 12u        // facet just left, 10 bits
#define FLAG_FACET_MASK 0x3ffu
#define FLAG_CAMERA 0x00400000u     // the ray comes straight from the eye
#define FLAG_REENTER 0x00800000u    // bounced off metal in contact: the hit is already known
#define FLAG_FIRST 0x01000000u      // no stone has split this path yet
#define FLAG_DIFFUSE 0x02000000u    // has left the ground or the body of an opaque stone: what lies ahead is seen by a caustic
#define FLAG_BOUNCE_SHIFT 26u

// The film, per pixel: sums of XYZ and coverage; sum of Y squared, number of samples, sum of what the
// ground loses to the piece; then, where instruments are on, what the last sample met in two texels (still_stone.comp),
// and the sums of the squares of linear Rec.709.
#define FILM_TEXELS 2u
#define FILM_TEXELS_INSTRUMENTED 5u
#define FILM_SQUARES 4u

// Linear Rec.709 from XYZ (IEC 61966-2-1), as shader and CPU use it for the variance of colours.
#define REC709_RED 3.2404542, -1.5371385, -0.4985314
#define REC709_GREEN -0.9692660, 1.8760108, 0.0415560
#define REC709_BLUE 0.0556434, -0.2040259, 1.0572252

// Queues: counters first, then QUEUE_COUNT lists of 2 x pathCapacity slots.
#define QUEUE_RAYS 0  // and 1: by parity
#define QUEUE_STONE 2
#define QUEUE_METAL 3
#define QUEUE_GROUND 4
#define QUEUE_FOREIGN 5
#define QUEUE_CRYSTAL 6 // doubly refracting stones
#define QUEUE_BODY 7 // opaque stones
#define QUEUE_ENAMEL 8
#define QUEUE_DOME 9 // cabochons that light goes through
#define QUEUE_CRYSTAL_DOME 10 // those that refract it doubly
#define QUEUE_COUNT 11
#define COUNTER_RAYS 12       // 64-bit totals as pairs, low word first
#define COUNTER_STONE_PATHS 14
#define COUNTER_STONE_HITS 16
#define COUNTER_NONFINITE 18
#define COUNTER_CAPPED 19     // stone paths that reached the hit limit
#define COUNTER_HITS 20       // facets met in the slice that is running
#define COUNTER_END 24

// References in the BVH: an inner record, or a leaf of one or two.
#define REFERENCE_LEAF 0x80000000u
#define REFERENCE_PAIR 0x40000000u
#define REFERENCE_INDEX 0x3fffffffu
#define EMPTY_REFERENCE 0xffffffffu
#define NODE_TEXELS 4

// Records in the texel buffer `scene`, in texels.
#define INSTANCE_TEXELS 4 // rows of meshFromWorld; then bits: root, surface, first triangle of the mesh, kind (0 mesh, 1 stone)
#define STONE_TEXELS 5    // rows of stoneFromWorld; centre and mean chord; bits: planes, count, neighbours, inclusions. Of a cabochon
                          // the count is 0, and at `planes` are the two texels of stone/dome.glsl; without inclusions theirs is 0

// Records in the texel buffer `dress`: what changes while the geometry stays. One texel a stone, bits: species, and
// its optic axis in the stone's frame, zero where it refracts singly; one a stone of what it emits (stone/glow.glsl); then
// surfaces and lights.
#define SURFACE_TEXELS 13 // by its kind; see below
#define LIGHT_TEXELS 4

#define INSTANCE_STONE 0x80000000u // in a hit's instance: the hit is a stone's facet
#define HIT_GROUND 0x7ffffffeu
#define HIT_NONE 0x7fffffffu

// First texel of a surface, bits: kind; then for a metal roughness, alloy and how it is worked, for a foreign one FOREIGN_*
// flags, alpha cutoff and scale of the normal texture.
#define SURFACE_METAL 0
#define SURFACE_FOREIGN 1
#define SURFACE_BODY 2 // an opaque stone: then roughness, species and BODY_PLAYS
#define BODY_PLAYS 0x1u // texel 1: least and greatest diameter of spheres in nm, edge of a grain in mm, strength; 2: spread, band
#define BODY_TEXELS 3
#define SURFACE_ENAMEL 3 // as a metal, and what lies over it

// A worked metal: WORKED | RELIEF_* in its first texel (0 for a plain one, which roughness alone describes); GGX alpha
// along and across the tool's way, first texel of their albedo in `tables`, 0 where both are the same; width, depth and
// stretch of the marks, patina; of the marks 1 mm wide and 1 mm deep the mean squares of the slope along and across, the
// variance of the height, and the mean of patinaAt.
#define METAL_TEXELS 10
#define WORKED 0x100u
#define WORKED_RELIEF_MASK 0xffu

// Where the first texel has HAIRLINES, their width and slope, the edge of their cells, and bits: seed | chance << 16.
#define HAIRLINES 0x400u
#define HAIRLINE_RECORD 9u

// An enamelled metal: ENAMEL_OPAQUE in its first texel; then at ENAMEL_LAYER the enamel's row, its depth in mm, roughness
// and what a clear one traps (enamel::Escape), and at ENAMEL_ESCAPE its shares by angle, four a texel.
#define ENAMEL_OPAQUE 0x200u
#define ENAMEL_LAYER 4u
#define ENAMEL_ESCAPE 5u

// A foreign surface: texels 1 to 5 hold base colour and alpha; metallic, roughness, index of refraction, Cauchy's
// B in nm^2; specular colour, specular; emission, transmission; colour that is left after an attenuation distance, that
// distance in mm (0 for none). Then FOREIGN_TEXTURE_COUNT of its textures, bits: TEXTURE_*, width | height << 16, role.
#define FOREIGN_ATTENUATION 5u
#define FOREIGN_TEXTURES 6u
#define FOREIGN_DOUBLE_SIDED 0x1u
#define FOREIGN_UNLIT 0x2u
#define FOREIGN_MASK 0x4u
#define FOREIGN_BLEND 0x8u
#define FOREIGN_VOLUME 0x10u // transmits and is not thin: what is inside has an index
#define FOREIGN_COUNT_SHIFT 8u // of its textures
#define TEXTURE_LAYER_MASK 0xffffu
#define TEXTURE_CLASS_SHIFT 16u // 2 bits: which of the three arrays
#define TEXTURE_WRAP_U_SHIFT 18u // 2 bits: WRAP_*
#define TEXTURE_WRAP_V_SHIFT 20u
#define TEXTURE_NEAREST 0x00400000u
#define TEXTURE_SRGB 0x00800000u
#define WRAP_REPEAT 0u
#define WRAP_CLAMP 1u
#define WRAP_MIRROR 2u
#define ROLE_BASE_COLOR 0u
#define ROLE_METALLIC_ROUGHNESS 1u
#define ROLE_NORMAL 2u
#define ROLE_EMISSIVE 3u
#define ROLE_SPECULAR 4u
#define ROLE_SPECULAR_COLOR 5u
#define ROLE_TRANSMISSION 6u

// A triangle in `shading`: packed normals of its corners; texel of its first corner in `attributes` + 1, 0 without.
// A corner in `attributes`: texture coordinates; packed tangent, whose lowest bit is set where the bitangent is turned
// over; colour, square roots in 8 bits.

#define BACKGROUND_NOTHING 0u
#define BACKGROUND_ENVIRONMENT 1u

// Constant over one still.
struct StillFrame
{
    real3 eye;              // mm; the centre of the image plane's rays when orthographic
    real lensRadius;        // mm
    real3 right;            // world vectors that span the picture at unit distance (perspective), or in mm (orthographic)
    real focusDistance;     // mm
    real3 up;
    uint orthographic;
    real3 forward;          // unit
    real filterRadius;      // pixels
    uint width;
    uint height;
    uint seed;
    uint pathCapacity;      // slots of one branch; the second branch of slot i is i + pathCapacity
    uint bounceLimit;
    uint hitLimit;          // inside a stone
    uint stoneCount;
    uint topLevelRoot;      // reference of the root of the BVH over instances, EMPTY_REFERENCE without any
    uint instanceRecords;   // offsets into the texel buffer `scene`
    uint stoneRecords;
    uint surfaceRecords;    // offsets into the texel buffer `dress`
    uint lightRecords;
    uint lightCount;
    uint environmentSize;   // edge of the octahedral map in texels
    uint aliasSize;         // edge of the grid that the environment is sampled on
    uint groundTableSize;   // edge of the table of the ground's unoccluded irradiance
    uint groundOn;
    uint background;        // BACKGROUND_*: what a camera ray that escapes adds
    real groundHeight;      // y, mm
    real groundExtent;      // mm from the centre at which the table ends
    real3 groundAlbedo;     // linear Rec.709
    real environmentShare;  // probability that a light sample is drawn from the environment, not from the lights
    real3 domeZenith;       // the gradient dome, linear Rec.709 relative to D65
    real environmentScale;
    real3 domeHorizon;
    real environmentSine;   // of the rotation about +Y
    real3 domeNadir;
    real environmentCosine;
    real3 tailRadiance;     // mean radiance of what a stone can see, linear Rec.709 relative to D65
    uint spectralStride;    // texels of one sample's spectral table
    uint alloyTable;        // offsets in a sample's spectral table
    uint enamelTable;
    uint speciesTable;
    uint albedoSize;        // edge of the table of GGX's directional albedo
    uint filmStride;        // texels of a pixel: FILM_TEXELS, or FILM_TEXELS_INSTRUMENTED
    uint stoneSpecies;      // offset in `dress` of the first stone's species
    real groundGloss;       // GGX alpha of the ground's coat, 0 for none
    real groundSine;        // of the lights' turn about +Y since the ground's table was made
    real groundCosine;
};

// Changes with every slice of pixels.
struct StillSlice
{
    uint firstPixel;
    uint pixelCount;
    uint sampleIndex;
    uint spectralOffset;    // texel of this sample's table
    uint parity;            // which of the two ray queues is read
    uint stage;             // what the prepare kernel prepares
};
#endif
