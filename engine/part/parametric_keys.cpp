#include "part/parametric_keys.h"

#include <algorithm>
#include <fmt/core.h>
#include <fmt/ranges.h>

namespace vitrine::part {
namespace {

// Version 1 of the format keeps these for what real settings need; docs/parts.md says what each will mean.
constexpr const char* kReserved[] = {
    "wrap",                                                             // a mesh that follows an outline or a path
    "path",     "through", "pitch",                                     // curves to lay things along
    "set",                                                              // rows of stones
    "cut",      "cutter",                                               // seats and holes cut into metal
    "warp",     "place",   "mirror",                                    // pieces beside each other
    "audience", "group",   "order",   "snap",     "choices",  "format", // for people
    "finish",   "tool",    "engrave", "hallmark", "milgrain",           // zones
    "body",     "method",  "sku",     "sizing",   "measures",           // for the bench
};

} // namespace

void allowKeys(const JsonPlace& place, const std::vector<std::string>& known) {
    for (const auto& [key, member] : place.members()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        if (std::find(std::begin(kReserved), std::end(kReserved), key) != std::end(kReserved))
            member.fail("\"" + key + "\" is reserved, not built yet", "leave it out");
        member.fail("\"" + key + "\" is not known here", fmt::format("one of {}", fmt::join(known, ", ")));
    }
}

} // namespace vitrine::part
