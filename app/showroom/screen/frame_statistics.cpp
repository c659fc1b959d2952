#include "screen/frame_statistics.h"

#include <algorithm>
#include <sys/resource.h>

namespace vitrine::showroom {
namespace {

constexpr std::size_t kMostTimes = 16384;

double percentile(std::vector<float> values, double share) {
    if (values.empty()) return 0.0;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

double peakMemory_MB() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

} // namespace

FrameStatistics::FrameStatistics(std::function<std::uint64_t()> allocations) : allocations_(std::move(allocations)) {
    times_ms_.reserve(kMostTimes);
}

void FrameStatistics::frame(double time_ms, bool steady) {
    if (steady) {
        ++steadyFrames_;
        steadyAllocations_ += allocations_() - before_;
    }
    if (times_ms_.size() < kMostTimes)
        times_ms_.push_back(static_cast<float>(time_ms));
    else
        times_ms_[frames_ % kMostTimes] = static_cast<float>(time_ms);
    ++frames_;
}

void FrameStatistics::swapped(int frames) {
    switchFrames_ = std::max(switchFrames_, frames);
}

Json FrameStatistics::json() const {
    return {{"frames", frames_},
            {"median_ms", percentile(times_ms_, 0.5)},
            {"p99_ms", percentile(times_ms_, 0.99)},
            {"start_ms", startup_ms_},
            {"switch_frames", switchFrames_},
            {"steady_frames", steadyFrames_},
            {"allocations_per_frame",
             steadyFrames_ > 0 ? static_cast<double>(steadyAllocations_) / static_cast<double>(steadyFrames_) : 0.0},
            {"peak_mb", peakMemory_MB()},
            {"recovered", recovered_}};
}

} // namespace vitrine::showroom
