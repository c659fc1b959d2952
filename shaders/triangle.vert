#version 460
// One triangle without a vertex buffer, in clip space: the apex at the middle of the top edge, the base along the
// bottom. It proves that a device draws.
void main() {
    const vec2 corners[3] = vec2[](vec2(0.0, -1.0), vec2(1.0, 1.0), vec2(-1.0, 1.0));
    gl_Position = vec4(corners[gl_VertexIndex], 0.5, 1.0);
}
