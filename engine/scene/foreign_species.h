#pragma once
#include "gem/species.h"
#include "part/model.h"

#include <memory>
#include <span>

namespace vitrine::scene {

/// What a transmissive glTF material is as a gem: its ior at the helium d line (587.6 nm, where Abbe's number is
/// defined) with the dispersion of KHR_materials_dispersion (20 / Abbe's number), and the absorption of
/// KHR_materials_volume. A base colour other than white, which glTF multiplies in at the surface, is spread over
/// `meanChord_mm`.
gem::Species speciesOf(const part::Material& material, double meanChord_mm);

/// The first of the species whose id stands as a word in one of the names ("Diamond_1_0" holds "diamond"), or null.
std::shared_ptr<const gem::Species> speciesNamed(std::span<const std::string> names,
                                                 std::span<const std::shared_ptr<const gem::Species>> species);

} // namespace vitrine::scene
