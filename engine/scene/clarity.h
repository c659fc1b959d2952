#pragma once
#include "scene/configuration.h"

#include <string>
#include <vector>

namespace vitrine::scene {

/// The scale by which such stones are graded; none for minerals that have none, and for opaque stones.
const gem::ClarityScale* clarityScaleOf(const Catalogue& catalogue, const gem::Species& species);

/// The grade of that species. Throws vitrine::Error that lists the grades, or says why there are none.
const gem::ClarityGrade& clarityGradeOf(const Catalogue& catalogue, const gem::Species& species,
                                        const std::string& grade, const std::string& file = {},
                                        const std::string& place = {});

/// What lies in a stone as it was chosen; nothing where no clarity was. `place` is the stone's in the file, `seat`
/// where it sits: stones of one seed in two seats are two stones. Throws vitrine::Error for what is not graded.
std::vector<gem::Inclusion> inclusionsOf(const StoneChoice& choice, const gem::Species& species,
                                         const gem::Solid& solid, const Catalogue& catalogue, const std::string& seat,
                                         const std::string& file, const std::string& place);

} // namespace vitrine::scene
