#include "gem/cut.h"

#include "base/error.h"
#include "gem/polyhedron.h"
#include "optics/entry.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::gem {
namespace {

RoundBrilliant readRoundBrilliant(const JsonPlace& place) {
    place.allowOnly({"table", "crown_deg", "pavilion_deg", "star", "lower_half", "girdle", "culet", "girdle_facets"});
    return {.table = place["table"].number(),
            .crown_deg = place["crown_deg"].number(),
            .pavilion_deg = place["pavilion_deg"].number(),
            .star = place["star"].number(),
            .lowerHalf = place["lower_half"].number(),
            .girdle = place["girdle"].number(),
            .culet = place["culet"].number(),
            .girdleFacets = static_cast<int>(place["girdle_facets"].integer(16, 256))};
}

Outline readOutline(const JsonPlace& place) {
    Outline outline{.shape = outlineShape(place["outline"].oneOf({"oval", "cushion", "pear", "marquise", "trillion"}))};
    const bool even = outline.shape == OutlineShape::trillion; // its length follows from its width
    const bool bulges = even || outline.shape == OutlineShape::cushion;
    if (!even) outline.length = place["length"].number();
    if (bulges) outline.bulge = place["bulge"].number();
    if (even && place.has("length")) place["length"].fail("has no meaning for a trillion", "leave it out");
    if (!bulges && place.has("bulge")) place["bulge"].fail("has no meaning for this outline", "leave it out");
    return outline;
}

OutlineBrilliant readOutlineBrilliant(const JsonPlace& place) {
    place.allowOnly({"outline", "length", "bulge", "table", "crown_deg", "pavilion_deg", "keel", "star", "lower_half",
                     "girdle", "girdle_facets"});
    return {.outline = readOutline(place),
            .table = place["table"].number(),
            .crown_deg = place["crown_deg"].number(),
            .pavilion_deg = place["pavilion_deg"].number(),
            .keel = place["keel"].number(),
            .star = place["star"].number(),
            .lowerHalf = place["lower_half"].number(),
            .girdle = place["girdle"].number(),
            .girdleFacets = static_cast<int>(place["girdle_facets"].integer(24, 256))};
}

StepCut readStepCut(const JsonPlace& place) {
    place.allowOnly({"length", "corner", "table", "crown_deg", "crown_break_deg", "crown_steps", "pavilion_deg",
                     "pavilion_break_deg", "pavilion_steps", "girdle"});
    return {.length = place["length"].number(),
            .corner = place["corner"].number(),
            .table = place["table"].number(),
            .crown_deg = place["crown_deg"].number(),
            .crownBreak_deg = place["crown_break_deg"].number(),
            .crownSteps = static_cast<int>(place["crown_steps"].integer(1, 6)),
            .pavilion_deg = place["pavilion_deg"].number(),
            .pavilionBreak_deg = place["pavilion_break_deg"].number(),
            .pavilionSteps = static_cast<int>(place["pavilion_steps"].integer(1, 6)),
            .girdle = place["girdle"].number()};
}

Cabochon readCabochon(const JsonPlace& place) {
    place.allowOnly({"length", "dome", "girdle", "base"});
    return {.length = place["length"].number(),
            .dome = place["dome"].number(),
            .girdle = place["girdle"].number(),
            .base = place["base"].number()};
}

Recipe readRecipe(const std::string& kind, const JsonPlace& proportions) {
    if (kind == "step") return readStepCut(proportions);
    if (kind == "outline-brilliant") return readOutlineBrilliant(proportions);
    if (kind == "cabochon" || kind == "pearl") return readCabochon(proportions);
    return readRoundBrilliant(proportions);
}

// What the builder complains of, at the place of the proportions that it was given.
Solid built(const Recipe& recipe, const JsonPlace& proportions) {
    try {
        return build(recipe);
    } catch (const Error& error) {
        proportions.fail(error.parts().problem, error.parts().remedy);
    }
}

Solid withDeviations(Solid solid, const JsonPlace& deviations) {
    for (const JsonPlace& deviation : deviations.elements()) {
        deviation.allowOnly({"facet", "tilt_deg"});
        const auto last = static_cast<long long>(solid.facets().size()) - 1;
        const auto facet = static_cast<std::size_t>(deviation["facet"].integer(0, last));
        const double tilt_deg = deviation["tilt_deg"].number(-10.0, 10.0);
        try {
            solid = withFacetTurned(solid, facet, tilt_deg);
        } catch (const Error& error) {
            deviation.fail(error.parts().problem, "a smaller tilt");
        }
    }
    return solid;
}

struct Range {
    double least = 0.0, greatest = 0.0;
};

// The extent along one axis of all faces of a kind, {0, 0} without any.
Range extentOf(const Solid& solid, FacetKind kind, int axis) {
    Range range;
    bool any = false;
    for (std::size_t i = 0; i < solid.facets().size(); ++i) {
        if (solid.facets()[i].kind != kind) continue;
        for (const int v : solid.polyhedron().faces[i]) {
            const double x = solid.polyhedron().vertices[static_cast<std::size_t>(v)][axis];
            range = any ? Range{std::min(range.least, x), std::max(range.greatest, x)} : Range{x, x};
            any = true;
        }
    }
    return range;
}

double size(const Range& range) {
    return range.greatest - range.least;
}

// `place`: where the entry gives what is read of the recipe.
CutBody readBody(const JsonPlace& entry, const Recipe& recipe, const JsonPlace& place) {
    Solid solid = built(recipe, place);
    if (const auto* cabochon = std::get_if<Cabochon>(&recipe)) {
        if (entry.has("deviations"))
            entry["deviations"].fail("a stone without facets has none to turn", "leave it out");
        return {.recipe = recipe, .solid = std::move(solid), .proportions = proportionsOf(*cabochon)};
    }
    if (entry.has("deviations")) solid = withDeviations(std::move(solid), entry["deviations"]);
    const Proportions proportions = measureProportions(solid);
    return {.recipe = recipe, .solid = std::move(solid), .proportions = proportions};
}

// The entry's own proportions with what differs for a group.
CutBody readBodyOfGroup(const std::string& kind, const JsonPlace& entry, const JsonPlace& differing) {
    Json merged = entry["proportions"].value();
    for (const auto& [key, place] : differing.members()) merged[key] = place.value();
    const JsonPlace whole(merged, differing.file(), differing.pointer());
    return readBody(entry, readRecipe(kind, whole), differing);
}

std::map<IndexGroup, CutBody> readBodiesByGroup(const std::string& kind, const JsonPlace& entry) {
    std::map<IndexGroup, CutBody> bodies;
    if (!entry.has("proportions_by_group")) return bodies;
    const JsonPlace groups = entry["proportions_by_group"];
    groups.allowOnly({nameOf(IndexGroup::high), nameOf(IndexGroup::middle), nameOf(IndexGroup::low)});
    for (const IndexGroup group : {IndexGroup::high, IndexGroup::middle, IndexGroup::low})
        if (groups.has(nameOf(group))) bodies.emplace(group, readBodyOfGroup(kind, entry, groups[nameOf(group)]));
    return bodies;
}

} // namespace

Solid withFacetTurned(const Solid& solid, std::size_t facet, double tilt_deg) {
    std::vector<Facet> facets = solid.facets();
    HalfSpace& plane = facets.at(facet).plane;
    const glm::dvec3 middle = faceCentre(solid.polyhedron(), facet);
    const glm::dvec3 n = plane.normal;
    // Turning about up x n by a positive angle takes the normal away from up; below the girdle that is flatter.
    const glm::dvec3 across = glm::cross(glm::dvec3(0, 1, 0), n);
    const glm::dvec3 axis = glm::length(across) > 1e-9 ? glm::normalize(across) : glm::dvec3(1, 0, 0);
    const double angle = radians(n.y < 0.0 ? -tilt_deg : tilt_deg);
    plane.normal = glm::normalize(n * std::cos(angle) + glm::cross(axis, n) * std::sin(angle)); // Rodrigues, axis _|_ n
    plane.distance = glm::dot(plane.normal, middle);
    return Solid(std::move(facets));
}

Proportions measureProportions(const Solid& solid) {
    const glm::dvec3 least = solid.polyhedron().least(), greatest = solid.polyhedron().greatest();
    const double width = greatest.x - least.x;
    const Range girdle = extentOf(solid, FacetKind::girdle, 1);
    return {.length = (greatest.z - least.z) / width,
            .table = size(extentOf(solid, FacetKind::table, 0)) / width,
            .crownHeight = (greatest.y - girdle.greatest) / width,
            .pavilionDepth = (girdle.least - least.y) / width,
            .girdle = size(girdle) / width,
            .depth = (greatest.y - least.y) / width};
}

std::vector<std::string> oddities(const Proportions& faceted) {
    constexpr double kDeepest = 1.0, kFlattest = 0.25;
    std::vector<std::string> odd;
    const auto say = [&](const char* what) {
        odd.push_back(
            fmt::format("The stone is {:.0f} % of its width deep, {}: check the angles of crown and pavilion, "
                        "and the girdle.",
                        100.0 * faceted.depth, what));
    };
    if (faceted.depth > kDeepest) say("deeper than it is wide, as no stone is cut");
    if (faceted.depth < kFlattest) say("flatter than any that is cut");
    return odd;
}

Proportions proportionsOf(const Cabochon& cabochon) {
    return {.length = cabochon.length,
            .table = 0.0,
            .crownHeight = cabochon.dome,
            .pavilionDepth = cabochon.base,
            .girdle = cabochon.girdle,
            .depth = cabochon.dome + cabochon.girdle + cabochon.base};
}

Solid build(const Recipe& recipe) {
    if (const auto* cabochon = std::get_if<Cabochon>(&recipe)) return hullOf(*cabochon);
    if (const auto* step = std::get_if<StepCut>(&recipe)) return stepCut(*step);
    if (const auto* outlined = std::get_if<OutlineBrilliant>(&recipe)) return outlineBrilliant(*outlined);
    return roundBrilliant(std::get<RoundBrilliant>(recipe));
}

double CutBody::volume() const {
    return cabochon() != nullptr ? gem::volume(*cabochon()) : solid.polyhedron().volume();
}

const CutBody& Cut::bodyFor(IndexGroup group) const {
    const auto found = byGroup.find(group);
    return found == byGroup.end() ? body : found->second;
}

Style Cut::style() const {
    if (kind == "pearl") return Style::pearl;
    return kind == "cabochon" ? Style::cabochon : Style::faceted;
}

Style usualStyle(const Species& species) {
    if (!species.body) return Style::faceted;
    return species.body->nacre ? Style::pearl : Style::cabochon;
}

Cut readCut(const JsonPlace& entry) {
    entry.allowOnly(
        {"id", "labels", "kind", "proportions", "proportions_by_group", "deviations", "stations", "sources"});
    const std::string kind = entry["kind"].oneOf({"round-brilliant", "outline-brilliant", "step", "cabochon", "pearl"});
    std::vector<std::string> sourced{"proportions"};
    if (entry.has("proportions_by_group")) sourced.push_back("proportions_by_group");
    return {.id = entry["id"].string(),
            .labels = optics::readLabels(entry["labels"]),
            .kind = kind,
            .body = readBody(entry, readRecipe(kind, entry["proportions"]), entry["proportions"]),
            .byGroup = readBodiesByGroup(kind, entry),
            .sources = optics::readSources(entry["sources"], sourced)};
}

} // namespace vitrine::gem
