#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace vitrine::showroom {

/// What `vitrine show` was asked for.
struct ShowSettings {
    std::filesystem::path file, assets;
    std::string device = {};
    int width_px = 1280, height_px = 800;
    enum class Kind { window, fullScreen } kind = Kind::window;
    std::filesystem::path script = {};     ///< played from the first picture on; the showroom closes after it
    std::filesystem::path replay = {};     ///< touches, likewise
    std::filesystem::path record = {};     ///< where touches are written
    std::filesystem::path state = {};      ///< where the state is written anew whenever it has changed
    std::filesystem::path statistics = {}; ///< where figures are written at the end
    std::filesystem::path pictures = {};   ///< empty: the user's folder
    std::function<std::uint64_t()> allocations = [] { return std::uint64_t{0}; }; ///< of the calling thread so far
};

/// Opens the showroom and returns when it is closed. Throws vitrine::Error for what cannot be opened, for a script's
/// assertion that does not hold, and when there is no display or no driver.
void show(const ShowSettings& settings);

} // namespace vitrine::showroom
