#include "part/schema.h"

#include <map>

namespace vitrine::part {
namespace {

using Type = Property::Type;

Property unitNumber(const char* name) {
    return {.name = name, .type = Type::number, .least = 0, .most = 1};
}
Property positive(const char* name) {
    return {.name = name, .type = Type::number, .least = 0};
}
Property texture(const char* name) {
    return {.name = name, .type = Type::object, .object = &textureInfoSchema()};
}
Property normalTexture(const char* name) {
    return {.name = name, .type = Type::object, .object = &normalTextureInfoSchema()};
}
Property color(const char* name) {
    return {.name = name, .type = Type::numbers, .least = 0, .most = 1, .length = 3};
}

const ObjectSchema kAnisotropy{"KHR_materials_anisotropy",
                               {unitNumber("anisotropyStrength"),
                                {.name = "anisotropyRotation", .type = Type::number},
                                texture("anisotropyTexture")}};

const ObjectSchema kClearcoat{"KHR_materials_clearcoat",
                              {unitNumber("clearcoatFactor"), texture("clearcoatTexture"),
                               unitNumber("clearcoatRoughnessFactor"), texture("clearcoatRoughnessTexture"),
                               normalTexture("clearcoatNormalTexture")}};

const ObjectSchema kDispersion{"KHR_materials_dispersion", {positive("dispersion")}};

const ObjectSchema kEmissiveStrength{"KHR_materials_emissive_strength", {positive("emissiveStrength")}};

// 0 stands for an infinite index; check_materials.cpp refuses what lies between 0 and 1.
const ObjectSchema kIor{"KHR_materials_ior", {positive("ior")}};

const ObjectSchema kIridescence{"KHR_materials_iridescence",
                                {unitNumber("iridescenceFactor"),
                                 texture("iridescenceTexture"),
                                 {.name = "iridescenceIor", .type = Type::number, .least = 1},
                                 positive("iridescenceThicknessMinimum"),
                                 positive("iridescenceThicknessMaximum"),
                                 texture("iridescenceThicknessTexture")}};

const ObjectSchema kSpecularGlossiness{
    "KHR_materials_pbrSpecularGlossiness",
    {{.name = "diffuseFactor", .type = Type::numbers, .least = 0, .most = 1, .length = 4},
     texture("diffuseTexture"),
     color("specularFactor"),
     unitNumber("glossinessFactor"),
     texture("specularGlossinessTexture")}};

const ObjectSchema kSheen{"KHR_materials_sheen",
                          {color("sheenColorFactor"), texture("sheenColorTexture"), unitNumber("sheenRoughnessFactor"),
                           texture("sheenRoughnessTexture")}};

const ObjectSchema kSpecular{"KHR_materials_specular",
                             {unitNumber("specularFactor"),
                              texture("specularTexture"),
                              {.name = "specularColorFactor", .type = Type::numbers, .least = 0, .length = 3},
                              texture("specularColorTexture")}};

const ObjectSchema kTransmission{"KHR_materials_transmission",
                                 {unitNumber("transmissionFactor"), texture("transmissionTexture")}};

const ObjectSchema kUnlit{"KHR_materials_unlit", {}};

const ObjectSchema kVolume{"KHR_materials_volume",
                           {positive("thicknessFactor"),
                            texture("thicknessTexture"),
                            {.name = "attenuationDistance", .type = Type::number, .least = 0, .leastExcluded = true},
                            color("attenuationColor")}};

const ObjectSchema kVariant{"variant", {{.name = "name", .required = true}}};
const ObjectSchema kVariants{"KHR_materials_variants",
                             {{.name = "variants", .type = Type::objects, .required = true, .object = &kVariant}}};
const ObjectSchema kVariantMapping{
    "variantMapping",
    {{.name = "variants",
      .type = Type::indices,
      .required = true,
      .refersTo = "/extensions/KHR_materials_variants/variants"},
     {.name = "material", .type = Type::index, .required = true, .refersTo = "/materials"},
     {.name = "name"}}};
const ObjectSchema kVariantMappings{
    "KHR_materials_variants",
    {{.name = "mappings", .type = Type::objects, .required = true, .object = &kVariantMapping}}};

constexpr double kHalfPi = 1.57079632679489662;
const ObjectSchema kSpot{
    "spot",
    {{.name = "innerConeAngle", .type = Type::number, .least = 0, .most = kHalfPi, .mostExcluded = true},
     {.name = "outerConeAngle", .type = Type::number, .least = 0, .most = kHalfPi + 1e-6, .leastExcluded = true}}};
const ObjectSchema kLight{"light",
                          {{.name = "name"},
                           color("color"),
                           positive("intensity"),
                           {.name = "range", .type = Type::number, .least = 0, .leastExcluded = true},
                           {.name = "spot", .type = Type::object, .object = &kSpot},
                           {.name = "type", .required = true, .words = {"directional", "point", "spot"}}}};
const ObjectSchema kLights{"KHR_lights_punctual",
                           {{.name = "lights", .type = Type::objects, .required = true, .object = &kLight}}};
const ObjectSchema kNodeLight{
    "KHR_lights_punctual",
    {{.name = "light", .type = Type::index, .required = true, .refersTo = "/extensions/KHR_lights_punctual/lights"}}};

const ObjectSchema kTextureTransform{"KHR_texture_transform",
                                     {{.name = "offset", .type = Type::numbers, .length = 2},
                                      {.name = "rotation", .type = Type::number},
                                      {.name = "scale", .type = Type::numbers, .length = 2},
                                      {.name = "texCoord", .type = Type::integer, .least = 0}}};

const ObjectSchema kWebp{"EXT_texture_webp", {{.name = "source", .type = Type::index, .refersTo = "/images"}}};
const ObjectSchema kPointer{"KHR_animation_pointer", {{.name = "pointer", .required = true}}};
const ObjectSchema kVisibility{"KHR_node_visibility", {{.name = "visible", .type = Type::boolean}}};

using Places = std::map<std::string, const ObjectSchema*, std::less<>>;

const std::map<std::string, Places, std::less<>>& registry() {
    static const std::map<std::string, Places, std::less<>> kRegistry{
        {"EXT_texture_webp", {{"texture", &kWebp}}},
        {"KHR_animation_pointer", {{"animationChannelTarget", &kPointer}}},
        {"KHR_lights_punctual", {{"glTF", &kLights}, {"node", &kNodeLight}}},
        {"KHR_materials_anisotropy", {{"material", &kAnisotropy}}},
        {"KHR_materials_clearcoat", {{"material", &kClearcoat}}},
        {"KHR_materials_dispersion", {{"material", &kDispersion}}},
        {"KHR_materials_emissive_strength", {{"material", &kEmissiveStrength}}},
        {"KHR_materials_ior", {{"material", &kIor}}},
        {"KHR_materials_iridescence", {{"material", &kIridescence}}},
        {"KHR_materials_pbrSpecularGlossiness", {{"material", &kSpecularGlossiness}}},
        {"KHR_materials_sheen", {{"material", &kSheen}}},
        {"KHR_materials_specular", {{"material", &kSpecular}}},
        {"KHR_materials_transmission", {{"material", &kTransmission}}},
        {"KHR_materials_unlit", {{"material", &kUnlit}}},
        {"KHR_materials_variants", {{"glTF", &kVariants}, {"primitive", &kVariantMappings}}},
        {"KHR_materials_volume", {{"material", &kVolume}}},
        {"KHR_mesh_quantization", {}},
        {"KHR_node_visibility", {{"node", &kVisibility}}},
        {"KHR_texture_transform", {{"textureInfo", &kTextureTransform}}},
    };
    return kRegistry;
}

} // namespace

bool isKnownExtension(std::string_view extension) {
    return registry().find(extension) != registry().end();
}

const ObjectSchema* extensionSchema(std::string_view extension, std::string_view kind) {
    const auto places = registry().find(extension);
    if (places == registry().end()) return nullptr;
    const auto schema = places->second.find(kind);
    return schema == places->second.end() ? nullptr : schema->second;
}

} // namespace vitrine::part
