#include "session/offer.h"

#include "base/error.h"
#include "scene/look_up.h"
#include "session/trade_sizes.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace vitrine::showroom {
namespace {

std::string capitalised(std::string text) {
    if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text;
}

// "6½" as it stands on a ring stick.
std::string sizeText(double size) {
    const double whole = std::floor(size), part = size - whole;
    if (part == 0.5) return fmt::format("{:.0f}\u00bd", whole);
    return part == 0.0 ? fmt::format("{:.0f}", whole) : fmt::format("{:.2f}", size);
}

// Systems with initials for a name are called by them.
std::string nameOf(const scene::RingSizeSystem& system) {
    if (system.id.size() > 3) return capitalised(system.id);
    std::string name = system.id;
    for (char& letter : name) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return name;
}

// A name that several parts share is said with its part.
template <class Place, class Name>
std::vector<Tab<Place>> tabsOf(const std::vector<Place>& places, const Place& chosen, Name name) {
    std::multiset<std::string> names;
    for (const Place& place : places) names.insert(name(place));
    std::vector<Tab<Place>> tabs;
    for (const Place& place : places) {
        const std::string own = capitalised(name(place));
        tabs.push_back(
            {place, names.count(name(place)) > 1 ? capitalised(place.part) + " " + own : own, place == chosen});
    }
    return tabs;
}

// Entries are kept as values or as pointers.
const metal::Finish& valueOf(const metal::Finish& finish) {
    return finish;
}
template <class Entry>
const Entry& valueOf(const std::shared_ptr<const Entry>& entry) {
    return *entry;
}

int orderOf(const metal::Alloy& alloy) {
    return alloy.order;
}
int orderOf(const metal::Finish& finish) {
    return finish.order;
}
int orderOf(const gem::Species& species) {
    return species.trade.order;
}
const std::string& lookOf(const metal::Alloy& alloy) {
    return alloy.id;
}
const std::string& lookOf(const metal::Finish& finish) {
    return finish.id;
}
const std::string& lookOf(const gem::Species& species) {
    return species.gradeOf.empty() ? species.id : species.gradeOf;
}

// In a shop's order. Of the grades of a stone only the one that is chosen.
template <class Entries>
std::vector<Choice> choicesOf(const Entries& entries, const std::string& chosen) {
    std::vector<std::pair<int, Choice>> found;
    for (const auto& [id, kept] : entries) {
        const auto& entry = valueOf(kept);
        if (lookOf(entry) == id || id == chosen)
            found.push_back({orderOf(entry), {id, labelOf(entry.labels, id), id == chosen, lookOf(entry)}});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Choice> choices;
    for (auto& [order, choice] : found) choices.push_back(std::move(choice));
    return choices;
}

void tryNeighbours(const Session& session, Stepper& stepper) {
    if (stepper.less) stepper.refusalOfLess = session.refusalOf(*stepper.less).value_or("");
    if (stepper.more) stepper.refusalOfMore = session.refusalOf(*stepper.more).value_or("");
}

std::optional<Stepper> stoneSizeOf(const Session& session) {
    const scene::StoneChoice* stone = session.stoneOf(session.seat());
    if (stone == nullptr) return std::nullopt;
    const scene::Catalogue& catalogue = *session.source().catalogue;
    const auto& species = *scene::lookUp(catalogue.species, stone->species, "species");
    const auto& cut = scene::lookUp(catalogue.cuts, stone->cut, "cut")->cut;
    const auto widths = tradeWidths_mm(species, cut);
    Stepper stepper{.value = fmt::format("{:.2f} ct", carat(species, cut, stone->width_mm)),
                    .detail = stone->width_mm == stone->length_mm
                                  ? fmt::format("{:.1f} mm", stone->width_mm)
                                  : fmt::format("{:.1f} x {:.1f} mm", stone->length_mm, stone->width_mm),
                    .less = std::nullopt,
                    .more = std::nullopt};
    if (const auto width = neighbourWidth_mm(stone->width_mm, -1, widths))
        stepper.less = SetStoneSize{session.seat(), *width};
    if (const auto width = neighbourWidth_mm(stone->width_mm, +1, widths))
        stepper.more = SetStoneSize{session.seat(), *width};
    tryNeighbours(session, stepper);
    return stepper;
}

std::optional<Stepper> ringSizeOf(const Session& session) {
    const scene::FingerSize* finger = session.finger();
    if (finger == nullptr) return std::nullopt;
    const scene::RingSizeSystem& system =
        scene::lookUp(session.source().catalogue->sizes, finger->system, "system of ring sizes");
    const double step = ringSizeStep(system);
    Stepper stepper{.value =
                        nameOf(system) + " " + (system.lettered ? system.nameOf(finger->size) : sizeText(finger->size)),
                    .detail = fmt::format("{:.1f} mm inside", system.diameter_mm(finger->size)),
                    .less = std::nullopt,
                    .more = std::nullopt};
    const double below = std::ceil(finger->size / step - 1.0 - 1e-9) * step;
    const double above = std::floor(finger->size / step + 1.0 + 1e-9) * step;
    if (below >= system.least) stepper.less = SetRingSize{below};
    if (above <= system.greatest) stepper.more = SetRingSize{above};
    tryNeighbours(session, stepper);
    return stepper;
}

std::string subtitleOf(const Session& session) {
    const scene::Catalogue& catalogue = *session.source().catalogue;
    std::string text;
    const auto add = [&](const std::string& label) {
        if (!label.empty()) text += (text.empty() ? "" : ", ") + label;
    };
    if (const auto found = catalogue.species.find(session.speciesOf(session.seat())); found != catalogue.species.end())
        add(labelOf(found->second->labels, found->first));
    if (const auto found = catalogue.alloys.find(session.alloyOf(session.slot())); found != catalogue.alloys.end())
        add(labelOf(found->second->labels, found->first));
    return text;
}

} // namespace

std::string labelOf(const std::map<std::string, std::string>& labels, const std::string& id) {
    const auto found = labels.find("en");
    return found == labels.end() ? id : found->second;
}

Offer offerOf(const Session& session) {
    const scene::Catalogue& catalogue = *session.source().catalogue;
    Offer offer{.title = session.name(), .subtitle = subtitleOf(session)};
    offer.slots = tabsOf(session.slots(), session.slot(), [](const SlotPlace& place) { return place.slot; });
    if (!offer.slots.empty()) {
        offer.metals = choicesOf(catalogue.alloys, session.alloyOf(session.slot()));
        offer.finishes = choicesOf(catalogue.finishes, session.finishOf(session.slot()));
    }
    offer.seats = tabsOf(session.seats(), session.seat(), [](const SeatPlace& place) { return place.seat; });
    if (!offer.seats.empty()) offer.species = choicesOf(catalogue.species, session.speciesOf(session.seat()));
    offer.stoneSize = stoneSizeOf(session);
    offer.ringSize = ringSizeOf(session);
    offer.canUndo = session.history().undoDepth() > 0;
    offer.canRedo = session.history().redoDepth() > 0;
    return offer;
}

} // namespace vitrine::showroom
