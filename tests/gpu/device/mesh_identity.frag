#version 460
// Where it is drawn, in integers: into one channel, and into two. (gl_PrimitiveID would ask for geometry shaders.)
layout(location = 0) out uint one;
layout(location = 1) out uvec2 two;

void main() {
    one = 0x80000000u + uint(gl_FragCoord.x);
    two = uvec2(uint(gl_FragCoord.y), 0xfffffff0u);
}
