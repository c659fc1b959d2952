#pragma once
// What the physics tests read of the catalogue that ships.
#include "base/json.h"
#include "gem/cut.h"
#include "gem/species.h"
#include "metal/alloy.h"

#include <filesystem>
#include <string>

namespace vitrine::physics {

inline Json catalogueEntry(const std::string& kind, const std::string& id) {
    return readJson(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/catalogue" / kind / (id + ".json"));
}

inline gem::Species species(const std::string& id) {
    const Json entry = catalogueEntry("gems", id);
    return gem::readSpecies(JsonPlace(entry, id));
}

inline metal::Alloy alloy(const std::string& id) {
    const Json entry = catalogueEntry("metals", id);
    return metal::readAlloy(JsonPlace(entry, id));
}

/// One element of an alloy's recipe, pure.
inline metal::Alloy element(const std::string& alloyId, const std::string& symbol) {
    Json entry = catalogueEntry("metals", alloyId);
    Json pure = Json::array();
    for (const Json& part : entry["mixture"])
        if (part["element"] == symbol) pure.push_back(part);
    pure.at(0)["weight_percent"] = 100.0;
    entry["mixture"] = pure;
    return metal::readAlloy(JsonPlace(entry, alloyId));
}

inline gem::Cut cut(const std::string& id) {
    const Json entry = catalogueEntry("cuts", id);
    return gem::readCut(JsonPlace(entry, id));
}

} // namespace vitrine::physics
