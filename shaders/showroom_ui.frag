#version 460
// Code values in, code values out: the target does not convert.
layout(set = 0, binding = 0) uniform sampler2D sheet;

layout(location = 0) in vec2 texturePlace;
layout(location = 1) in vec4 colour;
layout(location = 0) out vec4 result;

void main() {
    result = colour * texture(sheet, texturePlace);
}
