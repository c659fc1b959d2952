#pragma once
#include "base/image.h"

#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::showroom {

/// The user's folder for pictures: what the desktop says (XDG user directories), else ~/Pictures, else the working
/// folder.
std::filesystem::path picturesFolder();

/// A name in the folder that no file has: "Solitaire.png", "Solitaire 2.png" and so on. Characters that file systems
/// do not take are left out of the title.
std::filesystem::path unusedName(const std::filesystem::path& folder, const std::string& title);

/// Saves pictures beside the frames.
class Album {
  public:
    explicit Album(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Begins to write; what came of it is told by outcome().
    void save(ByteImage picture, const std::string& title);
    bool busy() const { return writing_.valid(); }
    /// A line for the user when a picture has been written or could not be.
    std::optional<std::string> outcome();

  private:
    std::filesystem::path folder_;
    std::future<std::string> writing_;
};

} // namespace vitrine::showroom
