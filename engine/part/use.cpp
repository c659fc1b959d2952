#include "part/inspect.h"

#include <fmt/core.h>

namespace vitrine::part {
namespace {

const char* name(AccessorUse use) {
    switch (use) {
    case AccessorUse::none:
        return "nothing";
    case AccessorUse::vertices:
        return "vertices";
    case AccessorUse::indices:
        return "indices";
    case AccessorUse::inverseBind:
        return "inverse bind matrices";
    case AccessorUse::animationInput:
        return "animation times";
    case AccessorUse::animationOutput:
        return "animation values";
    }
    return "";
}

const char* name(ViewUse use) {
    switch (use) {
    case ViewUse::none:
        return "nothing";
    case ViewUse::vertices:
        return "vertices";
    case ViewUse::indices:
        return "indices";
    case ViewUse::inverseBind:
        return "inverse bind matrices";
    case ViewUse::animation:
        return "animation";
    case ViewUse::image:
        return "an image";
    }
    return "";
}

} // namespace

void useAccessor(Document& document, int accessor, AccessorUse use, const std::string& pointer, Issues& issues) {
    if (accessor < 0) return;
    AccessorUse& known = document.accessorUses[accessor];
    if (known == AccessorUse::none) known = use;
    if (known != use)
        issues.error(
            "ACCESSOR_USAGE_OVERRIDE", pointer,
            fmt::format("accessor {} already holds {}, it cannot hold {} too", accessor, name(known), name(use)));
}

void useView(Document& document, int view, ViewUse use, const std::string& pointer, Issues& issues) {
    if (view < 0) return;
    ViewUse& known = document.viewUses[view];
    if (known == ViewUse::none) known = use;
    if (known != use)
        issues.error("BUFFER_VIEW_TARGET_OVERRIDE", pointer,
                     fmt::format("buffer view {} is for {}, it cannot be for {} too", view, name(known), name(use)));
}

} // namespace vitrine::part
