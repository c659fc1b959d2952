#include "base/error.h"

namespace vitrine {
namespace {

std::string oneLine(const Error::Parts& parts) {
    std::string line;
    for (const std::string* lead : {&parts.file, &parts.place})
        if (!lead->empty()) line += *lead + ": ";
    line += parts.problem;
    if (!parts.remedy.empty()) line += "; " + parts.remedy;
    for (char& c : line)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return line;
}

} // namespace

Error::Error(Parts parts) : std::runtime_error(oneLine(parts)), parts_(std::move(parts)) {}

} // namespace vitrine
