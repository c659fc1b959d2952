#pragma once
#include <filesystem>

namespace vitrine::cli {

/// The folder of catalogue, parts, studios and designs: `chosen` if not empty, else ../share/vitrine/assets beside the
/// program. Throws vitrine::Error when it holds no catalogue.
std::filesystem::path assetsFolder(const std::filesystem::path& chosen);

} // namespace vitrine::cli
