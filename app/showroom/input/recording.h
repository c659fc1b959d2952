#pragma once
#include "input/touch.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

namespace vitrine::showroom {

/// The window that touches were recorded in.
struct TouchWindow {
    int width_px = 1280, height_px = 800;
    double pixelsPerMm = 3.8;
    bool operator==(const TouchWindow&) const = default;
};

/// Touches as a file holds them: JSON lines, the window first, then one event a line with its time since the first
/// line.
///
///   {"format": "vitrine-touches", "version": 1, "width": 1280, "height": 800, "pixels_per_mm": 3.8}
///   {"t": 0.5, "id": 1, "phase": "began", "x": 640, "y": 400}
///   {"t": 0.516, "id": 1, "phase": "moved", "x": 644, "y": 401.5, "size": 8.5}
struct TouchRecording {
    TouchWindow window = {};
    std::vector<TouchEvent> events = {}; ///< times from 0, never decreasing; every contact begins before it moves
};

/// Reads and checks a recording. A contact without an end (the recorder was killed) is cancelled after the last event.
/// Throws vitrine::Error with the line.
TouchRecording readTouches(const std::filesystem::path& path);
/// The same from text; `file` is for messages only.
TouchRecording parseTouches(std::string_view text, const std::string& file);

/// Plays a recording from start_s on, its positions scaled to the window that is open now.
class ReplayTouch final : public TouchSource {
  public:
    ReplayTouch(TouchRecording recording, glm::ivec2 window_px, double start_s);
    std::optional<TouchEvent> poll(double now_s) override;
    std::string description() const override;
    bool finished() const { return next_ == recording_.events.size(); }

  private:
    TouchRecording recording_;
    glm::dvec2 scale_;
    double start_s_;
    std::size_t next_ = 0;
};

/// Hands on what another source delivers and writes it to a file as it comes, so that a recording survives a crash.
class RecordedTouch final : public TouchSource {
  public:
    /// Throws vitrine::Error when the file cannot be written.
    RecordedTouch(std::unique_ptr<TouchSource> source, const std::filesystem::path& path, const TouchWindow& window,
                  double start_s);
    std::optional<TouchEvent> poll(double now_s) override;
    int descriptor() const override { return source_->descriptor(); }
    std::string description() const override;

  private:
    std::unique_ptr<TouchSource> source_;
    std::string name_;
    std::ofstream file_;
    double start_s_;
};

} // namespace vitrine::showroom
