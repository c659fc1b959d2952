#pragma once
#include "enamel/enamel.h"
#include "gem/clarity.h"
#include "gem/cut.h"
#include "gem/species.h"
#include "metal/alloy.h"
#include "metal/finish.h"
#include "part/parametric.h"
#include "scene/ring_size.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace vitrine::scene {

/// A cut with the places on its outline where claws may stand, by pattern ("prong-6").
struct CutEntry {
    gem::Cut cut;
    std::map<std::string, std::vector<part::Station>> stations;
};

/// Everything a design can name, by id. Values shared, never changed.
struct Catalogue {
    /// With colour grades of their own ("diamond-h", see Species::gradeOf), which a list of stones need not show.
    std::map<std::string, std::shared_ptr<const gem::Species>> species;
    /// The species that are sold by strength of fluorescence, by that strength: "none" to "very-strong".
    std::map<std::string, std::map<std::string, std::shared_ptr<const gem::Species>>> fluorescing;
    std::map<std::string, gem::ClarityScale> clarities;
    std::map<std::string, std::shared_ptr<const metal::Alloy>> alloys;
    std::map<std::string, metal::Finish> finishes;
    std::map<std::string, std::shared_ptr<const enamel::Enamel>> enamels;
    std::map<std::string, std::shared_ptr<const CutEntry>> cuts;
    std::map<std::string, std::shared_ptr<const part::Part>> parts;
    std::map<std::string, RingSizeSystem> sizes;
};

/// Reads catalogue/{gems,minerals,clarities,elements,metals,finishes,enamels,cuts,sizes}/*.json and parts/*.glb beneath
/// the assets folder. Throws vitrine::Error.
Catalogue loadCatalogue(const std::filesystem::path& assets);

} // namespace vitrine::scene
