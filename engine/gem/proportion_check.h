#pragma once
#include "base/error.h"

#include <fmt/format.h>
#include <string>

namespace vitrine::gem {

/// Throws vitrine::Error "a <cut> cannot have <name> = ..." unless the value lies within [least, most].
inline void checkProportion(const char* cut, const std::string& name, double value, double least, double most) {
    if (!(value >= least && value <= most))
        throw Error({.problem = fmt::format("a {} cannot have {} = {}", cut, name, value),
                     .remedy = fmt::format("between {} and {}", least, most)});
}

} // namespace vitrine::gem
