#pragma once
#include <chrono>
#include <string>

namespace vitrine::cli {

/// A line on a terminal that says how far long work is and how much longer it takes. Silent where standard error is
/// not a terminal.
class Progress {
  public:
    explicit Progress(std::string what);
    ~Progress(); ///< clears the line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// done: 0 to 1. Redraws ten times a second at most.
    void show(double done, const std::string& detail);

  private:
    using Clock = std::chrono::steady_clock;
    std::string what_;
    bool terminal_;
    Clock::time_point start_ = Clock::now(), drawn_{};
};

} // namespace vitrine::cli
