#include "part/reader.h"

#include "base/error.h"
#include "part/check.h"
#include "part/decode.h"
#include "part/inspect.h"

#include <algorithm>
#include <fmt/core.h>

namespace vitrine::part {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const Issue& issue) {
    throw Error({.file = path.string(),
                 .place = issue.pointer.empty() && !issue.byte ? std::string() : issue.place(),
                 .problem = fmt::format("{} [{}]", issue.message, issue.code)});
}

/// What the file asks for and the model does not hold.
void noteWhatIsIgnored(const Document& document, const Issues& issues, Model& model) {
    for (const Issue& issue : issues.all())
        if (issue.code == "UNSUPPORTED_EXTENSION" || issue.code == "IMAGE_UNRECOGNIZED_FORMAT" ||
            issue.code == "NON_RELATIVE_URI")
            model.notes.push_back(issue.place() + ": " + issue.message);
    for (const char* key : {"animations", "skins", "cameras"})
        if (!arrayMember(document.json, key).empty())
            model.notes.push_back(fmt::format("/{}: {} are ignored", key, key));
}

Model decode(Document& document, const Issues& issues) {
    Model model{.file = document.path.string()};
    decodeMaterials(document, model);
    decodeMeshes(document, model);
    decodeNodes(document, model);
    noteWhatIsIgnored(document, issues, model);
    return model;
}

} // namespace

Model readModel(const std::filesystem::path& path, const ReadLimits& limits) {
    Inspection inspection = inspect(path, limits);
    for (const Issue& issue : inspection.issues.all())
        if (issue.severity == Severity::error) refuse(path, issue);
    if (!inspection.document) throw Error({.file = path.string(), .problem = "holds no glTF document"});
    return decode(*inspection.document, inspection.issues);
}

Report check(const std::filesystem::path& path, const ReadLimits& limits) {
    Inspection inspection = inspect(path, limits);
    Report report{.file = path.string(),
                  .unreadable = !inspection.document.has_value(),
                  .issues = std::move(inspection.issues),
                  .model = std::nullopt};
    if (!report.valid()) return report;
    try {
        report.model = decode(*inspection.document, report.issues);
    } catch (const Error& problem) {
        // glTF allows buffers without content; such a file is valid, only there is nothing to show.
        report.issues.warning("MISSING_DATA", problem.parts().place,
                              problem.parts().problem + "; " + problem.parts().remedy);
    }
    return report;
}

} // namespace vitrine::part
