#include "part/inspect.h"
#include "part/mesh_facts.h"
#include "part/semantic.h"

#include <algorithm>
#include <array>
#include <fmt/core.h>
#include <map>

namespace vitrine::part {
namespace {

/// Where a primitive is, and what its checks share.
struct Place {
    Document& document;
    Issues& issues;
    const Json& json;
    std::string pointer;
};

/// The element count that all attributes share: that of the first resolved one, POSITION before others.
std::optional<std::uint64_t> vertexCount(const Document& document, const Json& attributes) {
    if (!attributes.is_object()) return std::nullopt;
    if (const int position = indexMember(attributes, "POSITION", document.accessors.size()); position >= 0)
        return document.accessors[position].count;
    for (const auto& [key, unused] : attributes.items())
        if (const int index = indexMember(attributes, key.c_str(), document.accessors.size()); index >= 0)
            return document.accessors[index].count;
    return std::nullopt;
}

void checkLayout(const Place& at, int index, const std::string& pointer, std::map<int, int>& lone) {
    const Accessor& accessor = at.document.accessors[index];
    const std::uint64_t stride = accessor.view >= 0 ? at.document.views[accessor.view].stride : 0;
    if (accessor.offset % 4 != 0 || (accessor.view >= 0 && stride == 0 && elementBytes(accessor) % 4 != 0))
        at.issues.error("MESH_PRIMITIVE_ACCESSOR_UNALIGNED", pointer,
                        "each vertex must begin at a multiple of 4 bytes");
    if (accessor.view < 0 || stride != 0) return;
    const auto [known, isFirst] = lone.emplace(accessor.view, index);
    if (!isFirst && known->second != index)
        at.issues.error(
            "MESH_PRIMITIVE_ACCESSOR_WITHOUT_BYTESTRIDE", pointer,
            fmt::format("buffer view {} holds several vertex attributes and needs a byteStride", accessor.view));
}

void checkAttribute(const Place& at, const std::string& key, int index, const std::string& pointer, bool ofTarget,
                    std::map<int, int>& lone) {
    const Accessor& accessor = at.document.accessors[index];
    useAccessor(at.document, index, AccessorUse::vertices, pointer, at.issues);
    useView(at.document, accessor.view, ViewUse::vertices, pointer, at.issues);
    if (key == "POSITION" && !accessor.hasBounds)
        at.issues.error("MESH_PRIMITIVE_POSITION_ACCESSOR_WITHOUT_BOUNDS", pointer, "its accessor needs min and max");
    const bool quantized = at.document.extensionsUsed.count("KHR_mesh_quantization") > 0;
    if (accessor.components > 0 && accessor.component != Component::none) {
        if (key[0] == '_' ? accessor.component == Component::u32 : false)
            at.issues.error("MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_UNSIGNED_INT", pointer,
                            "32-bit integers are for indices only");
        else if (!isFormatAllowed(parseSemantic(key), accessor, ofTarget, quantized))
            at.issues.error("MESH_PRIMITIVE_ATTRIBUTES_ACCESSOR_INVALID_FORMAT", pointer,
                            fmt::format("{} is no format for {}", format(accessor), excerpt(key)));
        checkLayout(at, index, pointer, lone);
    }
}

/// Names and numbering of a set of attributes.
void checkNames(const Place& at, const Json& attributes, const std::string& pointer, bool ofTarget) {
    std::map<std::string, std::set<int>> sets;
    for (const auto& [key, unused] : attributes.items()) {
        const Semantic semantic = parseSemantic(key);
        const bool skinning = semantic.base == "JOINTS" || semantic.base == "WEIGHTS";
        if (semantic.base.empty() || (ofTarget && skinning))
            at.issues.error("MESH_PRIMITIVE_INVALID_ATTRIBUTE", under(pointer, key),
                            "no attribute of glTF; names of one's own begin with an underscore");
        else if (semantic.set >= 0)
            sets[semantic.base].insert(semantic.set);
    }
    for (const auto& [base, numbers] : sets)
        if (*numbers.rbegin() + 1 != static_cast<int>(numbers.size()))
            at.issues.error("MESH_PRIMITIVE_INDEXED_SEMANTIC_CONTINUITY", pointer,
                            fmt::format("the numbers of {} must run from 0 without a gap", base));
    if (!ofTarget && sets["JOINTS"].size() != sets["WEIGHTS"].size())
        at.issues.error("MESH_PRIMITIVE_JOINTS_WEIGHTS_MISMATCH", pointer,
                        fmt::format("{} JOINTS and {} WEIGHTS", sets["JOINTS"].size(), sets["WEIGHTS"].size()));
}

void checkAttributes(const Place& at, std::map<int, int>& lone) {
    const Json& attributes = member(at.json, "attributes");
    const std::string pointer = at.pointer + "/attributes";
    if (!attributes.is_object()) return;
    checkNames(at, attributes, pointer, false);
    if (!attributes.contains("POSITION"))
        at.issues.warning("MESH_PRIMITIVE_NO_POSITION", pointer, "nothing to draw without POSITION");
    if (attributes.contains("TANGENT") && !attributes.contains("NORMAL"))
        at.issues.warning("MESH_PRIMITIVE_TANGENT_WITHOUT_NORMAL", pointer + "/TANGENT", "TANGENT needs NORMAL");
    const auto count = vertexCount(at.document, attributes);
    for (const auto& [key, unused] : attributes.items()) {
        const int index = indexMember(attributes, key.c_str(), at.document.accessors.size());
        if (index < 0) continue;
        checkAttribute(at, key, index, under(pointer, key), false, lone);
        if (at.document.accessors[index].count != *count)
            at.issues.error(
                "MESH_PRIMITIVE_UNEQUAL_ACCESSOR_COUNT", under(pointer, key),
                fmt::format("{} elements, other attributes have {}", at.document.accessors[index].count, *count));
    }
}

void checkTargets(const Place& at, std::map<int, int>& lone) {
    const Json &targets = arrayMember(at.json, "targets"), &base = member(at.json, "attributes");
    for (std::size_t t = 0; t < targets.size(); ++t) {
        if (!targets[t].is_object()) continue;
        const std::string pointer = fmt::format("{}/targets/{}", at.pointer, t);
        checkNames(at, targets[t], pointer, true);
        for (const auto& [key, unused] : targets[t].items()) {
            const std::string place = under(pointer, key);
            const int index = indexMember(targets[t], key.c_str(), at.document.accessors.size());
            if (index < 0) continue;
            checkAttribute(at, key, index, place, true, lone);
            if (member(base, key.c_str()).is_null())
                at.issues.error("MESH_PRIMITIVE_MORPH_TARGET_NO_BASE_ACCESSOR", place,
                                "the primitive has no such attribute");
            const int baseIndex = indexMember(base, key.c_str(), at.document.accessors.size());
            if (baseIndex >= 0 && at.document.accessors[baseIndex].count != at.document.accessors[index].count)
                at.issues.error("MESH_PRIMITIVE_MORPH_TARGET_INVALID_ATTRIBUTE_COUNT", place,
                                fmt::format("{} elements for {} vertices", at.document.accessors[index].count,
                                            at.document.accessors[baseIndex].count));
        }
    }
}

/// Whether a count of vertices makes whole points, lines or triangles.
bool isCountDrawable(std::uint64_t mode, std::uint64_t count) {
    switch (mode) {
    case 0:
        return count >= 1;
    case 1:
        return count >= 2 && count % 2 == 0;
    case 2:
    case 3:
        return count >= 2;
    case 4:
        return count >= 3 && count % 3 == 0;
    default:
        return count >= 3;
    }
}

void checkIndices(const Place& at) {
    const std::string pointer = at.pointer + "/indices";
    const int index = indexMember(at.json, "indices", at.document.accessors.size());
    std::optional<std::uint64_t> count = vertexCount(at.document, member(at.json, "attributes"));
    if (index >= 0) {
        const Accessor& accessor = at.document.accessors[index];
        count = accessor.count;
        useAccessor(at.document, index, AccessorUse::indices, pointer, at.issues);
        useView(at.document, accessor.view, ViewUse::indices, pointer, at.issues);
        if (accessor.view >= 0 && at.document.views[accessor.view].stride > 0)
            at.issues.error("MESH_PRIMITIVE_INDICES_ACCESSOR_WITH_BYTESTRIDE", pointer, "indices have no byteStride");
        const bool whole = accessor.component == Component::u8 || accessor.component == Component::u16 ||
                           accessor.component == Component::u32;
        if (accessor.components > 0 && accessor.component != Component::none &&
            (accessor.type != "SCALAR" || !whole || accessor.normalized))
            at.issues.error("MESH_PRIMITIVE_INDICES_ACCESSOR_INVALID_FORMAT", pointer,
                            fmt::format("{}; indices are unsigned integers", format(accessor)));
    }
    const std::uint64_t mode = countMember(at.json, "mode", 4);
    if (count && *count > 0 && !isCountDrawable(mode, *count))
        at.issues.warning("MESH_PRIMITIVE_INCOMPATIBLE_MODE", at.pointer,
                          fmt::format("{} vertices or indices do not fit mode {}", *count, mode));
}

void checkMaterialFits(const Place& at) {
    const Json& materials = arrayMember(at.document.json, "materials");
    const int index = indexMember(at.json, "material", materials.size());
    const Json& attributes = member(at.json, "attributes");
    if (index < 0 || !attributes.is_object()) return;
    for (const TextureBinding& binding : textureBindings(materials[index], fmt::format("/materials/{}", index)))
        if (!attributes.contains(fmt::format("TEXCOORD_{}", binding.texCoord)))
            at.issues.error(
                "MESH_PRIMITIVE_TOO_FEW_TEXCOORDS", at.pointer + "/material",
                fmt::format("the texture {} needs the attribute TEXCOORD_{}", binding.pointer, binding.texCoord));
    const Json& extensions = member(materials[index], "extensions");
    const bool normalMapped =
        materials[index].contains("normalTexture") ||
        member(member(extensions, "KHR_materials_clearcoat"), "clearcoatNormalTexture").is_object();
    const bool anisotropic = member(extensions, "KHR_materials_anisotropy").is_object();
    if (attributes.contains("TANGENT") || (!anisotropic && !normalMapped)) return;
    if (normalMapped)
        at.issues.warning("MESH_PRIMITIVE_GENERATED_TANGENT_SPACE", at.pointer + "/material",
                          "tangents are made at run time; programs may differ in how");
    else
        at.issues.error("MESH_PRIMITIVE_NO_TANGENT_SPACE", at.pointer + "/material",
                        "the material needs the attribute TANGENT, or a normal texture to make it from");
}

void checkVariants(const Place& at) {
    const std::string pointer = at.pointer + "/extensions/KHR_materials_variants/mappings";
    const Json& mappings = arrayMember(member(member(at.json, "extensions"), "KHR_materials_variants"), "mappings");
    std::set<int> seen;
    for (std::size_t m = 0; m < mappings.size(); ++m) {
        const Json& variants = arrayMember(mappings[m], "variants");
        for (std::size_t v = 0; v < variants.size(); ++v) {
            const int variant = indexAt(variants, v, 1u << 30);
            if (variant >= 0 && !seen.insert(variant).second)
                at.issues.error("KHR_MATERIALS_VARIANTS_NON_UNIQUE_VARIANT",
                                fmt::format("{}/{}/variants/{}", pointer, m, v),
                                fmt::format("variant {} has a material already", variant));
        }
    }
}

} // namespace

void checkMeshes(Document& document, Issues& issues) {
    std::map<int, int> lone; // buffer view without byteStride -> the vertex accessor that uses it
    const Json& meshes = arrayMember(document.json, "meshes");
    for (std::size_t m = 0; m < meshes.size(); ++m) {
        const std::string pointer = fmt::format("/meshes/{}", m);
        const Json& primitives = arrayMember(meshes[m], "primitives");
        for (std::size_t p = 0; p < primitives.size(); ++p) {
            if (!primitives[p].is_object()) continue;
            const Place at{document, issues, primitives[p], fmt::format("{}/primitives/{}", pointer, p)};
            checkAttributes(at, lone);
            checkTargets(at, lone);
            checkIndices(at);
            checkMaterialFits(at);
            checkVariants(at);
            if (arrayMember(primitives[p], "targets").size() != targetCount(meshes[m]))
                issues.error("MESH_PRIMITIVES_UNEQUAL_TARGETS_COUNT", pointer + "/primitives",
                             "all primitives of a mesh must have equally many morph targets");
        }
        const Json& weights = member(meshes[m], "weights");
        if (weights.is_array() && weights.size() != targetCount(meshes[m]))
            issues.error("MESH_INVALID_WEIGHTS_COUNT", pointer + "/weights",
                         fmt::format("{} weights for {} morph targets", weights.size(), targetCount(meshes[m])));
    }
}

} // namespace vitrine::part
