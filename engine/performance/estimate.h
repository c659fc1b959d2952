#pragma once
#include <functional>
#include <span>
#include <vector>

namespace vitrine::performance {

/// A figure found by rays, and how far it may be off: one standard deviation, from independent repetitions.
struct Estimate {
    double value = 0.0;
    double standardError = 0.0;
};

/// The mean of equally good repetitions.
Estimate mean(std::span<const double> repetitions);

/// How many rays a figure is found by: `repetitions` sets of `rays`, each evenly spread and all shifted against each
/// other at random, the same in every run.
struct RaySets {
    int rays = 1 << 15;
    int repetitions = 16;
};

/// work(repetition) for each, on all processors. The results must not depend on which runs first.
void repeat(int repetitions, const std::function<void(int)>& work);

} // namespace vitrine::performance
