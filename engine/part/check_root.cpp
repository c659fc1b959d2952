#include "part/inspect.h"
#include "part/schema.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/core.h>
#include <optional>
#include <string_view>

namespace vitrine::part {
namespace {

/// The extensions whose meaning is read; a file may require them.
constexpr std::array<std::string_view, 9> kRead{"KHR_materials_dispersion",   "KHR_materials_emissive_strength",
                                                "KHR_materials_ior",          "KHR_materials_specular",
                                                "KHR_materials_transmission", "KHR_materials_unlit",
                                                "KHR_materials_variants",     "KHR_materials_volume",
                                                "KHR_mesh_quantization"};

struct Version {
    unsigned long major = 0, minor = 0;
};

/// "2.0", by the pattern of the specification.
std::optional<Version> parseVersion(const std::string& text) {
    const std::size_t dot = text.find('.');
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() < 10 &&
               std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (dot == std::string::npos || !digits(text.substr(0, dot)) || !digits(text.substr(dot + 1))) return std::nullopt;
    return Version{std::stoul(text.substr(0, dot)), std::stoul(text.substr(dot + 1))};
}

std::optional<Version> checkVersion(const Json& asset, const char* key, Issues& issues) {
    const Json& text = member(asset, key);
    if (!text.is_string()) return std::nullopt;
    const auto version = parseVersion(text.get<std::string>());
    if (!version)
        issues.error("PATTERN_MISMATCH", std::string("/asset/") + key,
                     excerpt(text.get<std::string>()) + " is no version; write \"2.0\"");
    return version;
}

void checkAsset(const Json& asset, Issues& issues) {
    const auto version = checkVersion(asset, "version", issues), least = checkVersion(asset, "minVersion", issues);
    if (version && version->major != 2)
        issues.error("UNKNOWN_ASSET_MAJOR_VERSION", "/asset/version",
                     fmt::format("glTF {}; only glTF 2 is read", version->major));
    else if (version && version->minor > 0)
        issues.warning("UNKNOWN_ASSET_MINOR_VERSION", "/asset/version",
                       fmt::format("glTF 2.{} is not known", version->minor));
    if (version && least &&
        (least->major > version->major || (least->major == version->major && least->minor > version->minor)))
        issues.error("ASSET_MIN_VERSION_GREATER_THAN_VERSION", "/asset/minVersion",
                     "minVersion is greater than version");
}

/// A prefix of capitals and digits, an underscore, and a name.
bool isWellNamed(const std::string& extension) {
    const std::size_t bar = extension.find('_');
    return bar != std::string::npos && bar > 0 && bar + 1 < extension.size() &&
           std::all_of(extension.begin(), extension.begin() + static_cast<std::ptrdiff_t>(bar),
                       [](unsigned char c) { return std::isupper(c) || std::isdigit(c); }) &&
           std::all_of(extension.begin(), extension.end(), [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

void checkExtensions(const Json& json, Issues& issues) {
    const Json &used = arrayMember(json, "extensionsUsed"), &required = arrayMember(json, "extensionsRequired");
    const auto lists = [](const Json& list, const std::string& name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i].is_string()) continue;
        const std::string name = used[i].get<std::string>(), pointer = fmt::format("/extensionsUsed/{}", i);
        if (!isWellNamed(name))
            issues.warning("INVALID_EXTENSION_NAME_FORMAT", pointer, excerpt(name) + " is not named as extensions are");
        if (name == "KHR_mesh_quantization" && !lists(required, name))
            issues.error("NON_REQUIRED_EXTENSION", pointer, name + " must be listed in extensionsRequired too");
        if (std::find(kRead.begin(), kRead.end(), name) == kRead.end())
            issues.information("UNSUPPORTED_EXTENSION", pointer, "the extension " + excerpt(name) + " is ignored");
    }
    if (!required.empty() && !json.contains("extensionsUsed"))
        issues.error("UNSATISFIED_DEPENDENCY", "/extensionsRequired", "extensionsUsed must be defined too");
    for (std::size_t i = 0; i < required.size(); ++i) {
        if (!required[i].is_string()) continue;
        const std::string name = required[i].get<std::string>(), pointer = fmt::format("/extensionsRequired/{}", i);
        if (!lists(used, name))
            issues.error("UNUSED_EXTENSION_REQUIRED", pointer, excerpt(name) + " is not listed in extensionsUsed");
        if (std::find(kRead.begin(), kRead.end(), name) == kRead.end())
            issues.error("UNSUPPORTED_REQUIRED_EXTENSION", pointer,
                         fmt::format("the file cannot be shown without {}, which is not read", excerpt(name)));
    }
}

} // namespace

void checkRoot(const Json& json, Issues& issues) {
    checkAsset(member(json, "asset"), issues);
    checkExtensions(json, issues);
}

void checkVariantList(const Json& json, Issues& issues) {
    // Every primitive keeps one material for each variant.
    constexpr std::size_t kMostVariants = 256;
    const Json& variants = arrayMember(member(member(json, "extensions"), "KHR_materials_variants"), "variants");
    if (variants.size() > kMostVariants)
        issues.error("LIMIT_EXCEEDED", "/extensions/KHR_materials_variants/variants",
                     fmt::format("{} variants; at most {} are read", variants.size(), kMostVariants));
}

void checkCameras(const Json& json, Issues& issues) {
    const Json& cameras = arrayMember(json, "cameras");
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        const Json& camera = cameras[i];
        const std::string pointer = fmt::format("/cameras/{}", i), type = stringMember(camera, "type");
        if (!camera.is_object()) continue;
        if (camera.contains("orthographic") && camera.contains("perspective"))
            issues.error("ONE_OF_MISMATCH", pointer, "either \"orthographic\" or \"perspective\", not both");
        if ((type == "orthographic" || type == "perspective") && !camera.contains(type))
            issues.error("UNDEFINED_PROPERTY", pointer, excerpt(type) + " must be defined");
        for (const char* key : {"orthographic", "perspective"}) {
            const Json& lens = member(camera, key);
            const double znear = numberMember(lens, "znear", 0.0), zfar = numberMember(lens, "zfar", INFINITY);
            if (lens.is_object() && zfar <= znear)
                issues.error("CAMERA_ZFAR_LEQUAL_ZNEAR", pointer + "/" + key, "zfar must be greater than znear");
        }
        for (const char* key : {"xmag", "ymag"}) {
            const double extent = numberMember(member(camera, "orthographic"), key, 1.0);
            if (extent == 0.0)
                issues.error("CAMERA_XMAG_YMAG_ZERO", pointer + "/orthographic/" + key, "must not be zero");
            if (extent < 0.0)
                issues.warning("CAMERA_XMAG_YMAG_NEGATIVE", pointer + "/orthographic/" + key, "should not be negative");
        }
        if (numberMember(member(camera, "perspective"), "yfov", 0.0) >= kPi)
            issues.warning("CAMERA_YFOV_GEQUAL_PI", pointer + "/perspective", "yfov should be less than pi");
    }
}

void checkLights(const Json& json, Issues& issues) {
    const Json& lights = arrayMember(member(member(json, "extensions"), "KHR_lights_punctual"), "lights");
    for (std::size_t i = 0; i < lights.size(); ++i) {
        const std::string pointer = fmt::format("/extensions/KHR_lights_punctual/lights/{}", i);
        const Json& spot = member(lights[i], "spot");
        if (stringMember(lights[i], "type") == "spot" && spot.is_null())
            issues.error("UNDEFINED_PROPERTY", pointer, "\"spot\" must be defined for a light of this type");
        if (!spot.is_object()) continue;
        const double inner = numberMember(spot, "innerConeAngle", 0.0),
                     outer = numberMember(spot, "outerConeAngle", kPi / 4.0);
        if (outer <= inner)
            issues.error("KHR_LIGHTS_PUNCTUAL_LIGHT_SPOT_ANGLES", pointer + "/spot",
                         "outerConeAngle must be greater than innerConeAngle");
    }
}

} // namespace vitrine::part
