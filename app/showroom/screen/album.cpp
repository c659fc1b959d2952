#include "screen/album.h"

#include "base/error.h"
#include "base/files.h"
#include "base/png.h"

#include <cstdlib>
#include <fstream>

namespace vitrine::showroom {
namespace {

namespace fs = std::filesystem;

std::optional<fs::path> home() {
    const char* value = std::getenv("HOME");
    return value != nullptr && *value != '\0' ? std::optional<fs::path>(value) : std::nullopt;
}

// XDG_PICTURES_DIR="$HOME/Pictures" in user-dirs.dirs (freedesktop.org, xdg-user-dirs).
std::optional<fs::path> desktopFolder(const fs::path& home) {
    const char* configuration = std::getenv("XDG_CONFIG_HOME");
    std::ifstream file(
        (configuration != nullptr && *configuration != '\0' ? fs::path(configuration) : home / ".config") /
        "user-dirs.dirs");
    for (std::string line; std::getline(file, line);) {
        constexpr std::string_view kKey = "XDG_PICTURES_DIR=\"", kHome = "$HOME";
        if (line.rfind(kKey, 0) != 0 || line.back() != '"') continue;
        std::string value = line.substr(kKey.size(), line.size() - kKey.size() - 1);
        if (value.rfind(kHome, 0) == 0) value = home.string() + value.substr(kHome.size());
        if (!value.empty() && value.front() == '/') return fs::path(value);
    }
    return std::nullopt;
}

std::string written(const fs::path& folder, const std::string& title, const ByteImage& picture) {
    try {
        const Bytes png = encodePng(picture, {.colour = std::nullopt, .text = {{"Software", "Vitrine"}}});
        std::error_code code;
        fs::create_directories(folder, code);
        const fs::path file = unusedName(folder, title);
        writeFileAtomically(file, png);
        return "Saved as " + file.string();
    } catch (const std::exception& problem) {
        return std::string("The picture was not saved: ") + problem.what();
    }
}

} // namespace

fs::path picturesFolder() {
    const auto own = home();
    if (!own) return fs::current_path();
    return desktopFolder(*own).value_or(*own / "Pictures");
}

fs::path unusedName(const fs::path& folder, const std::string& title) {
    std::string stem;
    for (const char letter : title)
        if (static_cast<unsigned char>(letter) >= 0x20 &&
            std::string_view("/\\:*?\"<>|").find(letter) == std::string::npos)
            stem += letter;
    if (stem.empty() || stem.front() == '.') stem = "Vitrine" + stem;
    fs::path file = folder / (stem + ".png");
    for (int number = 2; fs::exists(fs::symlink_status(file)); ++number)
        file = folder / (stem + " " + std::to_string(number) + ".png");
    return file;
}

void Album::save(ByteImage picture, const std::string& title) {
    writing_ = std::async(std::launch::async, written, folder_, title, std::move(picture));
}

std::optional<std::string> Album::outcome() {
    if (!writing_.valid() || writing_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return std::nullopt;
    return writing_.get();
}

} // namespace vitrine::showroom
