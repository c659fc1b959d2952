#include "performance/estimate.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <future>
#include <thread>

namespace vitrine::performance {

Estimate mean(std::span<const double> repetitions) {
    const auto n = static_cast<double>(repetitions.size());
    double sum = 0.0, squares = 0.0;
    for (const double x : repetitions) sum += x;
    for (const double x : repetitions) squares += (x - sum / n) * (x - sum / n);
    return {.value = sum / n, .standardError = n > 1.0 ? std::sqrt(squares / (n * (n - 1.0))) : 0.0};
}

void repeat(int repetitions, const std::function<void(int)>& work) {
    std::atomic<int> next{0};
    const auto serve = [&] {
        for (int i = next++; i < repetitions; i = next++) work(i);
    };
    std::vector<std::future<void>> others;
    for (unsigned i = 1; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
        others.push_back(std::async(std::launch::async, serve));
    serve();
    for (std::future<void>& other : others) other.get();
}

} // namespace vitrine::performance
