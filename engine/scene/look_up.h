#pragma once
#include "base/error.h"
#include "base/near_names.h"

#include <fmt/format.h>
#include <map>
#include <string>
#include <vector>

namespace vitrine::scene {

/// The entry with this id. Throws vitrine::Error "no <what> is called ..." with the choices, of many the near ones.
template <class Entry>
const Entry& lookUp(const std::map<std::string, Entry>& entries, const std::string& id, const char* what,
                    const std::string& file = {}, const std::string& place = {}) {
    if (const auto found = entries.find(id); found != entries.end()) return found->second;
    std::vector<std::string> ids;
    for (const auto& [key, unused] : entries) ids.push_back(key);
    throw Error({.file = file,
                 .place = place,
                 .problem = fmt::format("no {} is called \"{}\"", what, id),
                 .remedy = namesInstead(id, std::move(ids))});
}

} // namespace vitrine::scene
