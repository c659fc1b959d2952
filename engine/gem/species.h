#pragma once
#include "base/json.h"
#include "optics/dispersion.h"
#include "optics/spectrum.h"

#include <map>
#include <string>

namespace vitrine::gem {

/// What a stone is made of. Uniaxial species carry the ordinary and the extraordinary ray; isotropic ones the same
/// twice.
struct Species {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    optics::Dispersion ordinary, extraordinary;
    optics::Spectrum absorptionOrdinary, absorptionExtraordinary; ///< Napierian, 1/mm
    bool isotropic = true;
    double density_g_cm3 = 0.0;
    std::map<std::string, std::string> sources; ///< by field
};

/// Reads a catalogue entry (assets/catalogue/gems). Throws vitrine::Error with file, pointer and remedy.
Species readSpecies(const JsonPlace& entry);

} // namespace vitrine::gem
