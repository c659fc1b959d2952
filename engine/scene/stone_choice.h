#pragma once
#include "scene/configuration.h"

#include <string>

namespace vitrine::scene {

/// Another stone in a seat, as a jeweller would change it. The cut stays while the new stone is usually worked as the
/// old one is; else it becomes the usual one of the same outline: a dome for what no light goes through, a sphere for a
/// pearl, facets for what is clear. Where the part cannot hold that cut, another of its kind takes its place, in the
/// same metals and with its own usual measures. Throws vitrine::Error where there is no such cut or no such part.
void chooseSpecies(PartEntry& entry, const Catalogue& catalogue, const std::string& seat, const std::string& species);

/// The same with a cut that is asked for: onyx is sometimes faceted, ruby sometimes domed. Its length follows the
/// width.
void chooseSpecies(PartEntry& entry, const Catalogue& catalogue, const std::string& seat, const std::string& species,
                   const std::string& cut);

} // namespace vitrine::scene
