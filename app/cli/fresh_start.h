#pragma once
#include <string>

namespace vitrine::cli {

/// Runs this very program again with those arguments, with empty caches of compiled shaders first and then with the
/// ones that this has left, and returns what each run printed. POSIX.
struct FreshStarts {
    std::string cold, warm;
};
FreshStarts startAfresh(const std::string& arguments);

} // namespace vitrine::cli
