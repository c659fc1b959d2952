#pragma once
#include "process.h"

#include "base/math.h"

#include <memory>

namespace vitrine::ui {

/// A real X server of the test's own, on a display that was free, without hardware, terminal or udev. Throws
/// vitrine::Error with the server's log when it does not come up.
class XServer {
  public:
    /// Xorg with a screen in memory and a touchscreen that TouchScreen injects into. Needs root, xserver-xorg-core and
    /// xserver-xorg-video-dummy.
    static XServer withTouchScreen(glm::ivec2 size_px);
    /// Xvfb: mouse and keyboard by XTest, and no touch device.
    static XServer withoutTouch(glm::ivec2 size_px);

    const std::string& display() const { return display_; } ///< ":7"
    glm::ivec2 size_px() const { return size_px_; }
    std::filesystem::path touchSocket() const;

  private:
    explicit XServer(glm::ivec2 size_px) : size_px_(size_px), folder_(std::make_unique<TemporaryFolder>()) {}
    void start(std::vector<std::string> arguments, const std::filesystem::path& log);

    glm::ivec2 size_px_;
    std::unique_ptr<TemporaryFolder> folder_;
    std::unique_ptr<Process> process_; ///< before the folder in its end
    std::string display_;
};

} // namespace vitrine::ui
