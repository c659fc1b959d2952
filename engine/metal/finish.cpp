#include "metal/finish.h"

#include "optics/entry.h"
#include "shared/cpp.h"

#include <cmath>
#include <fmt/format.h>

namespace vitrine::metal {
namespace {

using Kind = ToolMarks::Kind;

static_assert(static_cast<int>(Kind::streaks) == RELIEF_STREAKS && static_cast<int>(Kind::grain) == RELIEF_GRAIN &&
              static_cast<int>(Kind::hammered) == RELIEF_HAMMERED &&
              static_cast<int>(Kind::florentine) == RELIEF_FLORENTINE && static_cast<int>(Kind::bark) == RELIEF_BARK &&
              static_cast<int>(Kind::scratches) == RELIEF_SCRATCHES &&
              static_cast<int>(Kind::milgrain) == RELIEF_MILGRAIN);

const std::map<std::string, Kind>& kinds() {
    static const std::map<std::string, Kind> known{{"streaks", Kind::streaks},   {"grain", Kind::grain},
                                                   {"hammered", Kind::hammered}, {"florentine", Kind::florentine},
                                                   {"bark", Kind::bark},         {"scratches", Kind::scratches},
                                                   {"milgrain", Kind::milgrain}};
    return known;
}

ToolMarks readMarks(const JsonPlace& place) {
    place.allowOnly({"kind", "scale_mm", "depth_mm", "stretch", "patina"});
    std::vector<std::string> names;
    for (const auto& [name, unused] : kinds()) names.push_back(name);
    return {.kind = kinds().at(place["kind"].oneOf(names)),
            .scale_mm = place["scale_mm"].number(0.005, 10.0),
            .depth_mm = place["depth_mm"].number(0.0, 1.0),
            .stretch = place.has("stretch") ? place["stretch"].number(1.0, 1000.0) : 1.0,
            .patina = place.has("patina") ? place["patina"].number(0.0, 1.0) : 0.0};
}

} // namespace

HairlineMarks readHairlines(const JsonPlace& place) {
    place.allowOnly({"per_mm2", "length_mm", "width_mm", "slope", "seed"});
    HairlineMarks marks{.perMm2 = place["per_mm2"].number(0.001, 1000.0)};
    if (place.has("length_mm")) marks.length_mm = place["length_mm"].number(0.05, 10.0);
    if (place.has("width_mm")) marks.width_mm = place["width_mm"].number(0.0005, 0.05);
    if (place.has("slope")) marks.slope = place["slope"].number(0.01, 1.0);
    if (place.has("seed")) marks.seed = static_cast<int>(place["seed"].integer(0, 0xffff));
    const double most = marks.perMm2 / shared64::hairlineChance(marks.perMm2, marks.length_mm);
    if (marks.perMm2 > most)
        place["per_mm2"].fail("is more than can be laid of that length",
                              fmt::format("at most {:.3g} of {} mm, or shorter ones", most, marks.length_mm));
    return marks;
}

Json toJson(const HairlineMarks& hairlines) {
    return {{"per_mm2", hairlines.perMm2},
            {"length_mm", hairlines.length_mm},
            {"width_mm", hairlines.width_mm},
            {"slope", hairlines.slope},
            {"seed", hairlines.seed}};
}

double Finish::roughness() const {
    return std::pow(alpha.x * alpha.y, 0.25);
}

Finish readFinish(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "order", "roughness", "marks", "hairlines", "sources"});
    const JsonPlace roughness = entry["roughness"];
    roughness.allowOnly({"along", "across"});
    const ToolMarks marks = entry.has("marks") ? readMarks(entry["marks"]) : ToolMarks{};
    const double along = roughness["along"].number(0.03, 1.0), across = roughness["across"].number(0.03, 1.0);
    std::vector<std::string> sourced{"roughness", "marks"};
    std::optional<HairlineMarks> hairlines;
    if (entry.has("hairlines")) {
        hairlines = readHairlines(entry["hairlines"]);
        sourced.push_back("hairlines");
    }
    return {.id = entry["id"].string(),
            .labels = optics::readLabels(entry["labels"]),
            .order = static_cast<int>(entry["order"].integer(0, 100000)),
            .alpha = {along * along, across * across},
            .marks = marks,
            .moments = momentsOf(static_cast<int>(marks.kind), marks.stretch),
            .hairlines = hairlines,
            .sources = optics::readSources(entry["sources"], sourced)};
}

} // namespace vitrine::metal
