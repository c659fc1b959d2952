#include "scene/stone_choice.h"

#include "part/parameter.h"
#include "scene/clarity.h"
#include "scene/look_up.h"

#include <algorithm>
#include <cmath>
#include <fmt/ranges.h>

namespace vitrine::scene {
namespace {

constexpr double kRatioTolerance = 0.005; // of length to width: what a calliper tells apart

bool takes(const part::Part& part, const std::string& seat, const std::string& cut) {
    return std::ranges::any_of(part.seats, [&](const part::Seat& each) {
        return each.id == seat && std::ranges::find(each.cuts, cut) != each.cuts.end();
    });
}

// Parts of that kind which hold such a stone, the present one first.
std::vector<std::string> partsFor(const PartEntry& entry, const Catalogue& catalogue, const std::string& seat,
                                  const std::string& cut) {
    const part::Part& present = *lookUp(catalogue.parts, entry.part, "part");
    std::vector<std::string> parts;
    if (takes(present, seat, cut)) parts.push_back(entry.part);
    for (const auto& [id, part] : catalogue.parts)
        if (id != entry.part && part->kind == present.kind && takes(*part, seat, cut)) parts.push_back(id);
    return parts;
}

// A stone that is not sold by its fluorescence, or its clarity, keeps no such choice.
void takeSpecies(StoneChoice& stone, const Catalogue& catalogue, const std::string& species) {
    stone.species = species;
    const auto graded = catalogue.fluorescing.find(species);
    if (graded == catalogue.fluorescing.end() || !graded->second.contains(stone.fluorescence)) stone.fluorescence = {};
    if (clarityScaleOf(catalogue, *lookUp(catalogue.species, species, "species")) == nullptr) stone.clarity = {};
}

// What the new part does not know of is left out; a slot that the old one had not takes the metal of its first.
void replacePart(PartEntry& entry, const Catalogue& catalogue, const std::string& part) {
    if (entry.part == part) return;
    const std::string usual = entry.metals.empty() ? "" : entry.metals.begin()->second;
    std::map<std::string, std::string> metals;
    std::map<std::string, FinishChoice> finishes;
    std::map<std::string, EnamelChoice> enamels;
    for (const std::string& slot : catalogue.parts.at(part)->slots()) {
        if (const auto metal = entry.metals.find(slot); metal != entry.metals.end())
            metals[slot] = metal->second;
        else if (!usual.empty())
            metals[slot] = usual;
        if (const auto finish = entry.finishes.find(slot); finish != entry.finishes.end())
            finishes[slot] = finish->second;
        if (const auto enamel = entry.enamels.find(slot); enamel != entry.enamels.end()) enamels[slot] = enamel->second;
    }
    entry.part = part;
    entry.parameters.clear();
    entry.metals = std::move(metals);
    entry.finishes = std::move(finishes);
    entry.enamels = std::move(enamels);
}

void set(PartEntry& entry, const Catalogue& catalogue, const std::string& seat, const std::string& species,
         const std::string& cut) {
    const std::vector<std::string> parts = partsFor(entry, catalogue, seat, cut);
    if (parts.empty())
        throw Error(
            {.problem = fmt::format("no {} of the catalogue holds a {}", catalogue.parts.at(entry.part)->kind, cut),
             .remedy = fmt::format("{} has one of {} in its seat \"{}\"", entry.part,
                                   fmt::join(catalogue.parts.at(entry.part)->seats.front().cuts, ", "), seat)});
    replacePart(entry, catalogue, parts.front());
    StoneChoice& stone = entry.stones.at(seat);
    takeSpecies(stone, catalogue, species);
    if (stone.cut == cut) return;
    stone.cut = cut;
    if (catalogue.cuts.at(cut)->cut.body.cabochon()) stone.clarity = {};
    const gem::CutBody& body = catalogue.cuts.at(cut)->cut.bodyFor(catalogue.species.at(species)->indexGroup);
    stone.length_mm = part::snap(stone.width_mm * body.proportions.length, 0.0);
}

// The cuts of a style and an outline that some part can hold, those of the present part first.
std::vector<std::string> cutsOf(const PartEntry& entry, const Catalogue& catalogue, const std::string& seat,
                                gem::Style style) {
    const StoneChoice& stone = entry.stones.at(seat);
    const double ratio = stone.length_mm / stone.width_mm;
    std::vector<std::string> here, elsewhere;
    for (const auto& [id, cut] : catalogue.cuts) {
        const bool fits = std::abs(cut->cut.body.proportions.length / ratio - 1.0) <= kRatioTolerance;
        if (cut->cut.style() != style || !fits) continue;
        const std::vector<std::string> parts = partsFor(entry, catalogue, seat, id);
        if (!parts.empty()) (parts.front() == entry.part ? here : elsewhere).push_back(id);
    }
    here.insert(here.end(), elsewhere.begin(), elsewhere.end());
    return here;
}

} // namespace

void chooseSpecies(PartEntry& entry, const Catalogue& catalogue, const std::string& seat, const std::string& species) {
    StoneChoice& stone = entry.stones.at(seat);
    const gem::Style style = gem::usualStyle(*lookUp(catalogue.species, species, "species"));
    const auto before = catalogue.species.find(stone.species);
    const auto cut = catalogue.cuts.find(stone.cut);
    const bool known = before != catalogue.species.end() && cut != catalogue.cuts.end();
    if (known && (gem::usualStyle(*before->second) == style || cut->second->cut.style() == style)) {
        takeSpecies(stone, catalogue, species);
        return;
    }
    const std::vector<std::string> cuts = cutsOf(entry, catalogue, seat, style);
    if (cuts.empty())
        throw Error(
            {.problem = fmt::format("{} cannot be worn in the seat \"{}\" of {}: nothing holds it in {} x {} mm",
                                    species, seat, entry.part, stone.length_mm, stone.width_mm),
             .remedy = "another stone, or a round seat"});
    set(entry, catalogue, seat, species, cuts.front());
}

void chooseSpecies(PartEntry& entry, const Catalogue& catalogue, const std::string& seat, const std::string& species,
                   const std::string& cut) {
    (void)lookUp(catalogue.species, species, "species");
    (void)lookUp(catalogue.cuts, cut, "cut");
    set(entry, catalogue, seat, species, cut);
}

} // namespace vitrine::scene
