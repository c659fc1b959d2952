#version 460
layout(location = 0) in vec2 at; // in clip space
layout(location = 1) in vec4 color;
layout(push_constant) uniform Push { float depth; };
layout(location = 0) out vec4 colorOut;

void main() {
    colorOut = color;
    gl_Position = vec4(at, depth, 1.0);
}
