#include "metal/alloy.h"

#include "metal/mixture.h"
#include "optics/entry.h"

#include <cmath>
#include <fmt/format.h>

namespace vitrine::metal {
namespace {

ComplexIndex readIndex(const JsonPlace& index) {
    // A noble metal's n falls to 0.04 in the red; nothing metallic exceeds 20 in the visible.
    return {optics::readCurve(index["n"], 1e-4, 20.0), optics::readCurve(index["k"], 0.0, 20.0)};
}

ComplexIndex readMixture(const JsonPlace& mixture) {
    std::vector<Component> components;
    double total = 0.0;
    for (const JsonPlace& element : mixture.elements()) {
        element.allowOnly({"element", "weight_percent", "atomic_weight", "n", "k"});
        (void)element["element"].string();
        components.push_back({.index = readIndex(element),
                              .weightPercent = element["weight_percent"].number(0.0, 100.0),
                              .atomicWeight = element["atomic_weight"].number(1.0, 300.0)});
        total += components.back().weightPercent;
    }
    if (components.empty()) mixture.fail("is empty", "one element or more");
    if (std::abs(total - 100.0) > 0.5) mixture.fail(fmt::format("adds up to {} %", total), "100 % by weight");
    return mixByAtoms(components);
}

} // namespace

Alloy readAlloy(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "density_g_cm3", "index", "mixture", "model", "sources"});
    if (entry.has("index") == entry.has("mixture"))
        entry.fail("needs either \"index\" or \"mixture\"", "\"index\" where measured, else \"mixture\"");
    const ComplexIndex index = entry.has("index") ? readIndex(entry["index"]) : readMixture(entry["mixture"]);
    // A predicted or substituted index must say what it rests on and how far off it may be.
    if (entry.has("mixture")) (void)entry["model"];
    if (entry.has("model")) (void)entry["model"].string();
    return {.id = entry["id"].string(),
            .labels = optics::readLabels(entry["labels"]),
            .n = index.n,
            .k = index.k,
            .density_g_cm3 = entry["density_g_cm3"].number(0.5, 25.0),
            .sources = optics::readSources(entry["sources"], {"index", "density_g_cm3"})};
}

} // namespace vitrine::metal
