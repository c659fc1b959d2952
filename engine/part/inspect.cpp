#include "part/inspect.h"

#include "base/error.h"
#include "part/schema.h"

#include <algorithm>

namespace vitrine::part {

Json vitrineExtras(const Json& holder, const std::string& pointer, const ReadLimits& limits, Issues& issues) {
    const Json& extras = member(member(holder, "extras"), "vitrine");
    if (extras.is_null() || extras.is_object()) return extras;
    const std::string place = pointer + "/extras/vitrine";
    if (!extras.is_string()) {
        issues.error("VITRINE_EXTRAS_INVALID", place, "must be an object, or a JSON string that holds one");
        return nullptr;
    }
    try {
        Json parsed = parseJson(extras.get_ref<const std::string&>(), {},
                                {.maxBytes = limits.maxJsonBytes, .maxDepth = limits.maxJsonDepth});
        if (parsed.is_object()) return parsed;
        issues.error("VITRINE_EXTRAS_INVALID", place, "the JSON string must hold an object");
    } catch (const Error& problem) {
        issues.error("VITRINE_EXTRAS_INVALID", place, std::string("the JSON string: ") + problem.what());
    }
    return nullptr;
}

namespace {

void checkAll(Document& document, std::optional<Bytes> binary, Issues& issues) {
    checkVariantList(document.json, issues);
    checkCameras(document.json, issues);
    checkLights(document.json, issues);
    loadBuffers(document, std::move(binary), issues);
    readTables(document);
    checkViewsAndAccessors(document, issues);
    checkMeshes(document, issues);
    checkSkins(document, issues);
    checkAnimations(document, issues);
    checkNodes(document, issues);
    checkMaterials(document, issues);
    checkTextures(document, issues);
    checkElements(document, issues);
    checkVertices(document, issues);
    loadImages(document, issues);
}

} // namespace

Inspection inspect(const std::filesystem::path& path, const ReadLimits& limits) {
    Inspection inspection{.issues = Issues(limits.maxIssues), .document = std::nullopt};
    Issues& issues = inspection.issues;
    auto container = readContainer(path, limits, issues);
    if (!container) return inspection;
    Document document{.path = path, .limits = limits, .isGlb = container->isGlb, .json = std::move(container->json)};
    for (const Json& name : arrayMember(document.json, "extensionsUsed"))
        if (name.is_string()) document.extensionsUsed.insert(name.get<std::string>());
    checkRoot(document.json, issues);
    // Another major version is another format: nothing more can be said about it.
    const bool isOther = std::any_of(issues.all().begin(), issues.all().end(),
                                     [](const Issue& i) { return i.code == "UNKNOWN_ASSET_MAJOR_VERSION"; });
    if (!isOther) {
        checkSchema(document.json, document.extensionsUsed, issues);
        checkAll(document, std::move(container->binary), issues);
    }
    inspection.document = std::move(document);
    return inspection;
}

} // namespace vitrine::part
