#include "part/inspect.h"

#include "base/error.h"

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

Inspection inspect(const std::filesystem::path& path, const ReadLimits& limits) {
    Inspection inspection{.issues = Issues(limits.maxIssues), .document = std::nullopt};
    Issues& issues = inspection.issues;
    auto container = readContainer(path, limits, issues);
    if (!container) return inspection;
    Document document{.path = path, .limits = limits, .isGlb = container->isGlb, .json = std::move(container->json)};
    loadBuffers(document, std::move(container->binary), issues);
    readTables(document);
    checkViewsAndAccessors(document, issues);
    loadImages(document, issues);
    inspection.document = std::move(document);
    return inspection;
}

} // namespace vitrine::part
