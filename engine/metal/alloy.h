#pragma once
#include "metal/mixture.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vitrine::metal {

/// The share of precious metal that the law asks for.
struct Fineness {
    std::string element; ///< symbol
    double perMille = 0.0;
};

/// A thin layer of another metal, thick enough to hide what it covers (a skin depth in rhodium is 0.01 um).
struct Plating {
    std::string element; ///< symbol
    std::pair<double, double> thickness_um;
    std::string unplated; ///< id of the same alloy without it
};

/// Where the optics come from: measured on this metal, or predicted, substituted or fitted as `error` tells.
enum class Evidence { measured, modelled };

/// Whether a metal is safe for those whom nickel makes ill: it has none, it has some but lets go of next to none, or it
/// must not be worn by them.
enum class Nickel { none, bound, released };

/// A metal by its recipe. Weight, fineness and hallmark are those of the body, n and k those of what is seen.
struct Alloy {
    std::string id;
    std::map<std::string, std::string> labels; ///< by language: "en" is always there
    std::string family;                        ///< "gold", "platinum", ...
    int order = 0;                             ///< in which a shop lists it
    std::string colourDesignation;             ///< of ISO 8654 ("3N"); empty for none
    std::optional<Fineness> fineness;          ///< none for metals that are not precious
    std::string hallmark;                      ///< "750"; empty for none
    Shares recipe;                             ///< percent by weight, the largest first
    Nickel nickel = Nickel::none;
    std::map<std::string, std::string> care; ///< by language: "en" is always there
    std::optional<Plating> plating;
    Evidence evidence = Evidence::measured;
    std::string error; ///< what a modelled colour rests on and how far off it may be; empty when measured
    optics::Spectrum n, k;
    double density_g_cm3 = 0.0;
    std::map<std::string, std::string> sources; ///< by field
};

/// Reads a catalogue entry (assets/catalogue/metals). Throws vitrine::Error with file, pointer and remedy.
Alloy readAlloy(const JsonPlace& entry, const Measurements& known);

} // namespace vitrine::metal
