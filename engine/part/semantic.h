#pragma once
#include "part/document.h"

#include <string>
#include <vector>

namespace vitrine::part {

/// An attribute's name taken apart: "TEXCOORD_1" is set 1 of TEXCOORD. Names of one's own ("_WEAR") have the base "_".
/// The base is empty when glTF knows no such attribute.
struct Semantic {
    std::string base;
    int set = -1;
};
Semantic parseSemantic(const std::string& name);

/// Whether glTF 2.0 (section 3.7.2.1 and .2), or KHR_mesh_quantization, allows this format for the attribute.
bool isFormatAllowed(const Semantic& semantic, const Accessor& accessor, bool ofMorphTarget, bool quantized);

/// A texture that a material uses, extensions included, and the set of texture coordinates it needs.
struct TextureBinding {
    std::string pointer;
    std::uint64_t texCoord = 0;
};
std::vector<TextureBinding> textureBindings(const Json& material, const std::string& pointer);

} // namespace vitrine::part
