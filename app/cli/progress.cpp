#include "progress.h"

#include <algorithm>
#include <cstdio>
#include <fmt/core.h>
#include <unistd.h>
#include <utility>

namespace vitrine::cli {
namespace {

constexpr int kCells = 28;

std::string duration(double seconds) {
    const int whole = static_cast<int>(seconds + 0.5);
    return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

} // namespace

Progress::Progress(std::string what) : what_(std::move(what)), terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (terminal_) fmt::print(stderr, "\r\033[K");
}

void Progress::show(double done, const std::string& detail) {
    const auto now = Clock::now();
    if (!terminal_ || now - drawn_ < std::chrono::milliseconds(100)) return;
    drawn_ = now;
    done = std::clamp(done, 0.0, 1.0);
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    const std::string left = done > 0.02 ? duration(elapsed * (1.0 - done) / done) + " left" : "estimating";
    const int full = static_cast<int>(done * kCells);
    fmt::print(stderr, "\r\033[K{} [{}{}] {:3.0f} %  {}  {}", what_, std::string(static_cast<std::size_t>(full), '#'),
               std::string(static_cast<std::size_t>(kCells - full), '.'), 100.0 * done, detail, left);
    std::fflush(stderr);
}

} // namespace vitrine::cli
