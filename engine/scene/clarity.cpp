#include "scene/clarity.h"

#include "base/error.h"
#include "base/near_names.h"
#include "scene/look_up.h"

#include <algorithm>
#include <fmt/format.h>

namespace vitrine::scene {

const gem::ClarityScale* clarityScaleOf(const Catalogue& catalogue, const gem::Species& species) {
    if (species.body) return nullptr;
    const auto names = [](const std::vector<std::string>& list, const std::string& id) {
        return std::ranges::find(list, id) != list.end();
    };
    for (const auto& [id, scale] : catalogue.clarities)
        if (names(scale.minerals, species.mineral) && !names(scale.except, species.id)) return &scale;
    return nullptr;
}

const gem::ClarityGrade& clarityGradeOf(const Catalogue& catalogue, const gem::Species& species,
                                        const std::string& grade, const std::string& file, const std::string& place) {
    const gem::ClarityScale* scale = clarityScaleOf(catalogue, species);
    if (scale == nullptr)
        throw Error({.file = file,
                     .place = place,
                     .problem = fmt::format("{} is not graded for clarity", species.id),
                     .remedy = "leave it out; a diamond that light goes through has a grade"});
    const auto found = std::ranges::find(scale->grades, grade, &gem::ClarityGrade::id);
    if (found != scale->grades.end()) return *found;
    std::vector<std::string> ids;
    for (const gem::ClarityGrade& each : scale->grades) ids.push_back(each.id);
    throw Error({.file = file,
                 .place = place,
                 .problem = fmt::format("no grade of clarity is called \"{}\"", grade),
                 .remedy = namesInstead(grade, ids)});
}

std::vector<gem::Inclusion> inclusionsOf(const StoneChoice& choice, const gem::Species& species,
                                         const gem::Solid& solid, const Catalogue& catalogue, const std::string& seat,
                                         const std::string& file, const std::string& place) {
    if (choice.clarity.empty()) return {};
    const gem::ClarityGrade& grade = clarityGradeOf(catalogue, species, choice.clarity, file, place + "/clarity");
    if (lookUp(catalogue.cuts, choice.cut, "cut")->cut.body.cabochon())
        throw Error({.file = file,
                     .place = place + "/clarity",
                     .problem = fmt::format("a {} is not graded for clarity", choice.cut),
                     .remedy = "leave it out, or choose a cut with facets"});
    constexpr std::uint64_t kPrime = 1099511628211u; // of the hash FNV-1a
    auto seed = static_cast<std::uint64_t>(choice.seed);
    for (const char letter : seat) seed = (seed ^ static_cast<unsigned char>(letter)) * kPrime;
    return gem::inclusionsOf(grade, solid, seed);
}

} // namespace vitrine::scene
