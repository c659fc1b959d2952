#include "base/least_squares.h"

#include <cmath>
#include <gtest/gtest.h>

namespace vitrine {
namespace {

using Values = LeastSquares::Values;

// y = a exp(b x) at places that such a curve goes through, and one unknown more, on which nothing depends.
LeastSquares curve(double a, double b) {
    static const Values places{0.0, 0.5, 1.0, 2.0};
    return {.residuals =
                [=](const Values& at) {
                    Values residuals;
                    for (const double x : places)
                        residuals.push_back(at[0] * std::exp(at[1] * x) - a * std::exp(b * x));
                    return residuals;
                },
            .slopes =
                [](const Values& at, const Values&) {
                    std::vector<Values> slopes(3);
                    for (const double x : places) {
                        slopes[0].push_back(std::exp(at[1] * x));
                        slopes[1].push_back(at[0] * x * std::exp(at[1] * x));
                        slopes[2].push_back(0.0);
                    }
                    return slopes;
                }};
}

TEST(LeastSquares, FindsTheCurveThatGoesThroughThePlaces) {
    const LeastSquaresResult found = solved(curve(2.0, -0.7), {1.0, 0.0, 5.0}, {.rounds = 100, .closeEnough = 1e-20});
    EXPECT_NEAR(found.unknowns[0], 2.0, 1e-8);
    EXPECT_NEAR(found.unknowns[1], -0.7, 1e-8);
    for (const double residual : found.residuals) EXPECT_NEAR(residual, 0.0, 1e-9);
}

TEST(LeastSquares, LeavesAloneWhatNothingDependsOn) {
    EXPECT_EQ(solved(curve(2.0, -0.7), {1.0, 0.0, 5.0}).unknowns[2], 5.0);
}

TEST(LeastSquares, KeepsUnknownsInTheirRange) {
    const LeastSquaresResult found = solved(curve(2.0, -0.7), {1.0, 0.0, 0.5}, {.range = {-0.5, 1.5}});
    EXPECT_LE(found.unknowns[0], 1.5);
    EXPECT_GE(found.unknowns[1], -0.5);
}

} // namespace
} // namespace vitrine
