#include "part/mount.h"

#include "part/parameter.h"

namespace vitrine::part {
namespace {

std::vector<std::string> readKinds(const JsonPlace& place) {
    std::vector<std::string> kinds;
    for (const JsonPlace& kind : place.elements()) kinds.push_back(kind.string());
    if (kinds.empty()) place.fail("names no kind of part", "such as [\"head\"]");
    return kinds;
}

std::map<std::string, Expression> readGives(const JsonPlace& place) {
    std::map<std::string, Expression> gives;
    if (place.has("gives"))
        for (const auto& [name, value] : place["gives"].members()) {
            if (!isName(name)) value.fail("\"" + name + "\" is no name", "[a-z][a-z0-9_]*");
            gives[name] = readExpression(value);
        }
    return gives;
}

std::map<std::string, Need> readNeeds(const JsonPlace& place) {
    std::map<std::string, Need> needs;
    if (place.has("needs"))
        for (const auto& [name, value] : place["needs"].members()) {
            if (!isName(name)) value.fail("\"" + name + "\" is no name", "[a-z][a-z0-9_]*");
            allowKeys(value, {"default", "min", "max"});
            Need need{.usual = readExpression(value["default"]), .place = value.pointer()};
            if (value.has("min")) need.least = readExpression(value["min"]);
            if (value.has("max")) need.greatest = readExpression(value["max"]);
            needs[name] = std::move(need);
        }
    return needs;
}

} // namespace

Mount readMount(const JsonPlace& place, int node) {
    allowKeys(place, {"id", "accepts", "needs", "gives", "overlap"});
    return {.id = readName(place["id"]),
            .node = node,
            .accepts = readKinds(place["accepts"]),
            .needs = readNeeds(place),
            .gives = readGives(place),
            .overlap_mm = place.has("overlap") ? place["overlap"].number(0.0, 5.0) : 0.0,
            .place = place.pointer()};
}

Attach readAttach(const JsonPlace& place, int node) {
    allowKeys(place, {"fits", "needs", "gives"});
    return {.node = node,
            .fits = readKinds(place["fits"]),
            .needs = readNeeds(place),
            .gives = readGives(place),
            .place = place.pointer()};
}

} // namespace vitrine::part
