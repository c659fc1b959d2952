#pragma once
#include "base/json.h"
#include "optics/spectrum.h"

#include <map>
#include <string>

namespace vitrine::metal {

/// A metal by its recipe: complex index n + ik, density, names.
struct Alloy {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    optics::Spectrum n, k;
    double density_g_cm3 = 0.0;
    std::map<std::string, std::string> sources; ///< by field
};

/// Reads a catalogue entry (assets/catalogue/metals). Throws vitrine::Error with file, pointer and remedy.
Alloy readAlloy(const JsonPlace& entry);

} // namespace vitrine::metal
