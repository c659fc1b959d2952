#include "part/inspect.h"

#include <fmt/core.h>

namespace vitrine::part {
namespace {

void checkVolume(const Json& material, const std::string& pointer, Issues& issues) {
    const Json& extensions = member(material, "extensions");
    if (!member(extensions, "KHR_materials_volume").is_object()) {
        if (member(extensions, "KHR_materials_dispersion").is_object())
            issues.warning("KHR_MATERIALS_DISPERSION_NO_VOLUME", pointer + "/extensions/KHR_materials_dispersion",
                           "dispersion needs KHR_materials_volume");
        return;
    }
    const std::string place = pointer + "/extensions/KHR_materials_volume";
    // An extension we do not know may let light in too.
    bool mayTransmit = false;
    for (const auto& [name, unused] : extensions.items())
        mayTransmit |= name != "KHR_materials_volume" && (name.find("transmission") != std::string::npos);
    if (!mayTransmit)
        issues.warning("KHR_MATERIALS_VOLUME_NO_TRANSMISSION", place,
                       "a volume needs a surface that lets light through");
    if (boolMember(material, "doubleSided") &&
        numberMember(member(extensions, "KHR_materials_volume"), "thicknessFactor", 0.0) > 0.0)
        issues.warning("KHR_MATERIALS_VOLUME_DOUBLE_SIDED", place, "a volume should not be double-sided");
}

void checkMaterial(const Json& material, const std::string& pointer, const ReadLimits& limits, Issues& issues) {
    const Json& extensions = member(material, "extensions");
    const double ior = numberMember(member(extensions, "KHR_materials_ior"), "ior", 1.5);
    if (ior > 0.0 && ior < 1.0)
        issues.error("VALUE_NOT_IN_RANGE", pointer + "/extensions/KHR_materials_ior/ior",
                     fmt::format("an index of refraction of {}; it is at least 1 (or 0 for an infinite one)", ior));
    if (member(material, "alphaCutoff").is_number() && stringMember(material, "alphaMode", "OPAQUE") != "MASK")
        issues.warning("MATERIAL_ALPHA_CUTOFF_INVALID_MODE", pointer + "/alphaCutoff", "used only with alphaMode MASK");
    checkVolume(material, pointer, issues);
    vitrineExtras(material, pointer, limits, issues);
}

} // namespace

void checkMaterials(const Document& document, Issues& issues) {
    const Json& materials = arrayMember(document.json, "materials");
    for (std::size_t i = 0; i < materials.size(); ++i)
        checkMaterial(materials[i], fmt::format("/materials/{}", i), document.limits, issues);
}

void checkTextures(const Document& document, Issues& issues) {
    const Json& images = arrayMember(document.json, "images");
    for (std::size_t i = 0; i < images.size(); ++i) {
        const std::string pointer = fmt::format("/images/{}", i);
        if (!images[i].is_object()) continue;
        if (images[i].contains("uri") == images[i].contains("bufferView"))
            issues.error("ONE_OF_MISMATCH", pointer, "exactly one of \"uri\" and \"bufferView\" must be defined");
        if (images[i].contains("bufferView") && !images[i].contains("mimeType"))
            issues.error("UNSATISFIED_DEPENDENCY", pointer + "/bufferView", "\"mimeType\" must be defined too");
        const int view = indexMember(images[i], "bufferView", document.views.size());
        if (view >= 0 && document.views[view].stride > 0)
            issues.error("IMAGE_BUFFER_VIEW_WITH_BYTESTRIDE", pointer + "/bufferView",
                         "a buffer view of an image has no byteStride");
    }
    const Json& textures = arrayMember(document.json, "textures");
    for (std::size_t i = 0; i < textures.size(); ++i) {
        const int source = indexMember(textures[i], "source", images.size());
        if (source >= 0 && stringMember(images[source], "mimeType") == "image/webp")
            issues.error("TEXTURE_INVALID_IMAGE_MIME_TYPE", fmt::format("/textures/{}/source", i),
                         "\"image/webp\"; use image/png or image/jpeg here");
    }
}

} // namespace vitrine::part
