#pragma once
#include "base/math.h"

#include <functional>

namespace vitrine::physics {

/// Two numbers for where, one for which of several ways to draw is taken, and one for what happens there; each in [0,
/// 1).
struct Dice {
    glm::dvec2 place{0.0};
    double way = 0.0, event = 0.0;
};

/// Probability that directions as `draw` makes them differ from the density per steradian that is stated for them by as
/// much as 200,000 of them do, or more (Pearson's chi-square, over bins of the upper hemisphere and one for all that
/// goes under the surface). Even in [0, 1] when they agree; next to nothing when they do not.
double chiSquareProbability(const std::function<glm::dvec3(const Dice&)>& draw,
                            const std::function<double(const glm::dvec3&)>& density);

/// The lesser of that of the upper hemisphere and that of the lower.
double chiSquareProbabilityOverSphere(const std::function<glm::dvec3(const Dice&)>& draw,
                                      const std::function<double(const glm::dvec3&)>& density);

} // namespace vitrine::physics
