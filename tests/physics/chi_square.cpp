#include "chi_square.h"

#include "hemisphere.h"

#include <algorithm>
#include <random>
#include <vector>

namespace vitrine::physics {
namespace {

constexpr int kHeights = 12, kTurns = 16;

// Upper tail of chi-square, after Wilson & Hilferty 1931: its cube root is nearly normal.
double chiSquareTail(double chiSquare, int degrees) {
    const double spread = 2.0 / (9.0 * degrees);
    const double deviate = (std::cbrt(chiSquare / degrees) - (1.0 - spread)) / std::sqrt(spread);
    return 0.5 * std::erfc(deviate / std::sqrt(2.0));
}

int binOf(const glm::dvec3& w) { // 0 for what goes under the surface
    if (w.z <= 0.0) return 0;
    const double turn = std::atan2(w.y, w.x) / (2.0 * kPi) + 0.5;
    return 1 + std::min(static_cast<int>(w.z * kHeights), kHeights - 1) * kTurns +
           std::min(static_cast<int>(turn * kTurns), kTurns - 1);
}

// By bin, the integral of the density that is stated.
std::vector<double> statedShares(const std::function<double(const glm::dvec3&)>& density) {
    constexpr int kFine = 48; // the rim of a card of light crosses bins
    std::vector<double> shares(1 + kHeights * kTurns, 0.0);
    const double cell = 2.0 * kPi / (kHeights * kTurns * kFine * kFine);
    double above = 0.0;
    for (int i = 0; i < kHeights * kFine; ++i)
        for (int j = 0; j < kTurns * kFine; ++j) {
            const glm::dvec3 w =
                towards((i + 0.5) / (kHeights * kFine), 2.0 * kPi * ((j + 0.5) / (kTurns * kFine) - 0.5));
            const double share = cell * density(w);
            shares[static_cast<std::size_t>(binOf(w))] += share;
            above += share;
        }
    shares[0] = std::max(1.0 - above, 0.0);
    return shares;
}

} // namespace

double chiSquareProbability(const std::function<glm::dvec3(const Dice&)>& draw,
                            const std::function<double(const glm::dvec3&)>& density) {
    constexpr int kDrawn = 200000;
    std::mt19937 generator(7), events(11);
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    const std::vector<double> stated = statedShares(density);
    std::vector<double> drawn(stated.size(), 0.0);
    for (int i = 0; i < kDrawn; ++i) {
        Dice dice;
        for (double* each : {&dice.place.x, &dice.place.y, &dice.way}) *each = uniform(generator);
        dice.event = uniform(events);
        drawn[static_cast<std::size_t>(binOf(draw(dice)))] += 1.0;
    }
    double chiSquare = 0.0, rareStated = 0.0, rareDrawn = 0.0;
    int degrees = -1;
    const auto count = [&](double expected, double found) {
        if (expected <= 0.0) return;
        chiSquare += (found - expected) * (found - expected) / expected;
        ++degrees;
    };
    for (std::size_t i = 0; i < stated.size(); ++i) {
        const double expected = stated[i] * kDrawn;
        if (expected >= 20.0) {
            count(expected, drawn[i]);
        } else { // bins that hardly anything falls into are one
            rareStated += expected;
            rareDrawn += drawn[i];
        }
    }
    if (rareStated >= 5.0) count(rareStated, rareDrawn);
    return chiSquareTail(chiSquare, degrees);
}

double chiSquareProbabilityOverSphere(const std::function<glm::dvec3(const Dice&)>& draw,
                                      const std::function<double(const glm::dvec3&)>& density) {
    const double above = chiSquareProbability(draw, density);
    const double below = chiSquareProbability([&](const Dice& dice) { return -draw(dice); },
                                              [&](const glm::dvec3& w) { return density(-w); });
    return std::min(above, below);
}

} // namespace vitrine::physics
