#include "render/foreign_surface.h"

#include "render/pack_words.h"
#include "shared/cpp.h"
#include "shared/still_layout_cpp.h"

#include <algorithm>
#include <cmath>

namespace vitrine::render {
namespace {

struct Role {
    const part::TextureRef* texture;
    std::uint32_t role;
    TextureUse use;
};

// The textures a path tracer reads, in the order of their records; occlusion is what it computes itself.
std::array<Role, 7> rolesOf(const scene::ForeignSurface& m) {
    using enum TextureUse;
    return {{{&m.baseColorTexture, ROLE_BASE_COLOR, colour},
             {&m.metallicRoughnessTexture, ROLE_METALLIC_ROUGHNESS, data},
             {&m.normalTexture, ROLE_NORMAL, data},
             {&m.emissiveTexture, ROLE_EMISSIVE, colour},
             {&m.specularTexture, ROLE_SPECULAR, data},
             {&m.specularColorTexture, ROLE_SPECULAR_COLOR, colour},
             {&m.transmissionTexture, ROLE_TRANSMISSION, data}}};
}

std::uint32_t wrapOf(part::Sampler::Wrap wrap) {
    using enum part::Sampler::Wrap;
    return wrap == repeat ? WRAP_REPEAT : wrap == clamp ? WRAP_CLAMP : WRAP_MIRROR;
}

glm::uvec4 textureRecord(const Role& role, const TexturePlace& place) {
    const part::Sampler& sampler = role.texture->sampler;
    std::uint32_t word = static_cast<std::uint32_t>(place.layer) & TEXTURE_LAYER_MASK;
    word |= static_cast<std::uint32_t>(place.array) << TEXTURE_CLASS_SHIFT;
    word |= wrapOf(sampler.u) << TEXTURE_WRAP_U_SHIFT | wrapOf(sampler.v) << TEXTURE_WRAP_V_SHIFT;
    word |= sampler.nearest ? TEXTURE_NEAREST : 0u;
    word |= role.use == TextureUse::colour ? TEXTURE_SRGB : 0u;
    const auto size = static_cast<std::uint32_t>(place.width) | static_cast<std::uint32_t>(place.height) << 16;
    return {word, size, role.role, 0u};
}

std::uint32_t flagsOf(const scene::ForeignSurface& m) {
    using enum part::Material::Alpha;
    std::uint32_t flags = 0;
    if (m.doubleSided) flags |= FOREIGN_DOUBLE_SIDED;
    if (m.unlit) flags |= FOREIGN_UNLIT;
    if (m.alpha == mask) flags |= FOREIGN_MASK;
    if (m.alpha == blend) flags |= FOREIGN_BLEND;
    if (m.transmission > 0.0 && m.thickness_mm > 0.0) flags |= FOREIGN_VOLUME;
    return flags;
}

// Cauchy's B in nm^2 of KHR_materials_dispersion: 20 / Abbe number, from the lines F, d and C.
double cauchyOf(const scene::ForeignSurface& m) {
    constexpr double F_nm = 486.13, C_nm = 656.27, least = 1.0;
    const double difference = std::max(m.ior - least, 0.0) * m.dispersion / 20.0;
    return difference / (1.0 / (F_nm * F_nm) - 1.0 / (C_nm * C_nm));
}

// KHR_materials_ior: an index of 0 stands for a reflectance of 1 everywhere.
float indexOf(const scene::ForeignSurface& m) {
    constexpr float asGoodAsInfinite = 1e4f;
    return m.ior == 0.0 ? asGoodAsInfinite : static_cast<float>(m.ior);
}

std::uint32_t packTangent(const glm::vec4& tangent) {
    return (packNormal(glm::vec3(tangent)) & ~1u) | (tangent.w < 0.0f ? 1u : 0u);
}

std::uint32_t packColor(const glm::vec4& color) {
    std::uint32_t word = 0;
    for (int c = 0; c < 4; ++c) {
        const float held = std::clamp(color[c], 0.0f, 1.0f);
        word |= static_cast<std::uint32_t>(std::lround(255.0f * (c < 3 ? std::sqrt(held) : held))) << (8 * c);
    }
    return word;
}

} // namespace

std::vector<TextureUse> textureUses(const scene::Piece& piece) {
    std::vector<TextureUse> uses(piece.images.size(), TextureUse::none);
    for (const scene::Surface& surface : piece.surfaces) {
        const auto* foreign = std::get_if<scene::ForeignSurface>(&surface.model);
        if (foreign == nullptr) continue;
        for (const Role& role : rolesOf(*foreign))
            if (role.texture->image >= 0) {
                TextureUse& use = uses[static_cast<std::size_t>(role.texture->image)];
                use = std::max(use, role.use);
            }
    }
    return uses;
}

std::vector<glm::uvec4> foreignRecord(const scene::ForeignSurface& m, const std::vector<TexturePlace>& places) {
    std::vector<glm::uvec4> record(SURFACE_TEXELS);
    const auto single = [](double v) { return static_cast<float>(v); };
    record[1] = bits(glm::vec3(m.baseColor), single(m.baseColor.w));
    record[2] = bits(single(m.metallic), single(m.roughness), indexOf(m), single(cauchyOf(m)));
    record[3] = bits(glm::vec3(m.specularColor), single(m.specular));
    record[4] = bits(glm::vec3(m.emissive), single(m.transmission));
    record[FOREIGN_ATTENUATION] = bits(glm::vec3(m.attenuationColor), single(m.attenuationDistance_mm));
    std::uint32_t count = 0;
    for (const Role& role : rolesOf(m))
        if (role.texture->image >= 0)
            record[FOREIGN_TEXTURES + count++] =
                textureRecord(role, places[static_cast<std::size_t>(role.texture->image)]);
    record[0] = {SURFACE_FOREIGN, flagsOf(m) | count << FOREIGN_COUNT_SHIFT, bits(single(m.alphaCutoff)),
                 bits(single(m.normalTexture.scale))};
    return record;
}

bool hasAttributes(const scene::Mesh& mesh) {
    return !mesh.texCoords.empty() || !mesh.colors.empty();
}

std::array<glm::uvec4, 3> attributesOf(const scene::Mesh& mesh, const std::uint32_t* corners,
                                       const glm::dmat3& frameFromMesh) {
    const auto packed = [&](const glm::vec4& tangent) {
        return packTangent(glm::vec4(glm::vec3(frameFromMesh * glm::dvec3(tangent)), tangent.w));
    };
    std::array<glm::uvec4, 3> texels;
    for (std::size_t c = 0; c < 3; ++c) {
        const std::uint32_t v = corners[c];
        const glm::vec2 uv = mesh.texCoords.empty() ? glm::vec2(0.0f) : mesh.texCoords[v];
        texels[c] = {bits(uv.x), bits(uv.y), mesh.tangents.empty() ? 0u : packed(mesh.tangents[v]),
                     mesh.colors.empty() ? 0xffffffffu : packColor(mesh.colors[v])};
    }
    return texels;
}

} // namespace vitrine::render
