#include "base/least_squares.h"

#include <algorithm>
#include <numeric>

namespace vitrine {
namespace {

using Values = LeastSquares::Values;

double product(const Values& a, const Values& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

// Solves A x = b by elimination. A is symmetric and positive definite, so no pivot vanishes.
Values eliminated(std::vector<Values> A, Values b) {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = k + 1; i < n; ++i) {
            const double factor = A[i][k] / A[k][k];
            for (std::size_t j = k; j < n; ++j) A[i][j] -= factor * A[k][j];
            b[i] -= factor * b[k];
        }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) b[k] -= A[k][j] * b[j];
        b[k] /= A[k][k];
    }
    return b;
}

// The step to where the squares are least if the residuals are linear, damped.
Values stepFrom(const Values& residuals, const std::vector<Values>& slopes, double damping) {
    const std::size_t n = slopes.size();
    std::vector<Values> normal(n, Values(n));
    Values right(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) normal[i][j] = product(slopes[i], slopes[j]) + (i == j ? damping : 0.0);
        right[i] = -product(slopes[i], residuals);
    }
    return eliminated(std::move(normal), std::move(right));
}

Values stepped(Values unknowns, const Values& step, const LeastSquaresSettings& settings) {
    for (std::size_t i = 0; i < unknowns.size(); ++i)
        unknowns[i] = std::clamp(unknowns[i] + std::clamp(step[i], -settings.furthest, settings.furthest),
                                 settings.range.first, settings.range.second);
    return unknowns;
}

} // namespace

LeastSquaresResult solved(const LeastSquares& problem, std::vector<double> first,
                          const LeastSquaresSettings& settings) {
    constexpr double eased = 0.3, tightened = 4.0, hopeless = 1e9;
    LeastSquaresResult best{.unknowns = std::move(first), .residuals = {}};
    best.residuals = problem.residuals(best.unknowns);
    double squares = product(best.residuals, best.residuals), damping = settings.damping;
    for (int round = 0; round < settings.rounds && squares > settings.closeEnough && damping < hopeless; ++round) {
        const Values step = stepFrom(best.residuals, problem.slopes(best.unknowns, best.residuals), damping);
        LeastSquaresResult next{.unknowns = stepped(best.unknowns, step, settings), .residuals = {}};
        next.residuals = problem.residuals(next.unknowns);
        const double there = product(next.residuals, next.residuals);
        const bool better = there < squares;
        damping *= better ? eased : tightened;
        if (!better) continue;
        best = std::move(next);
        squares = there;
    }
    return best;
}

} // namespace vitrine
