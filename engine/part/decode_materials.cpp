#include "part/decode.h"
#include "part/inspect.h"

#include <fmt/core.h>
#include <map>

namespace vitrine::part {
namespace {

Sampler::Wrap wrapOf(const Json& sampler, const char* key) {
    switch (countMember(sampler, key, 10497)) {
    case 33071:
        return Sampler::Wrap::clamp;
    case 33648:
        return Sampler::Wrap::mirror;
    default:
        return Sampler::Wrap::repeat;
    }
}

glm::dvec3 vec3Member(const Json& object, const char* key, glm::dvec3 fallback) {
    const Json& value = member(object, key);
    if (!value.is_array() || value.size() != 3) return fallback;
    return {value[0].get<double>(), value[1].get<double>(), value[2].get<double>()};
}

glm::dvec4 vec4Member(const Json& object, const char* key, glm::dvec4 fallback) {
    const Json& value = member(object, key);
    if (!value.is_array() || value.size() != 4) return fallback;
    return {value[0].get<double>(), value[1].get<double>(), value[2].get<double>(), value[3].get<double>()};
}

/// Follows texture references; a picture joins the model when the first material asks for it.
class Textures {
  public:
    Textures(Document& document, Model& model) : document_(document), model_(model) {}

    TextureRef ref(const Json& info, const char* scaleKey = nullptr) {
        const Json& textures = arrayMember(document_.json, "textures");
        const int index = indexMember(info, "index", textures.size());
        if (index < 0) return {};
        const Json& texture = textures[index];
        const Json& samplers = arrayMember(document_.json, "samplers");
        TextureRef ref{.image = image(indexMember(texture, "source", document_.images.size())),
                       .texCoord = static_cast<int>(countMember(info, "texCoord")),
                       .scale = scaleKey ? numberMember(info, scaleKey, 1.0) : 1.0};
        if (const int sampler = indexMember(texture, "sampler", samplers.size()); sampler >= 0)
            ref.sampler = {.u = wrapOf(samplers[sampler], "wrapS"),
                           .v = wrapOf(samplers[sampler], "wrapT"),
                           .nearest = countMember(samplers[sampler], "magFilter") == 9728};
        return ref;
    }

  private:
    int image(int source) {
        if (source < 0) return -1;
        if (const auto known = placed_.find(source); known != placed_.end()) return known->second;
        int place = -1;
        if (auto& picture = document_.images[source]) {
            place = static_cast<int>(model_.images.size());
            model_.images.push_back(std::move(*picture));
            picture.reset();
        }
        return placed_[source] = place;
    }

    Document& document_;
    Model& model_;
    std::map<int, int> placed_; // image of the file -> image of the model
};

Material::Alpha alphaOf(const Json& material) {
    const std::string mode = stringMember(material, "alphaMode", "OPAQUE");
    return mode == "MASK" ? Material::Alpha::mask : mode == "BLEND" ? Material::Alpha::blend : Material::Alpha::opaque;
}

void readExtensions(const Json& extensions, Textures& textures, Material& material) {
    material.unlit = member(extensions, "KHR_materials_unlit").is_object();
    material.ior = numberMember(member(extensions, "KHR_materials_ior"), "ior", 1.5);
    material.emissive *= numberMember(member(extensions, "KHR_materials_emissive_strength"), "emissiveStrength", 1.0);
    material.dispersion = numberMember(member(extensions, "KHR_materials_dispersion"), "dispersion", 0.0);

    const Json& specular = member(extensions, "KHR_materials_specular");
    material.specular = numberMember(specular, "specularFactor", 1.0);
    material.specularColor = vec3Member(specular, "specularColorFactor", glm::dvec3(1.0));
    material.specularTexture = textures.ref(member(specular, "specularTexture"));
    material.specularColorTexture = textures.ref(member(specular, "specularColorTexture"));

    const Json& transmission = member(extensions, "KHR_materials_transmission");
    material.transmission = numberMember(transmission, "transmissionFactor", 0.0);
    material.transmissionTexture = textures.ref(member(transmission, "transmissionTexture"));

    const Json& volume = member(extensions, "KHR_materials_volume");
    material.thickness_mm = kMmPerMetre * numberMember(volume, "thicknessFactor", 0.0);
    material.attenuationColor = vec3Member(volume, "attenuationColor", glm::dvec3(1.0));
    material.attenuationDistance_mm = kMmPerMetre * numberMember(volume, "attenuationDistance", 0.0);
}

Material readMaterial(const Json& json, Textures& textures) {
    const Json& pbr = member(json, "pbrMetallicRoughness");
    Material material{.name = stringMember(json, "name"),
                      .baseColor = vec4Member(pbr, "baseColorFactor", glm::dvec4(1.0)),
                      .baseColorTexture = textures.ref(member(pbr, "baseColorTexture")),
                      .metallic = numberMember(pbr, "metallicFactor", 1.0),
                      .roughness = numberMember(pbr, "roughnessFactor", 1.0),
                      .metallicRoughnessTexture = textures.ref(member(pbr, "metallicRoughnessTexture")),
                      .normalTexture = textures.ref(member(json, "normalTexture"), "scale"),
                      .occlusionTexture = textures.ref(member(json, "occlusionTexture"), "strength"),
                      .emissiveTexture = textures.ref(member(json, "emissiveTexture")),
                      .emissive = vec3Member(json, "emissiveFactor", glm::dvec3(0.0)),
                      .alpha = alphaOf(json),
                      .alphaCutoff = numberMember(json, "alphaCutoff", 0.5),
                      .doubleSided = boolMember(json, "doubleSided")};
    readExtensions(member(json, "extensions"), textures, material);
    return material;
}

} // namespace

void decodeMaterials(Document& document, Model& model) {
    Textures textures(document, model);
    Issues alreadyReported;
    const Json& materials = arrayMember(document.json, "materials");
    for (std::size_t i = 0; i < materials.size(); ++i) {
        model.materials.push_back(readMaterial(materials[i], textures));
        model.materials.back().extras =
            vitrineExtras(materials[i], fmt::format("/materials/{}", i), document.limits, alreadyReported);
    }
}

} // namespace vitrine::part
