#include "render/band_absorption.h"

#include "base/math.h"
#include "optics/cie.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vitrine::render {
namespace {

constexpr double kClear = 1e-9;                    // optical depth that is none
constexpr double kShort_mm = 2.0, kLong_mm = 12.0; // of one chord of a stone, and of the way through a large one
constexpr double kPaths_mm[] = {1.0, 2.0, 4.0, 8.0, 12.0}; // after which the colour is to be right

using Comb = std::vector<optics::WavelengthSample>;
using Bands = std::vector<BandAbsorption>;

// The mean depth from halfway to the wavelength below to halfway to the one above.
double meanDepth(const optics::Spectrum& absorption, const Comb& comb, std::size_t j, double path_mm) {
    constexpr int steps = 32;
    const double here = comb[j].wavelength_nm;
    const double below = j > 0 ? 0.5 * (comb[j - 1].wavelength_nm + here) : here;
    const double above = j + 1 < comb.size() ? 0.5 * (comb[j + 1].wavelength_nm + here) : here;
    double through = 0.0;
    for (int i = 0; i < steps; ++i)
        through += std::exp(-absorption.at(below + (above - below) * (i + 0.5) / steps) * path_mm);
    return -std::log(std::max(through / steps, 1e-30));
}

glm::dvec3 colourThrough(const Bands& bands, const Comb& comb, double path_mm) {
    glm::dvec3 xyz(0.0);
    for (std::size_t j = 0; j < comb.size(); ++j) xyz += comb[j].weightXyz * std::exp(-bands[j].depth(path_mm));
    return xyz;
}

// What a band's mean and spread are in a fit: neither can become negative.
struct Unknowns {
    std::vector<double> values; // logarithms: means, then spreads
    explicit Unknowns(const Bands& bands) {
        for (const BandAbsorption& band : bands) values.push_back(std::log(std::max(band.mean_mm, 1e-6)));
        for (const BandAbsorption& band : bands) values.push_back(std::log(std::max(band.spread_mm, 1e-4)));
    }
    Bands bands() const {
        const std::size_t n = values.size() / 2;
        Bands all(n);
        for (std::size_t j = 0; j < n; ++j) all[j] = {std::exp(values[j]), std::exp(values[n + j])};
        return all;
    }
};

// Colour after each path less the spectrum's, in units in which equal steps look alike, as CIELAB's cube root has it.
std::vector<double> residuals(const Bands& bands, const Comb& comb, const std::vector<glm::dvec3>& exact) {
    std::vector<double> all;
    for (std::size_t p = 0; p < exact.size(); ++p) {
        const glm::dvec3 xyz = colourThrough(bands, comb, kPaths_mm[p]);
        for (int c = 0; c < 3; ++c) all.push_back(std::cbrt(xyz[c]) - std::cbrt(exact[p][c]));
    }
    return all;
}

// Solves A x = b for a symmetric positive definite A by elimination.
std::vector<double> solve(std::vector<std::vector<double>> A, std::vector<double> b) {
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

// One step of Gauss and Newton, held back so that the bands stay what they are where colour does not ask otherwise.
void approach(Unknowns& unknowns, const Comb& comb, const std::vector<glm::dvec3>& exact) {
    constexpr double nudge = 1e-5, hold = 1e-6, furthest = 0.5;
    const std::vector<double> here = residuals(unknowns.bands(), comb, exact);
    const std::size_t n = unknowns.values.size();
    std::vector<std::vector<double>> slopes;
    for (std::size_t i = 0; i < n; ++i) {
        Unknowns moved = unknowns;
        moved.values[i] += nudge;
        std::vector<double> slope = residuals(moved.bands(), comb, exact);
        for (std::size_t r = 0; r < slope.size(); ++r) slope[r] = (slope[r] - here[r]) / nudge;
        slopes.push_back(std::move(slope));
    }
    std::vector<std::vector<double>> normal(n, std::vector<double>(n));
    std::vector<double> right(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            normal[i][j] =
                std::inner_product(slopes[i].begin(), slopes[i].end(), slopes[j].begin(), i == j ? hold : 0.0);
        right[i] = -std::inner_product(slopes[i].begin(), slopes[i].end(), here.begin(), 0.0);
    }
    const std::vector<double> step = solve(std::move(normal), std::move(right));
    for (std::size_t i = 0; i < n; ++i) unknowns.values[i] += std::clamp(step[i], -furthest, furthest);
}

} // namespace

double BandAbsorption::depth(double path_mm) const {
    return 2.0 * mean_mm * path_mm / (1.0 + std::sqrt(1.0 + 2.0 * spread_mm * path_mm));
}

// Solved for s the law is s = d / a + (b / a^2) d^2 / 2: linear in 1 / a and b / a^2.
BandAbsorption bandThrough(const DepthAfter& near, const DepthAfter& far) {
    if (near.depth < kClear || far.depth < kClear) return {};
    const double slopeNear = near.path_mm / near.depth, slopeFar = far.path_mm / far.depth;
    const double bend = std::max(2.0 * (slopeFar - slopeNear) / std::max(far.depth - near.depth, kClear), 0.0);
    const double inverse = std::max(slopeNear - 0.5 * bend * near.depth, 1e-3 * slopeNear);
    return {.mean_mm = 1.0 / inverse, .spread_mm = bend / (inverse * inverse)};
}

std::vector<BandAbsorption> bandsOf(const optics::Spectrum& absorption,
                                    const std::vector<optics::WavelengthSample>& comb) {
    constexpr int rounds = 12;
    if (absorption.isZero()) return Bands(comb.size());
    Bands bands;
    for (std::size_t j = 0; j < comb.size(); ++j)
        bands.push_back(bandThrough({kShort_mm, meanDepth(absorption, comb, j, kShort_mm)},
                                    {kLong_mm, meanDepth(absorption, comb, j, kLong_mm)}));
    std::vector<glm::dvec3> exact;
    for (const double path_mm : kPaths_mm)
        exact.push_back(optics::xyzUnderD65([&](double nm) { return std::exp(-absorption.at(nm) * path_mm); }));
    Unknowns unknowns(bands);
    for (int round = 0; round < rounds; ++round) approach(unknowns, comb, exact);
    return unknowns.bands();
}

} // namespace vitrine::render
