#version 460
// The interface's triangles, in pixels of the window.
layout(location = 0) in vec2 position_px;
layout(location = 1) in vec2 texturePlace;
layout(location = 2) in vec4 colour;

layout(push_constant) uniform Push {
    vec2 scale, offset;
}
push;

layout(location = 0) out vec2 outTexturePlace;
layout(location = 1) out vec4 outColour;

void main() {
    outTexturePlace = texturePlace;
    outColour = colour;
    gl_Position = vec4(position_px * push.scale + push.offset, 0.0, 1.0);
}
