#include "scene/resolve.h"

#include "scene/clarity.h"
#include "scene/look_up.h"

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

// How far the crown of a stone 1 mm wide rises over the edge that a claw covers, at azimuth 0, for each mm in.
double crownSlope(const gem::Solid& unit, const gem::Proportions& p) {
    const double inset = 0.5 * p.length - part::kClawCover;
    double height = std::numeric_limits<double>::infinity();
    for (const gem::Facet& facet : unit.facets())
        if (const gem::HalfSpace& plane = facet.plane; plane.normal.y > 1e-9)
            height = std::min(height, (plane.distance - plane.normal.z * inset) / plane.normal.y);
    return (height - 0.5 * p.girdle) / part::kClawCover;
}

double crownSlope(const gem::Cabochon& c) {
    return c.dome * std::sqrt(1.0 - std::pow(1.0 - 2.0 * part::kClawCover, 2.0)) / part::kClawCover;
}

part::StoneDimensions dimensionsOf(const gem::CutBody& body, const StoneChoice& choice,
                                   std::shared_ptr<const gem::Solid> solid) {
    const double width = choice.width_mm;
    const gem::Proportions& p = body.proportions;
    part::StoneDimensions dimensions{.length = choice.length_mm,
                                     .width = width,
                                     .depth = p.depth * width,
                                     .crown = p.crownHeight * width,
                                     .pavilion = p.pavilionDepth * width,
                                     .girdle = p.girdle * width};
    if (const gem::Cabochon* cabochon = body.cabochon()) {
        dimensions.slope = crownSlope(*cabochon);
        dimensions.radius = [cabochon = *cabochon, width](double azimuth_deg) {
            return width * gem::outlineRadius(cabochon, azimuth_deg);
        };
    } else {
        dimensions.slope = crownSlope(body.solid, p);
        dimensions.radius = [solid = std::move(solid)](double azimuth_deg) {
            return outlineRadius(*solid, azimuth_deg);
        };
    }
    return dimensions;
}

// The species as the design wants it: a diamond's fluorescence is a choice.
std::shared_ptr<const gem::Species> speciesOf(const StoneChoice& choice, const Catalogue& catalogue,
                                              const std::string& file, const std::string& place) {
    const auto& species = lookUp(catalogue.species, choice.species, "species", file, place + "/species");
    if (choice.fluorescence.empty()) return species;
    const auto graded = catalogue.fluorescing.find(choice.species);
    if (graded == catalogue.fluorescing.end())
        throw Error({.file = file,
                     .place = place + "/fluorescence",
                     .problem = fmt::format("{} is not sold by its fluorescence", choice.species),
                     .remedy = "leave it out: the species has what it usually has"});
    return lookUp(graded->second, choice.fluorescence, "strength of fluorescence", file, place + "/fluorescence");
}

ResolvedStone resolveStone(const StoneChoice& choice, const Catalogue& catalogue, const std::string& file,
                           const std::string& place, const std::string& seat) {
    ResolvedStone stone{.species = speciesOf(choice, catalogue, file, place),
                        .cut = lookUp(catalogue.cuts, choice.cut, "cut", file, place + "/cut"),
                        .solid = nullptr,
                        .width_mm = choice.width_mm};
    const gem::CutBody& body = stone.body();
    const double ratio = body.proportions.length;
    if (std::abs(choice.length_mm / choice.width_mm - ratio) > kRatioTolerance * ratio)
        throw Error(
            {.file = file,
             .place = place,
             .problem = fmt::format("a {} of {} x {} mm does not have its proportions", choice.cut, choice.length_mm,
                                    choice.width_mm),
             .remedy = fmt::format("for a width of {} a length of {:.3f}", choice.width_mm, ratio * choice.width_mm)});
    if (gem::usualStyle(*stone.species) == gem::Style::pearl && stone.cut->cut.style() != gem::Style::pearl)
        throw Error(
            {.file = file,
             .place = place + "/cut",
             .problem = fmt::format("{} is a pearl, and grew as it is: it cannot be a {}", choice.species, choice.cut),
             .remedy = "the cut round-pearl, in a part that holds one, such as pearl-cup"});
    if (!stone.species->body && stone.cut->cut.style() == gem::Style::pearl)
        throw Error({.file = file,
                     .place = place + "/cut",
                     .problem = fmt::format("{} is no pearl: it cannot be a {}", choice.species, choice.cut),
                     .remedy = "a cut such as round-brilliant or round-cabochon"});
    stone.solid = std::make_shared<const gem::Solid>(body.solid.scaled(choice.width_mm));
    stone.inclusions = inclusionsOf(choice, *stone.species, *stone.solid, catalogue, seat, file, place);
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
        const ResolvedStone stone = resolveStone(choice, catalogue, file, where, id);
        for (const auto& [pattern, stations] : stone.cut->stations) resolved.stations[id + "/" + pattern] = stations;
        resolved.choice.stones[id] = dimensionsOf(stone.body(), choice, stone.solid);
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
    return body().volume() * std::pow(width_mm, 3.0) * species->density_g_cm3 / kMilligramsPerCarat;
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
