#include "part/semantic.h"

#include "part/issue.h"

#include <algorithm>

namespace vitrine::part {

Semantic parseSemantic(const std::string& name) {
    if (name.rfind('_', 0) == 0) return {"_", -1};
    if (name == "POSITION" || name == "NORMAL" || name == "TANGENT") return {name, -1};
    const std::size_t bar = name.find('_');
    if (bar == std::string::npos) return {};
    const std::string base = name.substr(0, bar), digits = name.substr(bar + 1);
    const bool indexed = base == "TEXCOORD" || base == "COLOR" || base == "JOINTS" || base == "WEIGHTS";
    const bool number = !digits.empty() && digits.size() < 5 && (digits.size() == 1 || digits[0] != '0') &&
                        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return indexed && number ? Semantic{base, std::stoi(digits)} : Semantic{};
}

bool isFormatAllowed(const Semantic& semantic, const Accessor& accessor, bool ofMorphTarget, bool quantized) {
    const std::string& base = semantic.base;
    const Component component = accessor.component;
    const bool isFloat = component == Component::f32;
    const bool isUnsigned = component == Component::u8 || component == Component::u16;
    const bool isSigned = component == Component::i8 || component == Component::i16;
    const bool unsignedNormalized = isUnsigned && accessor.normalized;
    const bool signedNormalized = isSigned && accessor.normalized;
    if (base == "POSITION")
        return accessor.type == "VEC3" && (isFloat || (quantized && (isSigned || (isUnsigned && !ofMorphTarget))));
    if (base == "NORMAL") return accessor.type == "VEC3" && (isFloat || (quantized && signedNormalized));
    if (base == "TANGENT")
        return accessor.type == (ofMorphTarget ? "VEC3" : "VEC4") && (isFloat || (quantized && signedNormalized));
    if (base == "TEXCOORD")
        return accessor.type == "VEC2" && (isFloat || unsignedNormalized || (ofMorphTarget && signedNormalized) ||
                                           (quantized && (isSigned || isUnsigned)));
    if (base == "COLOR")
        return (accessor.type == "VEC3" || accessor.type == "VEC4") &&
               (isFloat || unsignedNormalized || (ofMorphTarget && signedNormalized));
    if (base == "JOINTS") return accessor.type == "VEC4" && isUnsigned && !accessor.normalized;
    if (base == "WEIGHTS") return accessor.type == "VEC4" && (isFloat || unsignedNormalized);
    return true;
}

namespace {

// Each primitive is held against each binding; no material has this many textures.
constexpr std::size_t kMostBindings = 64;

void collect(const Json& object, const std::string& pointer, std::vector<TextureBinding>& bindings) {
    for (const auto& [key, value] : object.items()) {
        if (!value.is_object() || key == "extras" || bindings.size() == kMostBindings) continue;
        const std::string place = under(pointer, key);
        const bool isTexture = key.ends_with("Texture") && member(value, "index").is_number();
        if (!isTexture) {
            collect(value, place, bindings);
            continue;
        }
        const Json& transform = member(member(value, "extensions"), "KHR_texture_transform");
        bindings.push_back({place, countMember(transform, "texCoord", countMember(value, "texCoord"))});
    }
}

} // namespace

std::vector<TextureBinding> textureBindings(const Json& material, const std::string& pointer) {
    std::vector<TextureBinding> bindings;
    if (material.is_object()) collect(material, pointer, bindings);
    return bindings;
}

} // namespace vitrine::part
