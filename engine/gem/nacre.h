#pragma once
#include "gem/species.h"

namespace vitrine::gem {

/// The share of light that a pearl's layers send back, unpolarised, 0..1: a stack of aragonite laminae between thin
/// sheets of conchiolin, each lamina with a thickness of its own, by Rouard's recursion from the lowest upwards (Born &
/// Wolf 1.6). The light comes from air at the cosine of its angle of incidence; the outer surface is not counted. A
/// model: how many layers act together and how their thickness varies are parameters, not measurements of one pearl.
double layersReflectance(const Nacre& nacre, double cosine, double wavelength_nm);

/// The same with the outer surface, of index `index`, and the light that goes to and fro between both. `overtone` of
/// the layers' light comes back; what does not lights the body below.
double nacreReflectance(const Nacre& nacre, double index, double cosine, double wavelength_nm);

} // namespace vitrine::gem
