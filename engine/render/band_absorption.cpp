#include "render/band_absorption.h"

#include "base/least_squares.h"
#include "base/math.h"
#include "optics/cie.h"
#include "optics/colour.h"

#include <algorithm>
#include <cmath>

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

// CIELAB of what comes through, in hundreds: what a fit compares.
using Colours = std::vector<glm::dvec3>;

glm::dvec3 colourOf(const glm::dvec3& xyz) {
    return 0.01 * optics::labFromXyz(xyz, optics::d65White());
}

// What a fit changes: the logarithms of means, then of spreads, so that none becomes negative.
using Unknowns = LeastSquares::Values;

Bands bandsFrom(const Unknowns& unknowns) {
    const std::size_t n = unknowns.size() / 2;
    Bands bands(n);
    for (std::size_t j = 0; j < n; ++j) bands[j] = {std::exp(unknowns[j]), std::exp(unknowns[n + j])};
    return bands;
}

glm::dvec3 lightThrough(const Bands& bands, const Comb& comb, double path_mm) {
    glm::dvec3 xyz(0.0);
    for (std::size_t j = 0; j < comb.size(); ++j) xyz += comb[j].weightXyz * std::exp(-bands[j].depth(path_mm));
    return xyz;
}

// How colour changes with light, by columns.
glm::dmat3 colourSlopes(const glm::dvec3& xyz) {
    glm::dmat3 slopes;
    for (int c = 0; c < 3; ++c) {
        glm::dvec3 more = xyz;
        const double h = 1e-6 * (1e-3 + std::abs(xyz[c]));
        more[c] += h;
        slopes[c] = (colourOf(more) - colourOf(xyz)) / h;
    }
    return slopes;
}

Unknowns misfit(const Bands& bands, const Comb& comb, const Colours& exact) {
    Unknowns residuals;
    for (std::size_t p = 0; p < exact.size(); ++p) {
        const glm::dvec3 difference = colourOf(lightThrough(bands, comb, kPaths_mm[p])) - exact[p];
        residuals.insert(residuals.end(), {difference.x, difference.y, difference.z});
    }
    return residuals;
}

std::vector<Unknowns> misfitSlopes(const Bands& bands, const Comb& comb) {
    const std::size_t n = bands.size();
    std::vector<Unknowns> slopes(2 * n);
    for (const double path : kPaths_mm) {
        const glm::dmat3 colour = colourSlopes(lightThrough(bands, comb, path));
        for (std::size_t j = 0; j < n; ++j) {
            const double depth = bands[j].depth(path);
            const double bySpread = bands[j].mean_mm * path / std::sqrt(1.0 + 2.0 * bands[j].spread_mm * path) - depth;
            const glm::dvec3 change = colour * (comb[j].weightXyz * -std::exp(-depth));
            for (int c = 0; c < 3; ++c) {
                slopes[j].push_back(change[c] * depth);
                slopes[n + j].push_back(change[c] * bySpread);
            }
        }
    }
    return slopes;
}

Bands fitted(const Bands& first, const Comb& comb, const Colours& exact) {
    Unknowns unknowns;
    for (const BandAbsorption& band : first) unknowns.push_back(std::log(std::max(band.mean_mm, 1e-6)));
    for (const BandAbsorption& band : first) unknowns.push_back(std::log(std::max(band.spread_mm, 1e-3)));
    const LeastSquares problem{
        .residuals = [&](const Unknowns& at) { return misfit(bandsFrom(at), comb, exact); },
        .slopes = [&](const Unknowns& at, const Unknowns&) { return misfitSlopes(bandsFrom(at), comb); }};
    return bandsFrom(solved(problem, std::move(unknowns), {.furthest = 0.7}).unknowns);
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
    Colours exact;
    for (const double path_mm : kPaths_mm)
        exact.push_back(
            colourOf(optics::xyzUnderD65([&](double nm) { return std::exp(-absorption.at(nm) * path_mm); })));
    return fitted(bands, comb, exact);
}

} // namespace vitrine::render
