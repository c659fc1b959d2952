#include "scene/resolve.h"

#include "scene/look_up.h"
#include "scene/opaque.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine::scene {
namespace {

constexpr double kRatioTolerance = 0.005; // of length to width: what a calliper tells apart

// Distance from the axis to the outline of the girdle, y = 0, in the direction of an azimuth.
double outlineRadius(const gem::Solid& solid, double azimuth_deg) {
    const double a = radians(azimuth_deg);
    const glm::dvec3 outward(std::sin(a), 0.0, std::cos(a));
    double radius = std::numeric_limits<double>::infinity();
    for (const gem::Facet& facet : solid.facets())
        if (const double rise = glm::dot(facet.plane.normal, outward); rise > 1e-9)
            radius = std::min(radius, facet.plane.distance / rise);
    return radius;
}

part::StoneDimensions dimensionsOf(const gem::Proportions& p, const StoneChoice& choice,
                                   std::shared_ptr<const gem::Solid> solid) {
    const double width = choice.width_mm;
    return {.length = choice.length_mm,
            .width = width,
            .depth = p.depth * width,
            .crown = p.crownHeight * width,
            .pavilion = p.pavilionDepth * width,
            .girdle = p.girdle * width,
            .radius = [solid = std::move(solid)](double azimuth_deg) { return outlineRadius(*solid, azimuth_deg); }};
}

ResolvedStone resolveStone(const StoneChoice& choice, const Catalogue& catalogue, const std::string& file,
                           const std::string& place) {
    ResolvedStone stone{.species = lookUp(catalogue.species, choice.species, "species", file, place + "/species"),
                        .cut = lookUp(catalogue.cuts, choice.cut, "cut", file, place + "/cut"),
                        .solid = nullptr};
    const gem::CutBody& body = stone.body();
    const double ratio = body.proportions.length;
    if (std::abs(choice.length_mm / choice.width_mm - ratio) > kRatioTolerance * ratio)
        throw Error(
            {.file = file,
             .place = place,
             .problem = fmt::format("a {} of {} x {} mm does not have its proportions", choice.cut, choice.length_mm,
                                    choice.width_mm),
             .remedy = fmt::format("for a width of {} a length of {:.3f}", choice.width_mm, ratio * choice.width_mm)});
    if (shapeOf(*stone.species) == StoneShape::sphere && std::abs(ratio - 1.0) > kRatioTolerance)
        throw Error({.file = file,
                     .place = place + "/cut",
                     .problem = fmt::format("{} is a pearl, and round: it cannot be {}", choice.species, choice.cut),
                     .remedy = "a round seat, such as one for a round-brilliant"});
    stone.solid = std::make_shared<const gem::Solid>(body.solid.scaled(choice.width_mm));
    return stone;
}

void resolveStones(ResolvedPart& resolved, const Catalogue& catalogue, const std::string& file,
                   const std::string& place) {
    std::map<std::string, const part::Seat*> seats;
    for (const part::Seat& seat : resolved.part->seats) seats[seat.id] = &seat;
    for (const auto& [id, choice] : resolved.entry->stones) {
        const std::string where = place + "/stones/" + id;
        const part::Seat& seat = *lookUp(seats, id, "seat", file, where);
        if (std::find(seat.cuts.begin(), seat.cuts.end(), choice.cut) == seat.cuts.end())
            throw Error({.file = file,
                         .place = where + "/cut",
                         .problem = fmt::format("the seat \"{}\" does not take a {}", id, choice.cut),
                         .remedy = fmt::format("one of {}", fmt::join(seat.cuts, ", "))});
        const ResolvedStone stone = resolveStone(choice, catalogue, file, where);
        for (const auto& [pattern, stations] : stone.cut->stations) resolved.stations[id + "/" + pattern] = stations;
        resolved.choice.stones[id] = dimensionsOf(stone.body().proportions, choice, stone.solid);
        resolved.stones[id] = stone;
    }
    for (const auto& [id, unused] : seats)
        if (resolved.stones.count(id) == 0)
            throw Error({.file = file,
                         .place = place + "/stones",
                         .problem = fmt::format("the seat \"{}\" has no stone", id),
                         .remedy = "name its cut, species, length_mm and width_mm"});
}

} // namespace

const gem::CutBody& ResolvedStone::body() const {
    return cut->cut.bodyFor(species->indexGroup);
}

double ResolvedStone::carat() const {
    constexpr double kMilligramsPerCarat = 200.0; // mm3 x g/cm3 is mg
    return volume_mm3(*solid, *species) * species->density_g_cm3 / kMilligramsPerCarat;
}

std::vector<ResolvedPart> resolveParts(const Configuration& configuration, const Catalogue& catalogue) {
    std::vector<ResolvedPart> parts;
    for (std::size_t i = 0; i < configuration.parts.size(); ++i) {
        const PartEntry& entry = configuration.parts[i];
        const std::string place = fmt::format("/parts/{}", i);
        ResolvedPart resolved{.entry = &entry,
                              .part = lookUp(catalogue.parts, entry.part, "part", configuration.file, place + "/part")};
        resolved.choice = {.scope = entry.id,
                           .part = resolved.part.get(),
                           .parameters = entry.parameters,
                           .host = entry.host,
                           .mount = entry.mount};
        resolveStones(resolved, catalogue, configuration.file, place);
        parts.push_back(std::move(resolved));
    }
    return parts;
}

part::ValueGraph resolveValues(const Configuration& configuration, const Catalogue& catalogue,
                               const std::vector<ResolvedPart>& parts) {
    const RingSizeSystem& sizes = lookUp(catalogue.sizes, configuration.finger.system, "system of ring sizes",
                                         configuration.file, "/finger/system");
    std::vector<part::PartChoice> choices;
    for (const ResolvedPart& resolved : parts) choices.push_back(resolved.choice);
    return part::makeValues(choices, 0.5 * sizes.diameter_mm(configuration.finger.size));
}

Configuration withDefaultsWritten(const Configuration& configuration, const Catalogue& catalogue) {
    const std::vector<ResolvedPart> parts = resolveParts(configuration, catalogue);
    const part::ValueGraph values = resolveValues(configuration, catalogue, parts);
    Configuration written = configuration;
    for (PartEntry& entry : written.parts)
        for (const part::Parameter& parameter : catalogue.parts.at(entry.part)->parameters)
            entry.parameters[parameter.name] = values.value(entry.id, parameter.name);
    return written;
}

} // namespace vitrine::scene
