#pragma once
#include "base/json.h"

#include <map>
#include <string>
#include <vector>

namespace vitrine::part {

/// Refuses every member that is not in `known`: a key that the format reserves is refused as reserved, any other as
/// unknown with the list of choices. Throws vitrine::Error.
void allowKeys(const JsonPlace& place, const std::vector<std::string>& known);

/// A name by the format's rule, not taken by a function or a constant.
std::string readName(const JsonPlace& place);

/// Texts by language, English among them.
std::map<std::string, std::string> readLabels(const JsonPlace& place);

} // namespace vitrine::part
