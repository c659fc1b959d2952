#include "session/session.h"

#include "base/error.h"
#include "part/parameter.h"
#include "scene/look_up.h"
#include "scene/stone_choice.h"
#include "session/trade_sizes.h"

#include <algorithm>
#include <cmath>

namespace vitrine::showroom {
namespace {

const std::string kNone;

const scene::PartEntry* partOf(const Design& design, const std::string& id) {
    const auto* configuration = std::get_if<scene::Configuration>(&design);
    if (configuration == nullptr) return nullptr;
    const auto found = std::find_if(configuration->parts.begin(), configuration->parts.end(),
                                    [&](const scene::PartEntry& entry) { return entry.id == id; });
    return found == configuration->parts.end() ? nullptr : &*found;
}

scene::PartEntry& partOf(scene::Configuration& configuration, const std::string& id) {
    for (scene::PartEntry& entry : configuration.parts)
        if (entry.id == id) return entry;
    throw Error({.problem = "the design has no part \"" + id + "\"", .remedy = {}});
}

[[noreturn]] void refuseModel(const char* what) {
    throw Error({.problem = std::string("a model has no ") + what, .remedy = "open a design (.json)"});
}

template <class Place>
bool holds(const std::vector<Place>& places, const Place& place) {
    return std::find(places.begin(), places.end(), place) != places.end();
}

} // namespace

double ringSizeStep(const scene::RingSizeSystem& system) {
    return std::max(system.madeBy, 0.5); // a quarter of a size is more than a client tells apart
}

Session::Session(Opened opened)
    : source_(std::move(opened.source)), name_(std::move(opened.name)), history_(std::move(opened.design)) {
    if (const auto all = slots(); !all.empty()) slot_ = all.front();
    if (const auto all = seats(); !all.empty()) seat_ = all.front();
}

std::vector<SlotPlace> Session::slots() const {
    std::vector<SlotPlace> places;
    if (const auto* configuration = std::get_if<scene::Configuration>(&design()))
        for (const scene::PartEntry& entry : configuration->parts)
            for (const auto& [slot, unused] : entry.metals) places.push_back({entry.id, slot});
    return places;
}

std::vector<SeatPlace> Session::seats() const {
    std::vector<SeatPlace> places;
    if (const auto* model = std::get_if<ModelChoice>(&design())) {
        for (const auto& [name, unused] : model->species) places.push_back({{}, name});
        return places;
    }
    for (const scene::PartEntry& entry : std::get<scene::Configuration>(design()).parts)
        for (const auto& [seat, unused] : entry.stones) places.push_back({entry.id, seat});
    return places;
}

const std::string& Session::alloyOf(const SlotPlace& place) const {
    const scene::PartEntry* entry = partOf(design(), place.part);
    if (entry == nullptr) return kNone;
    const auto found = entry->metals.find(place.slot);
    return found == entry->metals.end() ? kNone : found->second;
}

std::string Session::finishOf(const SlotPlace& place) const {
    const scene::PartEntry* entry = partOf(design(), place.part);
    if (entry == nullptr || !entry->metals.contains(place.slot)) return kNone;
    const auto found = entry->finishes.find(place.slot);
    return found == entry->finishes.end() ? scene::kUsualFinish : found->second.id;
}

const std::string& Session::speciesOf(const SeatPlace& place) const {
    if (const auto* model = std::get_if<ModelChoice>(&design())) {
        const auto found = model->species.find(place.seat);
        return found == model->species.end() ? kNone : found->second;
    }
    const scene::StoneChoice* stone = stoneOf(place);
    return stone == nullptr ? kNone : stone->species;
}

const scene::StoneChoice* Session::stoneOf(const SeatPlace& place) const {
    const scene::PartEntry* entry = partOf(design(), place.part);
    if (entry == nullptr) return nullptr;
    const auto found = entry->stones.find(place.seat);
    return found == entry->stones.end() ? nullptr : &found->second;
}

const scene::FingerSize* Session::finger() const {
    const auto* configuration = std::get_if<scene::Configuration>(&design());
    return configuration == nullptr ? nullptr : &configuration->finger;
}

Design Session::with(const SetMetal& action) const {
    scene::lookUp(source_.catalogue->alloys, action.alloy, "alloy");
    if (!holds(slots(), action.place))
        throw Error({.problem = "the design has no slot \"" + action.place.slot + "\"", .remedy = {}});
    Design changed = design();
    partOf(std::get<scene::Configuration>(changed), action.place.part).metals[action.place.slot] = action.alloy;
    return changed;
}

Design Session::with(const SetFinish& action) const {
    scene::lookUp(source_.catalogue->finishes, action.finish, "finish");
    if (!holds(slots(), action.place))
        throw Error({.problem = "the design has no slot \"" + action.place.slot + "\"", .remedy = {}});
    Design changed = design();
    if (finishOf(action.place) == action.finish) return changed; // with its own measures of the marks, if it has any
    auto& finishes = partOf(std::get<scene::Configuration>(changed), action.place.part).finishes;
    finishes[action.place.slot] = {.id = action.finish, .scale_mm = {}, .depth_mm = {}};
    return changed;
}

Design Session::with(const SetSpecies& action) const {
    if (!holds(seats(), action.place))
        throw Error({.problem = "there is no stone \"" + action.place.seat + "\"", .remedy = {}});
    Design changed = design();
    if (auto* model = std::get_if<ModelChoice>(&changed)) {
        model->species[action.place.seat] = action.species;
        (void)showroom::dressingOf(changed, source_); // the model's own species count as well as the catalogue's
        return changed;
    }
    scene::chooseSpecies(partOf(std::get<scene::Configuration>(changed), action.place.part), *source_.catalogue,
                         action.place.seat, action.species);
    return changed;
}

Design Session::with(const SetStoneSize& action) const {
    if (source_.model) refuseModel("sizes");
    const scene::StoneChoice* stone = stoneOf(action.place);
    if (stone == nullptr) throw Error({.problem = "there is no stone \"" + action.place.seat + "\"", .remedy = {}});
    const auto& species = *scene::lookUp(source_.catalogue->species, stone->species, "species");
    const auto& cut = scene::lookUp(source_.catalogue->cuts, stone->cut, "cut")->cut;
    const double width = snappedWidth_mm(action.width_mm, tradeWidths_mm(species, cut));
    const double ratio = stone->length_mm / stone->width_mm;
    Design changed = design();
    scene::StoneChoice& chosen =
        partOf(std::get<scene::Configuration>(changed), action.place.part).stones[action.place.seat];
    chosen.width_mm = width;
    chosen.length_mm = part::snap(width * ratio, 0.0);
    return changed;
}

Design Session::with(const SetRingSize& action) const {
    if (source_.model) refuseModel("ring size");
    Design changed = design();
    scene::FingerSize& finger = std::get<scene::Configuration>(changed).finger;
    const scene::RingSizeSystem& system =
        scene::lookUp(source_.catalogue->sizes, finger.system, "system of ring sizes");
    const double step = ringSizeStep(system);
    finger.size = std::round(action.size / step) * step;
    (void)system.diameter_mm(finger.size); // refuses sizes that do not exist
    return changed;
}

std::optional<Design> Session::changed(const Action& action) const {
    if (const auto* metal = std::get_if<SetMetal>(&action)) return with(*metal);
    if (const auto* finish = std::get_if<SetFinish>(&action)) return with(*finish);
    if (const auto* species = std::get_if<SetSpecies>(&action)) return with(*species);
    if (const auto* size = std::get_if<SetStoneSize>(&action)) return with(*size);
    if (const auto* ring = std::get_if<SetRingSize>(&action)) return with(*ring);
    return std::nullopt;
}

std::optional<std::string> Session::refusalOf(const Action& action) const {
    try {
        const std::optional<Design> design = changed(action);
        return design ? showroom::refusalOf(*design, source_) : std::nullopt;
    } catch (const Error& problem) {
        return problem.parts().problem;
    }
}

Change Session::become(Design design) {
    const Change change = changeBetween(history_.present(), design);
    if (change != Change::dressing)
        if (const auto refusal = showroom::refusalOf(design, source_)) throw Error({.problem = *refusal, .remedy = {}});
    return history_.push(std::move(design)) ? change : Change::nothing;
}

Change Session::changeBetween(const Design& before, const Design& after) const {
    if (sameGeometry(before, after, source_)) return Change::dressing;
    return sameForm(before, after) ? Change::recut : Change::geometry;
}

Change Session::apply(const Action& action) {
    const auto moved = [&](auto step) {
        const Design before = design();
        if (!step()) return Change::nothing;
        return changeBetween(before, design());
    };
    if (auto design = changed(action)) return become(std::move(*design));
    if (std::holds_alternative<Undo>(action)) return moved([&] { return history_.undo(); });
    if (std::holds_alternative<Redo>(action)) return moved([&] { return history_.redo(); });
    if (const auto* selected = std::get_if<SelectSlot>(&action))
        if (holds(slots(), selected->place)) slot_ = selected->place;
    if (const auto* selected = std::get_if<SelectSeat>(&action))
        if (holds(seats(), selected->place)) seat_ = selected->place;
    return Change::nothing;
}

} // namespace vitrine::showroom
