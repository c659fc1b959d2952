#include "scene/configuration.h"

#include "part/parameter.h"

#include <set>

namespace vitrine::scene {
namespace {

double readLength(const JsonPlace& place) {
    return part::snap(place.number(0.1, 100.0), 0.0);
}

// A number, or "M½".
double readSize(const JsonPlace& place) {
    if (!place.value().is_string()) return place.number(0.0, 100.0);
    const std::optional<double> size = sizeInLetters(place.string());
    if (!size) place.fail("\"" + place.string() + "\" is no ring size", "a number, or letters such as \"M 1/2\"");
    return *size;
}

StoneChoice readStone(const JsonPlace& place) {
    place.allowOnly({"cut", "species", "length_mm", "width_mm", "fluorescence", "clarity", "seed"});
    return {.cut = place["cut"].string(),
            .species = place["species"].string(),
            .length_mm = readLength(place["length_mm"]),
            .width_mm = readLength(place["width_mm"]),
            .fluorescence = place.has("fluorescence") ? place["fluorescence"].string() : "",
            .clarity = place.has("clarity") ? place["clarity"].string() : "",
            .seed = place.has("seed") ? static_cast<int>(place["seed"].integer(0, kMostSeed)) : StoneChoice().seed};
}

// "brushed", or with other tool marks {"id": "hammered", "scale_mm": 2, "depth_mm": 0.1}, or scratched,
// {"id": "mirror", "hairlines": {"per_mm2": 3}}.
FinishChoice readFinishChoice(const JsonPlace& place) {
    if (place.value().is_string()) return {.id = place.string(), .scale_mm = {}, .depth_mm = {}};
    place.allowOnly({"id", "scale_mm", "depth_mm", "hairlines"});
    FinishChoice choice{.id = place["id"].string(), .scale_mm = {}, .depth_mm = {}};
    if (place.has("scale_mm")) choice.scale_mm = part::snap(place["scale_mm"].number(0.005, 10.0), 0.0);
    if (place.has("depth_mm")) choice.depth_mm = part::snap(place["depth_mm"].number(0.0, 1.0), 0.0);
    if (place.has("hairlines")) choice.hairlines = metal::readHairlines(place["hairlines"]);
    return choice;
}

// "fired-white", or with another depth {"id": "fired-ruby", "depth_mm": 0.4}.
EnamelChoice readEnamelChoice(const JsonPlace& place) {
    if (place.value().is_string()) return {.id = place.string(), .depth_mm = {}};
    place.allowOnly({"id", "depth_mm"});
    EnamelChoice choice{.id = place["id"].string(), .depth_mm = {}};
    if (place.has("depth_mm")) choice.depth_mm = part::snap(place["depth_mm"].number(0.01, 3.0), 0.0);
    return choice;
}

Json toJson(const EnamelChoice& choice) {
    if (!choice.depth_mm) return choice.id;
    return {{"id", choice.id}, {"depth_mm", *choice.depth_mm}};
}

// What lies on a slot's metal, or is done to it, by slot: nothing without a metal.
template <class Choice>
std::map<std::string, Choice> readBySlot(const JsonPlace& place, const std::map<std::string, std::string>& metals,
                                         Choice (*read)(const JsonPlace&)) {
    std::map<std::string, Choice> choices;
    for (const auto& [slot, choice] : place.members()) {
        if (!metals.contains(slot)) choice.fail("no metal is chosen for this slot", "a slot of \"metals\"");
        choices[slot] = read(choice);
    }
    return choices;
}

Json toJson(const FinishChoice& choice) {
    if (!choice.scale_mm && !choice.depth_mm && !choice.hairlines) return choice.id;
    Json out = {{"id", choice.id}};
    if (choice.scale_mm) out["scale_mm"] = *choice.scale_mm;
    if (choice.depth_mm) out["depth_mm"] = *choice.depth_mm;
    if (choice.hairlines) out["hairlines"] = metal::toJson(*choice.hairlines);
    return out;
}

Json toJson(const StoneChoice& stone) {
    Json out = {
        {"cut", stone.cut}, {"species", stone.species}, {"length_mm", stone.length_mm}, {"width_mm", stone.width_mm}};
    if (!stone.fluorescence.empty()) out["fluorescence"] = stone.fluorescence;
    if (!stone.clarity.empty()) out["clarity"] = stone.clarity;
    if (stone.seed != StoneChoice().seed) out["seed"] = stone.seed;
    return out;
}

PartEntry readPartEntry(const JsonPlace& place) {
    place.allowOnly({"id", "part", "on", "parameters", "metals", "finishes", "enamels", "stones"});
    PartEntry entry{.id = place["id"].string(), .part = place["part"].string()};
    if (!part::isName(entry.id)) place["id"].fail("\"" + entry.id + "\" is no name", "[a-z][a-z0-9_]*");
    if (place.has("on")) {
        const std::string on = place["on"].string();
        const auto dot = on.find('.');
        if (dot == std::string::npos) place["on"].fail("names no mount", "PART.MOUNT, such as shank.top");
        entry.host = on.substr(0, dot);
        entry.mount = on.substr(dot + 1);
    }
    if (place.has("parameters"))
        for (const auto& [name, value] : place["parameters"].members())
            entry.parameters[name] = part::snap(value.number(-1e6, 1e6), 0.0);
    if (place.has("metals"))
        for (const auto& [slot, alloy] : place["metals"].members()) entry.metals[slot] = alloy.string();
    if (place.has("finishes")) entry.finishes = readBySlot(place["finishes"], entry.metals, readFinishChoice);
    if (place.has("enamels")) entry.enamels = readBySlot(place["enamels"], entry.metals, readEnamelChoice);
    if (place.has("stones"))
        for (const auto& [seat, stone] : place["stones"].members()) entry.stones[seat] = readStone(stone);
    return entry;
}

} // namespace

Configuration readConfiguration(const JsonPlace& root) {
    for (const char* reserved : {"pieces", "place", "mirror"})
        if (root.has(reserved))
            root[reserved].fail("\"" + std::string(reserved) + "\" is reserved, not built yet", "leave it out");
    root.allowOnly({"vitrine", "name", "finger", "parts"});
    if (root["vitrine"].number() != 1.0) root["vitrine"].fail("this version is not known", "1");
    Configuration configuration{.file = root.file(), .name = root.has("name") ? root["name"].string() : ""};
    const JsonPlace finger = root["finger"];
    finger.allowOnly({"system", "size"});
    configuration.finger = {.system = finger["system"].string(), .size = readSize(finger["size"])};
    std::set<std::string> ids;
    for (const JsonPlace& place : root["parts"].elements()) {
        configuration.parts.push_back(readPartEntry(place));
        if (!ids.insert(configuration.parts.back().id).second) place["id"].fail("two parts have this id");
    }
    if (configuration.parts.empty()) root["parts"].fail("the design has no part");
    return configuration;
}

Configuration readConfiguration(const std::filesystem::path& path) {
    const Json document = readJson(path);
    return readConfiguration(JsonPlace(document, path.string()));
}

Json toJson(const Configuration& configuration) {
    Json parts = Json::array();
    for (const PartEntry& entry : configuration.parts) {
        Json out = {{"id", entry.id}, {"part", entry.part}};
        if (!entry.host.empty()) out["on"] = entry.host + "." + entry.mount;
        if (!entry.parameters.empty()) out["parameters"] = entry.parameters;
        if (!entry.metals.empty()) out["metals"] = entry.metals;
        for (const auto& [slot, finish] : entry.finishes) out["finishes"][slot] = toJson(finish);
        for (const auto& [slot, enamel] : entry.enamels) out["enamels"][slot] = toJson(enamel);
        for (const auto& [seat, stone] : entry.stones) out["stones"][seat] = toJson(stone);
        parts.push_back(std::move(out));
    }
    Json root = {{"vitrine", 1},
                 {"finger", {{"system", configuration.finger.system}, {"size", configuration.finger.size}}},
                 {"parts", std::move(parts)}};
    if (!configuration.name.empty()) root["name"] = configuration.name;
    return root;
}

} // namespace vitrine::scene
