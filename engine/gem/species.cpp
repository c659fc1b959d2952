#include "gem/species.h"

#include "optics/entry.h"

#include <cmath>

namespace vitrine::gem {
namespace {

double optional(const JsonPlace& entry, const std::string& key, double least, double most, double otherwise) {
    return entry.has(key) ? entry[key].number(least, most) : otherwise;
}

// Napierian 1/mm for one of the published unit: absorbance is decadic, T = 10^-A.
double perMillimetre(const JsonPlace& unit) {
    const std::string name = unit.oneOf({"napierian/mm", "napierian/cm", "absorbance/mm", "absorbance/cm"});
    const double decadic = name.starts_with("absorbance") ? std::log(10.0) : 1.0;
    return name.ends_with("/cm") ? decadic / 10.0 : decadic;
}

void readIndices(const JsonPlace& entry, Species& species) {
    const JsonPlace index = entry["index"];
    index.allowOnly({"ordinary", "extraordinary"});
    const double scale = optional(entry, "dispersion_scale", 0.0, 10.0, 1.0);
    const double offset = optional(entry, "index_offset", -1.0, 1.0, 0.0);
    species.isotropic = !index.has("extraordinary");
    species.ordinary = optics::readDispersion(index["ordinary"]).scaled(scale).shifted(offset);
    species.extraordinary = species.isotropic
                                ? species.ordinary
                                : optics::readDispersion(index["extraordinary"]).scaled(scale).shifted(offset);
}

void readAbsorption(const JsonPlace& entry, Species& species) {
    if (!entry.has("absorption")) return; // colourless
    const JsonPlace absorption = entry["absorption"];
    absorption.allowOnly(
        {"status", "unit", "scale", "valid_nm", "extrapolated", "ordinary", "extraordinary", "target", "note"});
    (void)absorption["status"].oneOf({"measured", "modelled"});
    optics::checkValidity(absorption);
    const double factor = perMillimetre(absorption["unit"]) * optional(absorption, "scale", 0.0, 1e6, 1.0) *
                          optional(entry, "absorption_scale", 0.0, 1000.0, 1.0);
    species.absorptionOrdinary = optics::readCurve(absorption["ordinary"], 0.0, 1e6).scaled(factor);
    species.absorptionExtraordinary = absorption.has("extraordinary")
                                          ? optics::readCurve(absorption["extraordinary"], 0.0, 1e6).scaled(factor)
                                          : species.absorptionOrdinary;
}

} // namespace

Species readSpecies(const JsonPlace& entry) {
    entry.allowOnly({"id", "labels", "density_g_cm3", "index", "absorption", "index_offset", "dispersion_scale",
                     "absorption_scale", "sources"});
    Species species;
    species.id = entry["id"].string();
    species.labels = optics::readLabels(entry["labels"]);
    species.density_g_cm3 = entry["density_g_cm3"].number(0.5, 25.0);
    readIndices(entry, species);
    readAbsorption(entry, species);
    std::vector<std::string> sourced{"index", "density_g_cm3"};
    if (entry.has("absorption")) sourced.push_back("absorption");
    species.sources = optics::readSources(entry["sources"], sourced);
    return species;
}

} // namespace vitrine::gem
