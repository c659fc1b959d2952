#pragma once
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace vitrine {

/// What is to become small, as functions of the unknowns.
struct LeastSquares {
    using Values = std::vector<double>;
    std::function<Values(const Values& unknowns)> residuals;
    /// How every residual changes with each unknown: one list of residuals' slopes an unknown.
    std::function<std::vector<Values>(const Values& unknowns, const Values& residuals)> slopes;
};

struct LeastSquaresSettings {
    int rounds = 40;
    double damping = 1e-3;     ///< at first: how much the squares must fall for a step of one
    double closeEnough = 1e-8; ///< sum of squares at which it ends
    double furthest = std::numeric_limits<double>::infinity(); ///< that an unknown goes in one round
    std::pair<double, double> range{-std::numeric_limits<double>::infinity(),
                                    std::numeric_limits<double>::infinity()}; ///< of every unknown
};

struct LeastSquaresResult {
    std::vector<double> unknowns, residuals;
};

/// The unknowns near `first` for which the squares of the residuals add up to the least, by Levenberg's and Marquardt's
/// method: the damping holds back unknowns on which nothing depends, and decides between those that do alike.
LeastSquaresResult solved(const LeastSquares& problem, std::vector<double> first,
                          const LeastSquaresSettings& settings = {});

} // namespace vitrine
