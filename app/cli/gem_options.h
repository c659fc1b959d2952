#pragma once
#include "command.h"
#include "gem/cut.h"
#include "gem/species.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace vitrine::cli {

enum class GemForm { text, json, jsonWithDetails };

/// The proportions that `vitrine gem` lets one choose, as a cutter states them: of a round brilliant, or of one over
/// another outline.
struct BrilliantOptions {
    std::optional<double> table_percent, crown_deg, pavilion_deg, star_percent, lowerHalf_percent, girdle_percent,
        culet_percent, length, keel_percent;
};

struct GemOptions {
    std::string cut, species; ///< a cut's id, or the name of a GemCad file
    double diameter_mm = 6.5;
    BrilliantOptions brilliant;
    std::filesystem::path aset, idealScope, heartsAndArrows, faceUp; ///< pictures; empty: not wanted
    std::filesystem::path exported;                                  ///< a GemCad file to write; empty: not wanted
    bool reangle = false;                                            ///< to the species' index
    int pictureSide = 512;
    GemForm form = GemForm::text;
};

void declare(CLI::App& command, GemOptions& options);

/// The recipe that the cut has for the species, with the proportions that were asked for. Throws vitrine::Error where
/// the cut has no such proportion.
gem::Recipe recipeFor(const GemOptions& options, const gem::Cut& cut, const gem::Species& species);

/// Throws vitrine::Error if a proportion was given, because `what` ("a design of a file") has its own.
void refuseProportions(const BrilliantOptions& options, const std::string& what);

} // namespace vitrine::cli
