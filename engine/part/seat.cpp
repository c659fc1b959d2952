#include "part/seat.h"

#include "base/error.h"
#include "part/parameter.h"

#include <algorithm>
#include <fmt/core.h>

namespace vitrine::part {
namespace {

std::array<Expression, 2> readRange(const JsonPlace& place) {
    if (!place.value().is_array() || place.size() != 2) place.fail("is no range", "[least, greatest]");
    return {readExpression(place[0]), readExpression(place[1])};
}

} // namespace

Seat readSeat(const JsonPlace& place, int node) {
    allowKeys(place, {"id", "role", "cuts", "length", "width", "ratio", "turn"});
    Seat seat{.id = readName(place["id"]), .node = node, .place = place.pointer()};
    if (place.has("role")) seat.role = place["role"].oneOf({"centre", "side", "melee"});
    for (const JsonPlace& cut : place["cuts"].elements()) seat.cuts.push_back(cut.string());
    if (seat.cuts.empty()) place["cuts"].fail("names no cut", "the cuts that fit, such as \"round-brilliant\"");
    seat.length = readRange(place["length"]);
    seat.width = readRange(place["width"]);
    seat.ratio = {Expression(1.0), Expression(100.0)};
    if (place.has("ratio")) seat.ratio = readRange(place["ratio"]);
    if (place.has("turn")) seat.turn = readName(place["turn"]);
    return seat;
}

const std::vector<std::string>& stoneVariables() {
    static const std::vector<std::string> names = {"length",   "width",  "depth",  "crown",
                                                   "pavilion", "girdle", "corner", "slope"};
    return names;
}

double stoneVariable(const StoneDimensions& stone, const std::string& name) {
    const double values[] = {stone.length,   stone.width,  stone.depth,  stone.crown,
                             stone.pavilion, stone.girdle, stone.corner, stone.slope};
    const auto& names = stoneVariables();
    return values[std::find(names.begin(), names.end(), name) - names.begin()];
}

StoneDimensions ordinaryStone(double width_mm) {
    // The reference brilliant: crown 14.5 %, girdle 2.5 %, pavilion 43.0 % of the width.
    return {.length = width_mm,
            .width = width_mm,
            .depth = 0.600 * width_mm,
            .crown = 0.145 * width_mm,
            .pavilion = 0.430 * width_mm,
            .girdle = 0.025 * width_mm,
            .slope = 0.145 / 0.215, // the table leaves 0.215 of the width on either side
            .radius = [width_mm](double) { return 0.5 * width_mm; }};
}

Repeat readRepeat(const JsonPlace& place, int node) {
    allowKeys(place, {"over"});
    Repeat repeat{.node = node, .place = place.pointer()};
    const JsonPlace over = place["over"];
    const std::string text = over.string();
    const auto colon = text.find(':');
    const std::string kind = text.substr(0, colon), rest = colon == std::string::npos ? "" : text.substr(colon + 1);
    if (kind == "count") {
        try {
            repeat.count = Expression::parse(rest);
        } catch (const Error& problem) {
            over.fail(problem.parts().problem, problem.parts().remedy);
        }
    } else if (kind == "stations") {
        const auto slash = rest.find('/');
        if (slash == std::string::npos || slash + 1 == rest.size())
            over.fail("names no stations", "stations:SEAT/PATTERN, such as stations:centre/prong-6");
        repeat.seat = rest.substr(0, slash);
        repeat.pattern = rest.substr(slash + 1);
    } else if (kind == "stones" || kind == "between" || kind == "path") {
        over.fail("\"" + kind + ":\" is reserved, not built yet", "count:EXPR or stations:SEAT/PATTERN");
    } else {
        over.fail("\"" + text + "\" is not known", "count:EXPR or stations:SEAT/PATTERN");
    }
    return repeat;
}

const std::vector<std::string>& instanceVariables() {
    static const std::vector<std::string> names = {"i", "n", "s", "a", "corner", "d_prev", "d_next", "gap"};
    return names;
}

} // namespace vitrine::part
