// What the live view's shaders and engine/render/live_*.cpp agree on. Scalar block layout; read by GLSL and by C++ (as
// shared32, by shared/live_layout_cpp.h). The still's StillFrame, dress, spectral and tables keep their bindings and meaning;
// `nodes` is a tree over the whole piece, `shading` the planes of its cuts and `scene` the records of its stones.
#ifndef VITRINE_LIVE_LAYOUT_GLSL
#define VITRINE_LIVE_LAYOUT_GLSL
#include "shared/dialect.glsl"

#define BINDING_LIVE 20           // uniform buffer: LiveConstants
#define BINDING_NEAR 21           // sampled image, an array: NEAR_LAYERS
#define BINDING_NEAR_STORE 22     // the same image, written
#define BINDING_NEAR_GEOMETRY 23  // storage buffer: NEAR_WORDS uvec4 a texel
#define BINDING_GROUND 24         // sampled image: what the piece lets through to the ground
#define BINDING_GROUND_STORE 25   // the same image, written
#define BINDING_GROUND_BITS 26    // storage buffer: which cells of the sky the ground sees, then which it sees through stones
#define BINDING_GROUND_LIGHT 27   // storage buffer: that share before it is smoothed, then the light of the cells and what stones let through
#define BINDING_GROUND_FAR 28     // sampled image: irradiance of the ground without the piece
#define BINDING_NEAR_LIGHT 29     // storage buffer: the near-field map's radiance before it is smoothed, NEAR_LAYERS floats a texel

// Of set 1, the picture's.
#define BINDING_LIGHT 0           // sampled image: XYZ of the traced picture
#define BINDING_LIGHT_STORE 1     // the same image, written
#define BINDING_IDENTITY 2        // sampled image: what each pixel shows; normal of a metal, hash of a stone's facets
#define BINDING_DEPTH 3           // sampled image
#define BINDING_LISTS 4           // storage buffer: lists of pixels
#define BINDING_ARGUMENTS_LIVE 5  // storage buffer: of vkCmdDispatchIndirect
#define BINDING_PAST 6            // sampled image: code values of the last picture of the piece before
#define BINDING_TONE 7            // uniform buffer: PictureTransform
#define BINDING_SUMS 8            // storage buffer: of the samples of pixels on edges
#define BINDING_GATHERED 9        // sampled image: sum and weight of what has been gathered at rest
#define BINDING_GATHERED_STORE 10 // the same image, written
#define BINDING_BLOOM 11          // sampled image: the light that the camera spreads

// Of set 2, the resting view's.
#define BINDING_FILM_REST 0 // storage buffer: the still's film

// Lists of pixels. The edge pass begins when metals are done with theirs, and takes their room.
#define LIST_METAL 0u
#define LIST_WORKED 1u // metals that tools have left their marks on
#define LIST_EDGE 2u
#define LIST_STONE_EDGE 0u // those of LIST_EDGE, by their place in it, that may show a stone: EDGE_OF_STONE marks them there
#define LIST_METAL_EDGE 1u // those of LIST_EDGE, by their place in it, that show polished metal, or no stone
#define LIST_COUNT 3u
#define EDGE_OF_METAL 0x80000000u // polished metal; above the pixel's y
#define EDGE_OF_STONE 0x00008000u // above its x
#define METAL_EDGE_SAMPLES 2 // of polished metal for each of a stone: its highlights are brighter, and it costs less
#define LIST_HEADER 16u // words: the lists' lengths

#define LIVE_WAVES 8

// The near-field map: for each stone a square of an octahedral map with a border of one texel, in the stone's frame.
// Layers 0 to LIVE_WAVES - 1 hold the radiance that its centre sees at each wavelength, the last the distance in mm.
#define NEAR_LAYERS (LIVE_WAVES + 1)
#define NEAR_DISTANCE LIVE_WAVES
#define NEAR_WORDS 2
#define NEAR_FAR 250.0 // mm: how far away what is no part of the piece is taken to be, the distance of a studio's cards

// What a chain of reflections ends on.
#define END_ESCAPES 0u
#define END_GROUND 1u
#define END_STONE 2u
#define END_MEAN 3u // not out after as many reflections as are followed

// Identity of a pixel: 0 nothing, 1 ground, IDENTITY_STONE | stone, IDENTITY_METAL | surface.
#define IDENTITY_GROUND 1u
#define IDENTITY_STONE 0x40000000u
#define IDENTITY_METAL 0x80000000u
#define IDENTITY_INDEX 0x3fffffffu

// A triangle of the live view's own tree, over the whole piece in world space: where an inner node has boxes, the packed
// normals of its corners (first three texels' w); its fourth texel: 0, identity, facet of a stone.

// Light that the piece holds off the ground: GROUND_CELLS_EDGE^2 cells of the sky above each point of a square grid.
#define GROUND_CELL_PIXELS 16u // spacing at which the visible ground is computed
#define GROUND_GRID 64
#define GROUND_CELLS_EDGE 16
#define GROUND_WORDS 8 // of 32 cells each

// Of the near-field map's kernels.
struct NearAtlas
{
    uint stones;
    uint tile;    // edge of a stone's square with its border, texels
    uint columns; // squares in a row of the atlas
    uint width;   // of the atlas, texels
};

// A stone's record in `scene`, four texels: first row of the rotation stoneFromWorld, width; second row, mean chord;
// centre, bits of the corner of its square in the near-field map (x | y << 16); bits: first plane, count of planes,
// edge of the square, inclusions. Planes are those of a stone 1 mm wide; lengths in widths.
#define LIVE_STONE_TEXELS 4

// Constant over one frame.
struct LiveConstants
{
    real4 laneWeight[LIVE_WAVES]; // XYZ that a wavelength adds to the picture
    real4 laneBasis[LIVE_WAVES];  // values of the three basis curves of linear Rec.709
    real3 xyzRed;                 // columns: XYZ of linear Rec.709 as these wavelengths carry it
    real nearPlane;               // mm
    real3 xyzGreen;
    real farPlane;
    real3 xyzBlue;
    real groundReach;             // mm from groundCentre at which the table of what the piece holds off ends
    real3 groundCentre;           // about which the studio turns with the camera
    real groundSine;              // of that turn
    real2 jitter;                 // of the picture's samples, pixels
    real groundCosine;
    real lightSpread;             // radians over which lights are softened that a stone sees: the near-field map's texel
    uint alloyTable;              // in `spectral`
    uint enamelTable;
    uint speciesTable;
    uint hero;                    // the wavelength that leads through the stones
    real nearField;               // 1; 0: exits and metals see the surroundings alone
};

// Of one more sample of the pixels on edges.
struct SamplePush
{
    real2 offset;    // from the first, pixels
    uint hits;
    uint first;      // 1: the sums begin with the pixel's first sample
    uint lead;       // 1: samples that show no stone are counted now
    uint firstPlane; // of the cut whose stones are traced now
    real part;       // of a sample: one half where doubly refracting stones come twice
    real extraordinary; // 1: this time the extraordinary ray, else 0
};
struct GatherPush
{
    real2 part; // of the images that was traced, by pixel of the picture
    real2 last; // beyond which no lookup goes
    real weight;
    uint first;
};
struct ComposePush
{
    uint filmStride;
};

// Of the pass that makes code values.
struct TonePush
{
    real2 texel;   // 1 / size of the shown picture
    real2 traced;  // the part of the images that was traced
    real2 last;    // beyond which no lookup goes, so that none reaches what was not traced
    real past;     // share of the last picture of the piece before
    real bloom;    // share of the light that is spread
};

// Of a pass of the spread of light: what is read, as a part of the image, and how it is weighed.
struct SpreadPush
{
    real2 texel;   // 1 / size of what is written, times the part of the source that is read
    real2 last;
};

#define HALF_LIGHT 0x80000000u
#define HITS_SHIFT 24
#define HITS_MASK 0x7fu
#define STONE_MASK 0xffffffu

// Of a stone's draw: which, and its optics. A doubly refracting stone is drawn twice, each time with half of the light:
// for its ordinary waves and for its extraordinary ones.
struct LiveStone
{
    real ior[LIVE_WAVES];
    uint absorption[LIVE_WAVES]; // of a band, per width: two halves, mean and spread
    uint dichroism[LIVE_WAVES];  // what is added to both where the wave's field lies along the axis
    real3 axis;                  // optic axis, unit, stone's frame
    real flatness;               // of the leading wave's surface: 1 / ne^2
    real squeeze;                // and 1 / no^2 - 1 / ne^2: live/leader.glsl
    uint stoneAndHits;           // stone | hits << 24, | HALF_LIGHT for one of two draws
    uint firstPlane;             // in `shading`, which holds the planes of all cuts
    uint planeCount;
};
#endif
