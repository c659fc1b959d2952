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

// What a fit changes: the logarithms of means, then of spreads, so that none becomes negative.
using Unknowns = std::vector<double>;

Bands bandsFrom(const Unknowns& unknowns) {
    const std::size_t n = unknowns.size() / 2;
    Bands bands(n);
    for (std::size_t j = 0; j < n; ++j) bands[j] = {std::exp(unknowns[j]), std::exp(unknowns[n + j])};
    return bands;
}

// Colours after each path less the spectrum's, in steps that look alike, as CIELAB's cube root has them; and how they
// change with each unknown.
struct Misfit {
    std::vector<double> residuals;
    std::vector<std::vector<double>> slopes; // by unknown
    double squares() const { return std::inner_product(residuals.begin(), residuals.end(), residuals.begin(), 0.0); }
};

Misfit misfitOf(const Bands& bands, const Comb& comb, const std::vector<glm::dvec3>& exact) {
    const std::size_t n = bands.size();
    Misfit misfit;
    misfit.slopes.assign(2 * n, {});
    for (std::size_t p = 0; p < exact.size(); ++p) {
        const double path = kPaths_mm[p];
        const glm::dvec3 xyz = glm::max(colourThrough(bands, comb, path), glm::dvec3(1e-30));
        const glm::dvec3 root(std::cbrt(xyz.x), std::cbrt(xyz.y), std::cbrt(xyz.z));
        for (int c = 0; c < 3; ++c) misfit.residuals.push_back(root[c] - std::cbrt(exact[p][c]));
        for (std::size_t j = 0; j < n; ++j) {
            const double depth = bands[j].depth(path);
            const double bySpread = bands[j].mean_mm * path / std::sqrt(1.0 + 2.0 * bands[j].spread_mm * path) - depth;
            const glm::dvec3 light = comb[j].weightXyz * std::exp(-depth) / (3.0 * root * root);
            for (int c = 0; c < 3; ++c) {
                misfit.slopes[j].push_back(-light[c] * depth);
                misfit.slopes[n + j].push_back(-light[c] * bySpread);
            }
        }
    }
    return misfit;
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

// The step of Levenberg and Marquardt: held back by `damping`, so that the bands stay what they are where colour does
// not ask otherwise.
Unknowns stepped(const Unknowns& unknowns, const Misfit& misfit, double damping) {
    constexpr double furthest = 0.7;
    const std::size_t n = unknowns.size();
    const auto product = [](const std::vector<double>& a, const std::vector<double>& b) {
        return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    };
    std::vector<std::vector<double>> normal(n, std::vector<double>(n));
    std::vector<double> right(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            normal[i][j] = product(misfit.slopes[i], misfit.slopes[j]) + (i == j ? damping : 0.0);
        right[i] = -product(misfit.slopes[i], misfit.residuals);
    }
    const std::vector<double> step = solve(std::move(normal), std::move(right));
    Unknowns next = unknowns;
    for (std::size_t i = 0; i < n; ++i) next[i] += std::clamp(step[i], -furthest, furthest);
    return next;
}

Bands fitted(const Bands& first, const Comb& comb, const std::vector<glm::dvec3>& exact) {
    constexpr int rounds = 40;
    constexpr double closeEnough = 1e-8;
    Unknowns unknowns;
    for (const BandAbsorption& band : first) unknowns.push_back(std::log(std::max(band.mean_mm, 1e-6)));
    for (const BandAbsorption& band : first) unknowns.push_back(std::log(std::max(band.spread_mm, 1e-3)));
    Misfit here = misfitOf(bandsFrom(unknowns), comb, exact);
    double damping = 1e-3;
    for (int round = 0; round < rounds && here.squares() > closeEnough; ++round) {
        const Unknowns next = stepped(unknowns, here, damping);
        const Misfit there = misfitOf(bandsFrom(next), comb, exact);
        const bool better = there.squares() < here.squares();
        damping *= better ? 0.3 : 5.0;
        if (!better) continue;
        unknowns = next;
        here = there;
    }
    return bandsFrom(unknowns);
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
    if (absorption.isZero()) return Bands(comb.size());
    Bands bands;
    for (std::size_t j = 0; j < comb.size(); ++j)
        bands.push_back(bandThrough({kShort_mm, meanDepth(absorption, comb, j, kShort_mm)},
                                    {kLong_mm, meanDepth(absorption, comb, j, kLong_mm)}));
    std::vector<glm::dvec3> exact;
    for (const double path_mm : kPaths_mm)
        exact.push_back(optics::xyzUnderD65([&](double nm) { return std::exp(-absorption.at(nm) * path_mm); }));
    return fitted(bands, comb, exact);
}

} // namespace vitrine::render
