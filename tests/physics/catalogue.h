#pragma once
// What the physics tests read of the catalogue that ships.
#include "base/json.h"
#include "gem/cut.h"
#include "gem/species.h"
#include "metal/alloy.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vitrine::physics {

inline Json catalogueEntry(const std::string& kind, const std::string& id) {
    return readJson(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/catalogue" / kind / (id + ".json"));
}

/// What the gems of the catalogue are varieties of.
inline const gem::Minerals& minerals() {
    static const gem::Minerals known =
        gem::readMinerals(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/catalogue/minerals");
    return known;
}

inline std::vector<std::string> gemIds() {
    std::vector<std::string> ids;
    for (const auto& file :
         std::filesystem::directory_iterator(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/catalogue/gems"))
        ids.push_back(file.path().stem().string());
    return ids;
}

inline gem::Species species(const std::string& id) {
    const Json entry = catalogueEntry("gems", id);
    return gem::readSpecies(JsonPlace(entry, id), minerals());
}

/// What the alloys of the catalogue are predicted from.
inline const metal::Measurements& measurements() {
    static const metal::Measurements known =
        metal::readMeasurements(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/catalogue/elements");
    return known;
}

inline metal::Alloy alloy(const std::string& id) {
    const Json entry = catalogueEntry("metals", id);
    return metal::readAlloy(JsonPlace(entry, id), measurements());
}

/// An element of the catalogue, as a polished metal of its own.
inline metal::Alloy element(const std::string& symbol) {
    metal::Alloy pure;
    pure.id = symbol;
    pure.n = measurements().elements.at(symbol).index->n;
    pure.k = measurements().elements.at(symbol).index->k;
    return pure;
}

inline gem::Cut cut(const std::string& id) {
    const Json entry = catalogueEntry("cuts", id);
    return gem::readCut(JsonPlace(entry, id));
}

} // namespace vitrine::physics
