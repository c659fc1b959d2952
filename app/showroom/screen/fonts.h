#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

struct ImFont;

namespace vitrine::showroom {

/// The weights that the panel uses.
struct Typefaces {
    std::filesystem::path text, title;
};

/// The first typefaces that are installed, of the families that the showroom was drawn for, in the folders where
/// systems keep them. Nothing when there is none.
std::optional<Typefaces> findTypefaces(const std::vector<std::filesystem::path>& folders);

/// /usr/share/fonts, /usr/local/share/fonts and the user's own.
std::vector<std::filesystem::path> fontFolders();

/// The fonts of the current ImGui context.
struct Fonts {
    ImFont* small = nullptr;
    ImFont* text = nullptr;
    ImFont* value = nullptr;
    ImFont* title = nullptr;
    std::string note; ///< what the user should know: empty when a real typeface was found
};

/// Draws the glyphs anew into the atlas of the current ImGui context, in sizes that suit the screen. Without a typeface
/// that can be read it falls back to ImGui's own.
Fonts loadFonts(double pixelsPerMm, const std::vector<std::filesystem::path>& folders);

} // namespace vitrine::showroom
