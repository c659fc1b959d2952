#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>

namespace vitrine::cli {

/// What every subcommand is given, and what it leaves behind: parsing sets `run`, main calls it.
struct Context {
    std::filesystem::path assets; ///< --assets, or empty: resolve with assetsFolder()
    std::function<int()> run;     ///< returns the exit code; may throw vitrine::Error, which is exit code 2
};

} // namespace vitrine::cli
