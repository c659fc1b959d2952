#include "scene/catalogue.h"

#include "base/error.h"
#include "part/reader.h"

#include <algorithm>

namespace vitrine::scene {
namespace {

// By name, so that what is reported first does not depend on the file system.
std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder, const std::string& extension) {
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (const auto& entry : std::filesystem::directory_iterator(folder, code))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    if (code)
        throw Error({.file = folder.string(),
                     .problem = "cannot be listed: " + code.message(),
                     .remedy = "name Vitrine's assets folder with --assets"});
    std::sort(files.begin(), files.end());
    return files;
}

template <class Entry>
void add(std::map<std::string, Entry>& entries, const std::string& id, Entry entry, const std::string& file) {
    if (!entries.emplace(id, std::move(entry)).second)
        throw Error(
            {.file = file, .place = "/id", .problem = "\"" + id + "\" stands twice in the catalogue", .remedy = {}});
}

template <class Read>
void readEach(const std::filesystem::path& folder, Read read) {
    for (const std::filesystem::path& file : filesIn(folder, ".json")) {
        const Json document = readJson(file);
        read(JsonPlace(document, file.string()));
    }
}

std::vector<part::Station> readStations(const JsonPlace& place) {
    std::vector<part::Station> stations;
    for (const JsonPlace& station : place.elements()) {
        if (station.value().is_number()) {
            stations.push_back({.azimuth_deg = station.number(0.0, 360.0)});
            continue;
        }
        station.allowOnly({"azimuth_deg", "corner_deg"});
        stations.push_back({.azimuth_deg = station["azimuth_deg"].number(0.0, 360.0),
                            .corner_deg = station["corner_deg"].number(0.0, 180.0)});
    }
    return stations;
}

std::shared_ptr<const CutEntry> readCutEntry(const JsonPlace& place) {
    auto entry = std::make_shared<CutEntry>(CutEntry{.cut = gem::readCut(place)});
    if (place.has("stations"))
        for (const auto& [pattern, stations] : place["stations"].members())
            entry->stations[pattern] = readStations(stations);
    return entry;
}

} // namespace

Catalogue loadCatalogue(const std::filesystem::path& assets) {
    Catalogue catalogue;
    const std::filesystem::path folder = assets / "catalogue";
    const gem::Minerals minerals = gem::readMinerals(folder / "minerals");
    readEach(folder / "gems", [&](const JsonPlace& place) {
        auto species = std::make_shared<const gem::Species>(gem::readSpecies(place, minerals));
        add(catalogue.species, species->id, species, place.file());
        for (gem::Species& grade : gem::readGrades(place, minerals)) {
            auto graded = std::make_shared<const gem::Species>(std::move(grade));
            add(catalogue.species, graded->id, graded, place.file());
        }
    });
    for (const auto& [id, species] : catalogue.species)
        if (auto grades = gem::fluorescenceGrades(species); !grades.empty())
            catalogue.fluorescing[id] = std::move(grades);
    readEach(folder / "clarities", [&](const JsonPlace& place) {
        gem::ClarityScale scale = gem::readClarityScale(place);
        for (std::size_t i = 0; i < scale.minerals.size(); ++i)
            if (!minerals.entries.contains(scale.minerals[i]))
                place["minerals"][i].fail("no mineral is called \"" + scale.minerals[i] + "\"");
        const std::string id = scale.id;
        add(catalogue.clarities, id, std::move(scale), place.file());
    });
    const metal::Measurements known = metal::readMeasurements(folder / "elements");
    readEach(folder / "metals", [&](const JsonPlace& place) {
        auto alloy = std::make_shared<const metal::Alloy>(metal::readAlloy(place, known));
        add(catalogue.alloys, alloy->id, alloy, place.file());
    });
    readEach(folder / "finishes", [&](const JsonPlace& place) {
        const metal::Finish finish = metal::readFinish(place);
        add(catalogue.finishes, finish.id, finish, place.file());
    });
    readEach(folder / "enamels", [&](const JsonPlace& place) {
        auto enamel = std::make_shared<const enamel::Enamel>(enamel::readEnamel(place));
        add(catalogue.enamels, enamel->id, enamel, place.file());
    });
    readEach(folder / "cuts", [&](const JsonPlace& place) {
        auto entry = readCutEntry(place);
        add(catalogue.cuts, entry->cut.id, entry, place.file());
    });
    readEach(folder / "sizes", [&](const JsonPlace& place) {
        const RingSizeSystem system = readRingSizeSystem(place);
        add(catalogue.sizes, system.id, system, place.file());
    });
    for (const std::filesystem::path& file : filesIn(assets / "parts", ".glb")) {
        const auto model = std::make_shared<const part::Model>(part::readModel(file));
        auto part = std::make_shared<const part::Part>(part::readPart(model));
        add(catalogue.parts, part->id, part, file.string());
    }
    return catalogue;
}

} // namespace vitrine::scene
