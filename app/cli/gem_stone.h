#pragma once
#include "gem/gemcad.h"
#include "gem_options.h"
#include "scene/catalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace vitrine::cli {

/// What `vitrine gem` measures: a cut of the catalogue or a design of a file, in millimetres.
struct GemStone {
    std::string label;
    std::optional<gem::Cabochon> cabochon; ///< the stone itself where it has no facets, for a width of 1 mm
    gem::Solid solid;
    std::optional<gem::GemCadDesign> design; ///< of a file
    std::vector<std::string> notes;          ///< what was changed or left out
};

/// Throws vitrine::Error for a cut, a file or an option that cannot be used.
GemStone stoneFor(const GemOptions& options, const scene::Catalogue& catalogue, const gem::Species& species);

/// The stone as the text of an .asc file, with a note where its facets fall beside the teeth of every usual gear.
std::string exportedDesign(GemStone& stone, const gem::Species& species);

} // namespace vitrine::cli
