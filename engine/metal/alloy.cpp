#include "metal/alloy.h"

#include "metal/read_index.h"
#include "optics/entry.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::metal {
namespace {

// {"Au": 75, "Ag": 12.5, "Cu": 12.5}, the largest share first, then by symbol.
Shares readShares(const JsonPlace& place, const Measurements& known) {
    Shares shares;
    double total = 0.0;
    for (const auto& [symbol, percent] : place.members()) {
        (void)known.element(symbol, percent);
        shares.push_back({.element = symbol, .percent = percent.number(0.01, 100.0)});
        total += shares.back().percent;
    }
    if (std::abs(total - 100.0) > 0.05) place.fail(fmt::format("adds up to {} %", total), "shares that make 100 %");
    std::stable_sort(shares.begin(), shares.end(),
                     [](const Share& a, const Share& b) { return a.percent > b.percent; });
    return shares;
}

double percentOf(const std::string& symbol, const Shares& shares) {
    for (const Share& share : shares)
        if (share.element == symbol) return share.percent;
    return 0.0;
}

ComplexIndex mix(const Shares& atoms, const Measurements& known, const JsonPlace& place) {
    for (const Share& share : atoms)
        if (!known.elements.at(share.element).permittivity)
            place.fail("needs optics of " + share.element + ", of which none are at hand",
                       "\"element\" or \"blend_atomic_percent\" with elements that have some");
    const ComplexIndex index = mixByAtoms(atoms, known);
    for (const double n : index.n.values())
        if (n < 1e-3) place.fail("mixes to a metal that gains light", "shares nearer to what was measured");
    return index;
}

ComplexIndex indexOf(const std::string& symbol, const Measurements& known, const JsonPlace& place) {
    const Element& element = known.element(symbol, place);
    if (!element.index) place.fail(symbol + " has no measured index", "an element that has one");
    return *element.index;
}

// What is seen: one of a curve of its own, an element that is it or stands for it, a blend with a stated target, and
// the model's answer to the recipe.
ComplexIndex readOptics(const JsonPlace& optics, const Shares& recipe, const Measurements& known) {
    optics.allowOnly({"status", "index", "element", "blend_atomic_percent", "mixture", "error"});
    const int ways =
        optics.has("index") + optics.has("element") + optics.has("blend_atomic_percent") + optics.has("mixture");
    if (ways != 1)
        optics.fail("does not say in one way what is seen",
                    "one of \"index\", \"element\", \"blend_atomic_percent\" and \"mixture\"");
    if (optics.has("index")) return readIndex(optics["index"]);
    if (optics.has("element")) return indexOf(optics["element"].string(), known, optics["element"]);
    if (optics.has("blend_atomic_percent"))
        return mix(readShares(optics["blend_atomic_percent"], known), known, optics["blend_atomic_percent"]);
    (void)optics["mixture"].oneOf({"recipe"});
    return mix(atomsFromWeight(recipe, known), known, optics["mixture"]);
}

std::optional<Fineness> readFineness(const JsonPlace& entry, const Shares& recipe) {
    if (!entry.has("fineness")) return std::nullopt;
    const JsonPlace place = entry["fineness"];
    place.allowOnly({"element", "per_mille"});
    const Fineness fineness{.element = place["element"].string(), .perMille = place["per_mille"].number(1.0, 1000.0)};
    // Recipes round to tenths of a percent; a hallmark allows nothing below, but 14 karat is 583 here and 585 there.
    if (const double made = 10.0 * percentOf(fineness.element, recipe); std::abs(made - fineness.perMille) > 3.0)
        place.fail(fmt::format("is not what the recipe makes: {} per mille", made));
    return fineness;
}

std::optional<Plating> readPlating(const JsonPlace& entry, const Measurements& known) {
    if (!entry.has("plating")) return std::nullopt;
    const JsonPlace place = entry["plating"];
    place.allowOnly({"element", "thickness_um", "unplated"});
    const Plating plating{
        .element = known.element(place["element"].string(), place["element"]).symbol,
        .thickness_um = {place["thickness_um"][0].number(0.01, 50.0), place["thickness_um"][1].number(0.01, 50.0)},
        .unplated = place["unplated"].string()};
    if (plating.thickness_um.first > plating.thickness_um.second) place["thickness_um"].fail("is not a range");
    return plating;
}

Nickel readNickel(const JsonPlace& place, const Shares& recipe) {
    const std::string word = place.oneOf({"none", "bound", "released"});
    if ((word == "none") == (percentOf("Ni", recipe) > 0.0))
        place.fail("does not agree with the recipe", "\"none\" just where there is no nickel in it");
    return word == "none" ? Nickel::none : word == "bound" ? Nickel::bound : Nickel::released;
}

} // namespace

Alloy readAlloy(const JsonPlace& entry, const Measurements& known) {
    entry.allowOnly({"id", "labels", "family", "order", "colour_designation", "fineness", "hallmark", "recipe",
                     "nickel", "care", "plating", "optics", "density_g_cm3", "sources"});
    const JsonPlace seen = entry["optics"];
    const Shares recipe = readShares(entry["recipe"], known);
    const bool measured = seen["status"].oneOf({"measured", "modelled"}) == "measured";
    const ComplexIndex index = readOptics(seen, recipe, known);
    return {.id = entry["id"].string(),
            .labels = optics::readLabels(entry["labels"]),
            .family = entry["family"].string(),
            .order = static_cast<int>(entry["order"].integer(0, 100000)),
            .colourDesignation = entry.has("colour_designation") ? entry["colour_designation"].string() : "",
            .fineness = readFineness(entry, recipe),
            .hallmark = entry.has("hallmark") ? entry["hallmark"].string() : "",
            .recipe = recipe,
            .nickel = readNickel(entry["nickel"], recipe),
            .care = optics::readLabels(entry["care"]),
            .plating = readPlating(entry, known),
            .evidence = measured ? Evidence::measured : Evidence::modelled,
            .error = measured ? "" : seen["error"].string(),
            .n = index.n,
            .k = index.k,
            .density_g_cm3 = entry["density_g_cm3"].number(0.5, 25.0),
            .sources = optics::readSources(entry["sources"], {"index", "recipe", "density_g_cm3"})};
}

} // namespace vitrine::metal
