#include "screen/fonts.h"

#include "base/error.h"
#include "base/files.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <imgui.h>
#include <utility>

namespace vitrine::showroom {
namespace {

namespace fs = std::filesystem;

// Best first: text, then title. DejaVu is on nearly every Debian desktop.
constexpr std::pair<const char*, const char*> kFamilies[] = {
    {"Inter-Regular", "InterDisplay-Medium"}, {"Inter-Regular", "Inter-Medium"},        {"Lato-Regular", "Lato-Medium"},
    {"Lato-Regular", "Lato-Regular"},         {"NotoSans-Regular", "NotoSans-Regular"}, {"DejaVuSans", "DejaVuSans"},
};

constexpr double kSmall_mm = 3.4, kText_mm = 4.1, kValue_mm = 5.0, kTitle_mm = 7.4;
constexpr std::size_t kLargestFont_bytes = std::size_t{64} << 20;

std::vector<fs::path> fontFiles(const std::vector<fs::path>& folders) {
    std::vector<fs::path> files;
    for (const fs::path& folder : folders) {
        std::error_code code;
        for (auto it = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, code);
             !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
            const std::string extension = it->path().extension().string();
            if (extension == ".ttf" || extension == ".otf") files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Whether it begins as TrueType or OpenType do: the atlas asserts on anything else.
bool isFont(const Bytes& bytes) {
    static constexpr unsigned char kTrueType[4] = {0, 1, 0, 0};
    return bytes.size() > 1024 &&
           (std::memcmp(bytes.data(), kTrueType, 4) == 0 || std::memcmp(bytes.data(), "OTTO", 4) == 0 ||
            std::memcmp(bytes.data(), "true", 4) == 0);
}

ImFont* add(const fs::path& path, double size_px) {
    const Bytes bytes = readFile(path, kLargestFont_bytes);
    if (!isFont(bytes)) throw Error({.file = path.string(), .problem = "is no TrueType or OpenType font"});
    // Latin with its accents, dashes and quotes, and the minus sign of the steppers.
    static constexpr ImWchar kGlyphs[] = {0x20, 0x17f, 0x2010, 0x2026, 0x2212, 0x2212, 0};
    void* owned = IM_ALLOC(bytes.size()); // the atlas takes it
    std::memcpy(owned, bytes.data(), bytes.size());
    ImFontConfig config;
    config.OversampleH = config.OversampleV = 2;
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(owned, static_cast<int>(bytes.size()),
                                                      static_cast<float>(std::round(size_px)), &config, kGlyphs);
}

Fonts builtIn(double pixelsPerMm, std::string note) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    const auto sized = [&](double mm) {
        ImFontConfig config;
        config.SizePixels = static_cast<float>(std::max(8.0, std::round(mm * pixelsPerMm)));
        return atlas.AddFontDefault(&config);
    };
    Fonts fonts{.small = sized(kSmall_mm),
                .text = sized(kText_mm),
                .value = sized(kValue_mm),
                .title = sized(kTitle_mm),
                .note = std::move(note)};
    atlas.Build();
    return fonts;
}

} // namespace

std::vector<fs::path> fontFolders() {
    std::vector<fs::path> folders = {"/usr/share/fonts", "/usr/local/share/fonts"};
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
        folders.push_back(fs::path(home) / ".local/share/fonts");
        folders.push_back(fs::path(home) / ".fonts");
    }
    return folders;
}

std::optional<Typefaces> findTypefaces(const std::vector<fs::path>& folders) {
    const std::vector<fs::path> files = fontFiles(folders);
    const auto named = [&](const char* stem) {
        return std::find_if(files.begin(), files.end(), [&](const fs::path& file) { return file.stem() == stem; });
    };
    for (const auto& [text, title] : kFamilies)
        if (named(text) != files.end() && named(title) != files.end()) return Typefaces{*named(text), *named(title)};
    return std::nullopt;
}

Fonts loadFonts(double pixelsPerMm, const std::vector<fs::path>& folders) {
    const auto faces = findTypefaces(folders);
    if (!faces) return builtIn(pixelsPerMm, "no typeface is installed (fonts-inter): a built-in one is used");
    try {
        ImGui::GetIO().Fonts->Clear();
        Fonts fonts{.small = add(faces->text, kSmall_mm * pixelsPerMm),
                    .text = add(faces->text, kText_mm * pixelsPerMm),
                    .value = add(faces->title, kValue_mm * pixelsPerMm),
                    .title = add(faces->title, kTitle_mm * pixelsPerMm),
                    .note = {}};
        if (ImGui::GetIO().Fonts->Build()) return fonts;
        return builtIn(pixelsPerMm, faces->text.string() + " cannot be drawn: a built-in typeface is used");
    } catch (const Error& problem) {
        return builtIn(pixelsPerMm, std::string(problem.what()) + ": a built-in typeface is used");
    }
}

} // namespace vitrine::showroom
