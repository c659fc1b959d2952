#pragma once
#include "base/error.h"
#include "base/near_names.h"

#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

namespace vitrine::scene {

/// What an entry of a catalogue goes by besides its id: its labels in every language, its mineral or family. A further
/// grade of a species goes by its id alone, or a list of near names would be all grades of one.
template <class Entry>
std::vector<std::string> otherNames(const Entry& entry) {
    std::vector<std::string> names;
    if constexpr (requires { *entry; }) {
        return entry ? otherNames(*entry) : names;
    } else if constexpr (requires { entry.cut.labels; }) {
        return otherNames(entry.cut);
    } else {
        if constexpr (requires { entry.gradeOf; })
            if (!entry.gradeOf.empty()) return names;
        if constexpr (requires { entry.labels; })
            for (const auto& [language, label] : entry.labels) names.push_back(label);
        if constexpr (requires { entry.mineral; }) names.push_back(entry.mineral);
        if constexpr (requires { entry.family; }) names.push_back(entry.family);
        return names;
    }
}

/// The entry with this id. Throws vitrine::Error "no <what> is called ..." with the choices, of many the near ones.
template <class Entry>
const Entry& lookUp(const std::map<std::string, Entry>& entries, const std::string& id, const char* what,
                    const std::string& file = {}, const std::string& place = {}) {
    if (const auto found = entries.find(id); found != entries.end()) return found->second;
    std::vector<NamedChoice> choices;
    for (const auto& [key, entry] : entries) choices.push_back({key, otherNames(entry)});
    throw Error({.file = file,
                 .place = place,
                 .problem = fmt::format("no {} is called \"{}\"", what, id),
                 .remedy = namesInstead(id, choices)});
}

} // namespace vitrine::scene
