#include "assets.h"

#include "base/error.h"

namespace vitrine::cli {

std::filesystem::path assetsFolder(const std::filesystem::path& chosen) {
    const std::filesystem::path folder =
        chosen.empty()
            ? std::filesystem::canonical("/proc/self/exe").parent_path().parent_path() / "share" / "vitrine" / "assets"
            : chosen;
    if (!std::filesystem::is_directory(folder / "catalogue"))
        throw Error({.file = folder.string(),
                     .problem = "holds no catalogue",
                     .remedy = "name Vitrine's assets folder with --assets, or install the program with its assets"});
    return folder;
}

} // namespace vitrine::cli
