#include "bench_report.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <map>

namespace vitrine::cli {
namespace {

std::vector<double> column(const std::vector<BenchFrame>& frames, double BenchFrame::*member) {
    std::vector<double> values;
    for (const BenchFrame& frame : frames) values.push_back(frame.*member);
    return values;
}

// Medians of the passes, summed over those of one label in a frame.
std::map<std::string, double> passesOf(const std::vector<BenchFrame>& frames) {
    std::map<std::string, std::vector<double>> byLabel;
    for (std::size_t i = 0; i < frames.size(); ++i)
        for (const gpu::PassTime& pass : frames[i].passes) {
            std::vector<double>& values = byLabel[std::string(pass.label.view())];
            values.resize(frames.size());
            values[i] += pass.time_ms;
        }
    std::map<std::string, double> medians;
    for (const auto& [label, values] : byLabel) medians[label] = percentile(values, 0.5);
    return medians;
}

// To so many parts of one: divided last, so that the decimal that is printed is short.
double rounded(double value, double parts) {
    return std::round(value * parts) / parts;
}

std::uint64_t mostAllocations(const BenchReport& report) {
    std::uint64_t most = 0;
    for (const BenchedView& view : report.views)
        for (const BenchSeries& series : view.series)
            for (const BenchFrame& frame : series.frames) most = std::max(most, frame.allocations);
    return most;
}

Json jsonOf(const BenchSeries& series) {
    Json passes = Json::object();
    for (const auto& [label, time_ms] : passesOf(series.frames)) passes[label] = rounded(time_ms, 100.0);
    const std::vector<double> times = column(series.frames, &BenchFrame::time_ms);
    return {{"median_ms", rounded(percentile(times, 0.5), 100.0)},
            {"p99_ms", rounded(percentile(times, 0.99), 100.0)},
            {"cpu_ms", rounded(percentile(column(series.frames, &BenchFrame::cpu_ms), 0.5), 1000.0)},
            {"passes", passes}};
}

} // namespace

double percentile(std::vector<double> values, double part) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(std::lround(part * static_cast<double>(values.size() - 1)))];
}

Json jsonOf(const BenchReport& report) {
    Json views = Json::array();
    for (const BenchedView& view : report.views) {
        Json entry = {{"name", view.name}};
        for (const BenchSeries& series : view.series) entry[series.name] = jsonOf(series);
        views.push_back(entry);
    }
    return {{"device", report.device},
            {"views", views},
            {"catalogue_ms", rounded(report.catalogue_ms, 10.0)},
            {"start_ms", {{"warm", rounded(report.warm_ms, 1.0)}, {"cold", rounded(report.cold_ms, 1.0)}}},
            {"switch_frames", report.switchFrames},
            {"allocations_per_frame", mostAllocations(report)},
            {"peak_mb", rounded(report.peak_mb, 10.0)}};
}

std::string textOf(const BenchReport& report) {
    std::string text = report.device + "\n";
    for (const BenchedView& view : report.views)
        for (const BenchSeries& series : view.series) {
            const std::vector<double> times = column(series.frames, &BenchFrame::time_ms);
            text += fmt::format("{:13} {:9} {:7.1f} ms, 99th percentile {:7.1f} ms, of it CPU {:.2f} ms\n", view.name,
                                series.name, percentile(times, 0.5), percentile(times, 0.99),
                                percentile(column(series.frames, &BenchFrame::cpu_ms), 0.5));
            for (const auto& [label, time_ms] : passesOf(series.frames))
                text += fmt::format("{:26}{:7.1f} ms {}\n", "", time_ms, label);
        }
    text +=
        fmt::format("catalogue {:.0f} ms; first picture {:.0f} ms warm, {:.0f} ms cold; a swap takes {} frame(s); {} "
                    "allocations a frame; at most {:.0f} MB\n",
                    report.catalogue_ms, report.warm_ms, report.cold_ms, report.switchFrames, mostAllocations(report),
                    report.peak_mb);
    return text;
}

double peakMemory_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmHWM:", 0) == 0) return std::stod(line.substr(6)) * 1024.0 / 1e6; // kB there are KiB
    return 0.0;
}

} // namespace vitrine::cli
