#include "base/error.h"
#include "part/parameter.h"
#include "scene/clarity.h"
#include "scene/configuration.h"
#include "scene/look_up.h"
#include "scene/stone_choice.h"

#include <algorithm>
#include <charconv>
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <functional>
#include <set>

namespace vitrine::scene {
namespace {

struct Assignment {
    std::string part, name, value; // part is empty when the name stands alone
};

Assignment split(const std::string& text, const char* form) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
        throw Error({.problem = fmt::format("\"{}\" is no assignment", text), .remedy = form});
    Assignment assignment{.name = text.substr(0, equals), .value = text.substr(equals + 1)};
    if (const auto dot = assignment.name.find('.'); dot != std::string::npos) {
        assignment.part = assignment.name.substr(0, dot);
        assignment.name = assignment.name.substr(dot + 1);
    }
    return assignment;
}

const part::Part& partOf(const PartEntry& entry, const Catalogue& catalogue) {
    const auto found = catalogue.parts.find(entry.part);
    if (found != catalogue.parts.end()) return *found->second;
    std::vector<std::string> ids;
    for (const auto& [id, unused] : catalogue.parts) ids.push_back(id);
    throw Error({.problem = fmt::format("no part is called \"{}\"", entry.part),
                 .remedy = fmt::format("one of {}", fmt::join(ids, ", "))});
}

using NamesOf = std::function<std::set<std::string>(const PartEntry&)>;

// The only part that has the name; every name there is stands in the complaint.
PartEntry& find(Configuration& configuration, const Assignment& assignment, const char* what, const NamesOf& namesOf) {
    std::vector<PartEntry*> found;
    std::vector<std::string> choices;
    for (PartEntry& entry : configuration.parts) {
        const std::set<std::string> names = namesOf(entry);
        for (const std::string& name : names) choices.push_back(entry.id + "." + name);
        if ((assignment.part.empty() || assignment.part == entry.id) && names.count(assignment.name) > 0)
            found.push_back(&entry);
    }
    if (found.size() == 1) return *found.front();
    throw Error({.problem = fmt::format("{} \"{}\" {}", what, assignment.name,
                                        found.empty() ? "is not in this design" : "is in several parts"),
                 .remedy = fmt::format("one of {}", fmt::join(choices, ", "))});
}

double numberIn(const Assignment& assignment) {
    double value = 0.0;
    const char* end = assignment.value.data() + assignment.value.size();
    const auto [stop, code] = std::from_chars(assignment.value.data(), end, value);
    if (code != std::errc() || stop != end || !(std::abs(value) < 1e6))
        throw Error({.problem = fmt::format("\"{}\" is no number for {}", assignment.value, assignment.name),
                     .remedy = "such as 2.4"});
    return value;
}

// The sizes of stones go by SEAT_length and SEAT_width, as in the expressions of a part.
std::string stoneSize(const part::Part& part, const std::string& name) {
    for (const part::Seat& seat : part.seats)
        if (name == seat.id + "_length" || name == seat.id + "_width") return seat.id;
    return {};
}

// What a stone is chosen by beside its species and size: SEAT_fluorescence, SEAT_clarity, SEAT_seed.
bool setOfStone(StoneChoice& stone, const std::string& seat, const Assignment& assignment, const Catalogue& catalogue) {
    if (assignment.name == seat + "_fluorescence") {
        const auto grades = catalogue.fluorescing.find(stone.species);
        if (grades == catalogue.fluorescing.end())
            throw Error({.problem = fmt::format("{} is not sold by its fluorescence", stone.species),
                         .remedy = "a diamond is"});
        (void)lookUp(grades->second, assignment.value, "strength of fluorescence");
        stone.fluorescence = assignment.value;
        return true;
    }
    if (assignment.name == seat + "_clarity") {
        (void)clarityGradeOf(catalogue, *lookUp(catalogue.species, stone.species, "species"), assignment.value);
        stone.clarity = assignment.value;
        return true;
    }
    if (assignment.name == seat + "_seed") {
        const double seed = numberIn(assignment);
        if (seed < 0.0 || seed > kMostSeed || seed != std::floor(seed))
            throw Error({.problem = fmt::format("{} is no seed", assignment.value),
                         .remedy = fmt::format("a whole number from 0 to {}", kMostSeed)});
        stone.seed = static_cast<int>(seed);
        return true;
    }
    return false;
}

} // namespace

void setMetal(Configuration& configuration, const Catalogue& catalogue, const std::string& text) {
    const Assignment assignment = split(text, "SLOT=ALLOY, such as head=platinum-950");
    PartEntry& entry = find(configuration, assignment, "the slot",
                            [&](const PartEntry& each) { return partOf(each, catalogue).slots(); });
    (void)lookUp(catalogue.alloys, assignment.value, "alloy");
    entry.metals[assignment.name] = assignment.value;
}

void setFinish(Configuration& configuration, const Catalogue& catalogue, const std::string& text) {
    const Assignment assignment = split(text, "SLOT=FINISH, such as shank=brushed");
    PartEntry& entry = find(configuration, assignment, "the slot",
                            [&](const PartEntry& each) { return partOf(each, catalogue).slots(); });
    (void)lookUp(catalogue.finishes, assignment.value, "finish");
    entry.finishes[assignment.name] = {.id = assignment.value, .scale_mm = {}, .depth_mm = {}};
}

void setEnamel(Configuration& configuration, const Catalogue& catalogue, const std::string& text) {
    const Assignment assignment = split(text, "SLOT=ENAMEL, such as shank=fired-cobalt-blue, or SLOT=none");
    PartEntry& entry = find(configuration, assignment, "the slot",
                            [&](const PartEntry& each) { return partOf(each, catalogue).slots(); });
    if (assignment.value == kBare) {
        entry.enamels.erase(assignment.name);
        return;
    }
    (void)lookUp(catalogue.enamels, assignment.value, "enamel");
    entry.enamels[assignment.name] = {.id = assignment.value, .depth_mm = {}};
}

void setStone(Configuration& configuration, const Catalogue& catalogue, const std::string& text) {
    const Assignment assignment = split(text, "SEAT=SPECIES or SEAT=SPECIES:CUT, such as centre=ruby");
    PartEntry& entry = find(configuration, assignment, "the seat", [&](const PartEntry& each) {
        std::set<std::string> seats;
        for (const auto& [seat, unused] : each.stones) seats.insert(seat);
        return seats;
    });
    const auto colon = assignment.value.find(':');
    const std::string species = assignment.value.substr(0, colon);
    if (colon == std::string::npos)
        chooseSpecies(entry, catalogue, assignment.name, species);
    else
        chooseSpecies(entry, catalogue, assignment.name, species, assignment.value.substr(colon + 1));
}

void setParameter(Configuration& configuration, const Catalogue& catalogue, const std::string& text) {
    const Assignment assignment = split(text, "NAME=VALUE, such as width_top=2.4");
    if (assignment.part.empty() && assignment.name == "finger_size") {
        configuration.finger.size =
            lookUp(catalogue.sizes, configuration.finger.system, "system of ring sizes").sizeNamed(assignment.value);
        return;
    }
    PartEntry& entry = find(configuration, assignment, "the parameter", [&](const PartEntry& each) {
        const part::Part& part = partOf(each, catalogue);
        std::set<std::string> names;
        for (const part::Parameter& parameter : part.parameters) names.insert(parameter.name);
        for (const auto& [seat, unused] : each.stones) {
            names.insert(seat + "_length");
            names.insert(seat + "_width");
            for (const char* choice : {"_fluorescence", "_clarity", "_seed"}) names.insert(seat + choice);
        }
        return names;
    });
    for (auto& [seat, stone] : entry.stones)
        if (setOfStone(stone, seat, assignment, catalogue)) return;
    const double value = numberIn(assignment);
    const std::string seat = stoneSize(partOf(entry, catalogue), assignment.name);
    if (seat.empty()) {
        entry.parameters[assignment.name] = value;
        return;
    }
    // A stone keeps its shape: the other side follows.
    StoneChoice& stone = entry.stones.at(seat);
    const bool isWidth = assignment.name == seat + "_width";
    const double ratio = stone.length_mm / stone.width_mm;
    stone.width_mm = part::snap(isWidth ? value : value / ratio, 0.0);
    stone.length_mm = part::snap(isWidth ? value * ratio : value, 0.0);
}

} // namespace vitrine::scene
