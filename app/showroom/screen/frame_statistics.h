#pragma once
#include "base/json.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vitrine::showroom {

/// What --stats writes, gathered as the frames go by. Allocates only when it is made.
class FrameStatistics {
  public:
    /// allocations: how often the calling thread has allocated so far.
    explicit FrameStatistics(std::function<std::uint64_t()> allocations);

    /// A frame was shown. steady: nothing was asked for in it and nothing was being made.
    void frame(double time_ms, bool steady);
    void frameBegins() { before_ = allocations_(); }
    void firstPicture(double since_start_s) { startup_ms_ = since_start_s * 1000.0; }
    /// A swap: frames from its action until its picture, that one included.
    void swapped(int frames);
    void recovered() { ++recovered_; }

    std::uint64_t frames() const { return frames_; }
    std::uint64_t recoveries() const { return recovered_; }
    /// "frames", "median_ms", "p99_ms", "start_ms", "switch_frames" (the most), "allocations_per_frame" (of steady
    /// ones), "peak_mb", "recovered".
    Json json() const;

  private:
    std::function<std::uint64_t()> allocations_;
    double startup_ms_ = 0.0;
    std::uint64_t frames_ = 0, before_ = 0, steadyFrames_ = 0, steadyAllocations_ = 0, recovered_ = 0;
    int switchFrames_ = 0;
    std::vector<float> times_ms_; ///< of the last frames, a ring
};

} // namespace vitrine::showroom
