#pragma once
#include <filesystem>

namespace vitrine {

/// A folder of its own, empty at first, that no other process or test shares and that goes with this value.
class TemporaryFolder {
  public:
    TemporaryFolder(); ///< Throws Error where there is no place for it.
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

} // namespace vitrine
