// What lies behind the piece, on a grid of the picture: the ground and the sky change slowly, so that they are computed
// at its corners and interpolated between them.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "live/eye.glsl"
#include "live/ground.glsl"
layout(location = 0) out vec3 xyz;
layout(location = 1) out float ground;

void main()
{
    // Two triangles a cell; the columns are those that cover the picture's width.
    uint columns = (frame.width + GROUND_CELL_PIXELS - 1u) / GROUND_CELL_PIXELS;
    uint cell = uint(gl_VertexIndex) / 6u, corner = uint(gl_VertexIndex) % 6u;
    uvec2 at = uvec2(cell % columns, cell / columns) +
               uvec2(corner == 1u || corner == 2u || corner == 4u ? 1u : 0u, corner == 2u || corner == 4u || corner == 5u ? 1u : 0u);
    vec2 size = vec2(float(frame.width), float(frame.height));
    vec2 pixel = min(vec2(at) * float(GROUND_CELL_PIXELS), size);
    EyeRay eye = eyeRay(pixel + live.jitter);
    float t = (frame.groundHeight - eye.origin.y) / eye.direction.y;
    bool on = frame.groundOn != 0u && eye.direction.y < 0.0 && t > 0.0;
    xyz = xyzOf(on ? groundRadiance(eye.origin + t * eye.direction, eye.direction) : farRadiance(eye.direction));
    ground = on ? 1.0 : 0.0;
    gl_Position = vec4(2.0 * pixel / size - 1.0, 1.0, 1.0);
}
