#pragma once
#include "desktop.h"

#include "base/json.h"

#include <functional>

namespace vitrine::ui {

/// A showroom that was started in a server and is watched from outside: by the file that --state keeps, and by what its
/// window shows.
class ShowroomRun {
  public:
    struct Settings {
        glm::ivec2 window_px{480, 300};
        std::vector<std::string> arguments = {}; ///< further ones of `vitrine show`
    };

    /// Returns when the first picture is shown.
    ShowroomRun(const XServer& server, const Settings& settings);

    Desktop& desktop() { return desktop_; }
    Process& process() { return process_; }
    std::filesystem::path folder(const std::string& name) const { return folder_ / name; }

    /// What the showroom last said of itself.
    Json state() const;
    /// Waits until that fulfils a wish. Throws vitrine::Error with the last state and the program's output when it does
    /// not within a minute, or when the program ends.
    Json await(const std::string& what, const std::function<bool(const Json&)>& wish);
    /// The state once the camera rests and nothing is being made, after what `events` more touch and window events did.
    Json awaitSettled();

    /// Waits until the window shows something that fulfils a wish.
    Shot awaitShot(const std::string& what, const std::function<bool(const Shot&)>& wish);

    /// Middle of a widget, scrolled to where that is needed, and where a stone is seen, in pixels of the window.
    glm::dvec2 widget(const std::string& name);
    glm::dvec2 stone(const std::string& seat) const;
    /// The part of the window that shows the piece.
    Region picture() const;

    /// Closes the window; the exit code.
    int close();

  private:
    [[noreturn]] void fail(const std::string& what);

    TemporaryFolder folder_;
    Desktop desktop_;
    Process process_;
};

} // namespace vitrine::ui
