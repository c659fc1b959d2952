#version 460
// The live view's picture, pixel for pixel: it hides what is there, so that nothing is filtered and nothing blended.
layout(set = 0, binding = 0) uniform sampler2D sheet;

layout(location = 0) in vec2 texturePlace;
layout(location = 0) out vec4 result;

void main() {
    result = texelFetch(sheet, ivec2(texturePlace * vec2(textureSize(sheet, 0))), 0);
}
