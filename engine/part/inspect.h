#pragma once
#include "part/document.h"
#include "part/issue.h"

#include <optional>

namespace vitrine::part {

/// A model file after every check: what check() reports and readModel() decodes.
struct Inspection {
    Issues issues;
    std::optional<Document> document; ///< nothing when no glTF 2.0 document could be had
};

Inspection inspect(const std::filesystem::path& path, const ReadLimits& limits);

// The stages, in their order. Each adds its findings and leaves the document safe for the next.

void checkRoot(const Json& json, Issues& issues);
void checkVariantList(const Json& json, Issues& issues);
void checkCameras(const Json& json, Issues& issues);
void checkLights(const Json& json, Issues& issues);
void loadBuffers(Document& document, std::optional<Bytes> binary, Issues& issues);
void loadImages(Document& document, Issues& issues);
void checkViewsAndAccessors(Document& document, Issues& issues);
void checkMaterials(const Document& document, Issues& issues);
void checkTextures(const Document& document, Issues& issues);
void checkMeshes(Document& document, Issues& issues);
void checkSkins(Document& document, Issues& issues);
void checkNodes(const Document& document, Issues& issues); ///< and scenes
void checkAnimations(Document& document, Issues& issues);
void checkElements(const Document& document, Issues& issues);
void checkVertices(const Document& document, Issues& issues);

/// Marks an accessor, or a buffer view, as serving a purpose; an error when it already serves another.
void useAccessor(Document& document, int accessor, AccessorUse use, const std::string& pointer, Issues& issues);
void useView(Document& document, int view, ViewUse use, const std::string& pointer, Issues& issues);

/// `extras.vitrine` of a node, material or scene: an object, or a JSON string that holds one. Null when there is none;
/// an error when it is anything else.
Json vitrineExtras(const Json& holder, const std::string& pointer, const ReadLimits& limits, Issues& issues);

} // namespace vitrine::part
