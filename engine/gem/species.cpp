#include "gem/species.h"

#include "base/error.h"
#include "base/near_names.h"
#include "gem/read_optics.h"
#include "optics/entry.h"

#include <algorithm>
#include <cctype>

namespace vitrine::gem {
namespace {

/// Fields that a mineral may give to all its varieties.
const std::vector<std::string> kSharedFields{
    "density_g_cm3", "density_range_g_cm3", "index", "orientation", "index_group", "wear", "cleaning", "sources"};

std::optional<JsonPlace> mineralOf(const JsonPlace& entry, const Minerals& minerals) {
    if (!entry.has("mineral")) return std::nullopt;
    const std::string id = entry["mineral"].string();
    const auto found = minerals.entries.find(id);
    if (found != minerals.entries.end()) return JsonPlace(*found->second.document, found->second.file);
    std::vector<std::string> known;
    for (const auto& [name, unused] : minerals.entries) known.push_back(name);
    entry["mineral"].fail("\"" + id + "\" is no mineral of the catalogue",
                          known.empty() ? "read catalogue/minerals first" : namesInstead(id, known));
}

// Each figure keeps the source that stands in its own file.
std::map<std::string, std::string> readAllSources(const Layers& entry) {
    std::map<std::string, std::string> sources;
    for (const char* field : {"density_g_cm3", "index", "orientation", "wear", "absorption", "body", "fluorescence",
                              "grades", "treatments", "disclosure"}) {
        const bool own = entry.entry().has(field);
        if (!own && !entry.has(field)) continue;
        const JsonPlace place = (own ? entry.entry() : *entry.mineral())["sources"];
        sources[field] = place[field].string();
        if (sources[field].empty()) place[field].fail("is empty", "who published the figure, or that nobody did");
    }
    // Colourless stones say why there is no absorption.
    if (entry.entry()["sources"].has("absorption"))
        sources["absorption"] = entry.entry()["sources"]["absorption"].string();
    return sources;
}

IndexGroup readIndexGroup(const JsonPlace& place) {
    const std::string name = place.oneOf({"diamond", "high", "middle", "low"});
    for (const IndexGroup group : {IndexGroup::high, IndexGroup::middle, IndexGroup::low})
        if (name == nameOf(group)) return group;
    return IndexGroup::diamond;
}

std::pair<double, double> readDensityRange(const JsonPlace& place, double density) {
    const std::pair range(place[0].number(0.5, 25.0), place[1].number(0.5, 25.0));
    if (!(range.first <= density && density <= range.second)) place.fail("does not hold the density");
    return range;
}

double scaleOfGrade(const JsonPlace& entry, const std::string& grade) {
    return grade.empty() ? 1.0 : entry["grades"]["absorption_scale"][grade].number(0.0, 1000.0);
}

Species readGrade(const Layers& entry, const std::string& grade) {
    Species species;
    species.id = entry.entry()["id"].string();
    species.labels = optics::readLabels(entry.entry()["labels"]);
    species.mineral = entry.entry().has("mineral") ? entry.entry()["mineral"].string() : "";
    species.density_g_cm3 = entry["density_g_cm3"].number(0.5, 25.0);
    species.densityRange_g_cm3 = readDensityRange(entry["density_range_g_cm3"], species.density_g_cm3);
    species.indexGroup = readIndexGroup(entry["index_group"]);
    readIndices(entry, species);
    readOrientation(entry, species);
    readAbsorption(entry, scaleOfGrade(entry.entry(), grade), species);
    readBody(entry, species);
    if (entry.entry().has("fluorescence")) {
        species.fluorescence = readFluorescence(entry.entry()["fluorescence"]);
        if (entry.entry()["fluorescence"]["status"].string() == "modelled")
            species.reservations.emplace_back("fluorescence is modelled: its strength is ours, not measured");
    }
    species.trade = readTrade(entry.entry());
    species.trade.wear = readWear(entry["wear"]);
    species.trade.cleaning = readCleaning(entry["cleaning"]);
    species.grade = grade;
    species.sources = readAllSources(entry);
    return species;
}

Layers layersOf(const JsonPlace& entry, const Minerals& minerals) {
    std::vector<std::string> known{"id",           "labels",           "mineral",          "order",       "origin",
                                   "treatments",   "disclosure",       "absorption",       "body",        "grades",
                                   "index_offset", "dispersion_scale", "absorption_scale", "fluorescence"};
    known.insert(known.end(), kSharedFields.begin(), kSharedFields.end());
    entry.allowOnly(known);
    return {entry, mineralOf(entry, minerals)};
}

std::string shownGrade(const JsonPlace& entry) {
    if (!entry.has("grades")) return {};
    entry["grades"].allowOnly({"shown", "absorption_scale"});
    return entry["grades"]["shown"].string();
}

std::string lowercase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

} // namespace

std::string nameOf(OpticCharacter character) {
    switch (character) {
    case OpticCharacter::isotropic:
        return "isotropic";
    case OpticCharacter::uniaxial:
        return "uniaxial";
    case OpticCharacter::biaxial:
        return "biaxial";
    }
    return {};
}

std::string nameOf(IndexGroup group) {
    switch (group) {
    case IndexGroup::diamond:
        return "diamond";
    case IndexGroup::high:
        return "high";
    case IndexGroup::middle:
        return "middle";
    case IndexGroup::low:
        return "low";
    }
    return {};
}

Minerals readMinerals(const std::filesystem::path& folder) {
    Minerals minerals;
    std::error_code code;
    for (const auto& file : std::filesystem::directory_iterator(folder, code)) {
        if (file.path().extension() != ".json") continue;
        const auto document = std::make_shared<const Json>(readJson(file.path()));
        const JsonPlace place(*document, file.path().string());
        std::vector<std::string> known = kSharedFields;
        known.push_back("id");
        place.allowOnly(known);
        minerals.entries[place["id"].string()] = {document, place.file()};
    }
    if (code)
        throw Error({.file = folder.string(),
                     .problem = "cannot be listed: " + code.message(),
                     .remedy = "name Vitrine's assets folder with --assets"});
    return minerals;
}

Species readSpecies(const JsonPlace& entry, const Minerals& minerals) {
    return readGrade(layersOf(entry, minerals), shownGrade(entry));
}

std::vector<Species> readGrades(const JsonPlace& entry, const Minerals& minerals) {
    std::vector<Species> grades;
    if (!entry.has("grades")) return grades;
    const Layers layers = layersOf(entry, minerals);
    for (const auto& [grade, unused] : entry["grades"]["absorption_scale"].members()) {
        Species species = readGrade(layers, grade);
        species.gradeOf = species.id;
        species.id += "-" + lowercase(grade);
        for (auto& [language, label] : species.labels) label += " " + grade;
        grades.push_back(std::move(species));
    }
    return grades;
}

} // namespace vitrine::gem
