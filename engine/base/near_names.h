#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// What may be chosen, and what else people call it: a label, a mineral, a family.
struct NamedChoice {
    std::string name;
    std::vector<std::string> alsoCalled = {};
};

/// The names of the choices that someone who wrote `name` may have meant, the nearest first, at most `most`: by the
/// number of letters to change in what a choice is called, or in one word of it ("saphire" is near to "blue-sapphire").
/// Never empty unless `choices` is.
std::vector<std::string> nearNames(std::string_view name, const std::vector<NamedChoice>& choices,
                                   std::size_t most = 5);

/// What an error recommends instead of `name`: "one of a, b, c" where that is a short list, else "perhaps a, b or c".
std::string namesInstead(std::string_view name, const std::vector<NamedChoice>& choices);
std::string namesInstead(std::string_view name, const std::vector<std::string>& choices);

} // namespace vitrine
