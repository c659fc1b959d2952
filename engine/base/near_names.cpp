#include "base/near_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <numeric>

namespace vitrine {
namespace {

constexpr std::size_t kShortList = 8;

// Levenshtein 1966: letters inserted, left out or replaced.
std::size_t lettersToChange(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

// One way to write all that is meant alike: small letters, words with hyphens between them.
std::string plain(std::string_view name) {
    std::string text(name);
    for (char& letter : text) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        if (letter == ' ' || letter == '_') letter = '-';
    }
    return text;
}

std::vector<std::string_view> wordsOf(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        const std::size_t length = std::min(name.find('-'), name.size());
        if (length > 2) words.push_back(name.substr(0, length)); // shorter ones are near to everything
        name.remove_prefix(std::min(length + 1, name.size()));
    }
    return words;
}

// A slip of the finger or two in the whole name comes before anything that only shares a word with it ("18k-yelow"
// means 18k-yellow, not 18k-green). Then twice the letters between whole names, or between their nearest words and one
// more.
std::size_t farness(std::string_view name, std::string_view choice) {
    constexpr std::size_t kSlips = 2;
    const std::size_t letters = lettersToChange(name, choice);
    if (letters <= kSlips) return letters;
    std::size_t least = 2 * letters;
    for (const std::string_view a : wordsOf(name))
        for (const std::string_view b : wordsOf(choice)) least = std::min(least, 2 * lettersToChange(a, b) + 1);
    return kSlips + least;
}

std::size_t farness(std::string_view name, const NamedChoice& choice) {
    std::size_t least = farness(name, plain(choice.name));
    for (const std::string& also : choice.alsoCalled) least = std::min(least, farness(name, plain(also)));
    return least;
}

} // namespace

std::vector<std::string> nearNames(std::string_view name, const std::vector<NamedChoice>& choices, std::size_t most) {
    std::vector<std::pair<std::size_t, std::string>> byFarness;
    for (const NamedChoice& choice : choices) byFarness.emplace_back(farness(plain(name), choice), choice.name);
    std::ranges::stable_sort(byFarness, {}, &std::pair<std::size_t, std::string>::first);
    std::vector<std::string> near;
    for (std::size_t i = 0; i < std::min(byFarness.size(), most); ++i) near.push_back(byFarness[i].second);
    return near;
}

std::string namesInstead(std::string_view name, const std::vector<NamedChoice>& choices) {
    if (choices.size() > kShortList) {
        const std::vector<std::string> near = nearNames(name, choices);
        return fmt::format("perhaps {} or {}", fmt::join(near.begin(), near.end() - 1, ", "), near.back());
    }
    std::vector<std::string> all;
    for (const NamedChoice& choice : choices) all.push_back(choice.name);
    return fmt::format("one of {}", fmt::join(all, ", "));
}

std::string namesInstead(std::string_view name, const std::vector<std::string>& choices) {
    std::vector<NamedChoice> named;
    for (const std::string& choice : choices) named.push_back({choice});
    return namesInstead(name, named);
}

} // namespace vitrine
