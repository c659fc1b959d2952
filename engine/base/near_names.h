#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// The choices that someone who wrote `name` may have meant, the nearest first, at most `most`: by the number of
/// letters to change, or of one word of a name with hyphens ("saphire" is near to "blue-sapphire"). Never empty unless
/// `choices` is.
std::vector<std::string> nearNames(std::string_view name, std::vector<std::string> choices, std::size_t most = 5);

/// What an error recommends instead of `name`: "one of a, b, c" where that is a short list, else "perhaps a, b or c".
std::string namesInstead(std::string_view name, std::vector<std::string> choices);

} // namespace vitrine
