// The cells of the sky by which the live view knows the piece's shadow: equal squares of the upper half of an octahedron,
// seen from a square grid of points of the ground.
#ifndef VITRINE_LIVE_GROUND_CELLS_GLSL
#define VITRINE_LIVE_GROUND_CELLS_GLSL
#include "live/bindings.glsl"

const int GROUND_CELLS = GROUND_CELLS_EDGE * GROUND_CELLS_EDGE;

layout(scalar, set = 0, binding = BINDING_GROUND_BITS) buffer GroundBlock { uint groundBits[]; };

// The square |x| + |z| <= 1 turned by 45 degrees onto the grid of cells.
vec3 cellDirectionAt(uint cell, vec2 within)
{
    vec2 g = (vec2(float(cell % GROUND_CELLS_EDGE), float(cell / GROUND_CELLS_EDGE)) + within) / float(GROUND_CELLS_EDGE) * 2.0 - 1.0;
    vec2 p = 0.5 * vec2(g.x + g.y, g.x - g.y);
    return normalize(vec3(p.x, 1.0 - abs(p.x) - abs(p.y), p.y));
}

vec3 cellDirection(uint cell) { return cellDirectionAt(cell, vec2(0.5)); }

// Solid angle of a cell times the cosine with the vertical: dw = dx dz / |p|^3 on the octahedron |x| + y + |z| = 1.
float cellWeight(uint cell)
{
    vec3 d = cellDirection(cell);
    float norm = 1.0 / (abs(d.x) + d.y + abs(d.z));
    return 2.0 / float(GROUND_CELLS) / (norm * norm * norm) * d.y;
}

vec3 groundPoint(uint point)
{
    vec2 g = vec2(float(point % GROUND_GRID), float(point / GROUND_GRID)) / float(GROUND_GRID - 1) * 2.0 - 1.0;
    return vec3(live.groundCentre.x + g.x * live.groundReach, frame.groundHeight + 1e-3, live.groundCentre.z + g.y * live.groundReach);
}
#endif
