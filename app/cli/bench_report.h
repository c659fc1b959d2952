#pragma once
#include "base/json.h"
#include "bench_stage.h"

#include <string>
#include <vector>

namespace vitrine::cli {

/// The frames of one way to draw a view.
struct BenchSeries {
    std::string name; ///< "full", "edges", "governed"
    std::vector<BenchFrame> frames;
};

struct BenchedView {
    std::string name;
    std::vector<BenchSeries> series;
};

struct BenchReport {
    std::string device;
    std::vector<BenchedView> views;
    double catalogue_ms = 0.0;           ///< to read it, median of five times
    double warm_ms = 0.0, cold_ms = 0.0; ///< until the first picture
    int switchFrames = 0;
    double peak_mb = 0.0;
};

/// The element at that part of the way through the sorted values: 0.5 is the median.
double percentile(std::vector<double> values, double part);

Json jsonOf(const BenchReport& report);
std::string textOf(const BenchReport& report);

/// The most memory that this process has held so far, in MB; 0 where the system does not say.
double peakMemory_mb();

} // namespace vitrine::cli
