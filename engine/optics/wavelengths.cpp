#include "optics/wavelengths.h"

#include "optics/cie.h"
#include "optics/spectrum.h"

#include <algorithm>
#include <cassert>

namespace vitrine::optics {
namespace {

constexpr int kWhiteExactFrom = 4;
constexpr std::size_t kSteps = static_cast<std::size_t>(kLongestWavelength_nm - kShortestWavelength_nm);

double nodeWavelength(std::size_t node) {
    return kShortestWavelength_nm + static_cast<double>(node);
}

double density(double wavelength_nm) {
    const glm::dvec3 bar = xyzBar(wavelength_nm);
    return (bar.x + bar.y + bar.z) * d65(wavelength_nm);
}

double sum(const glm::dvec3& v) {
    return v.x + v.y + v.z;
}

// Splits what is missing of white in one channel between the two wavelengths about that channel's middle.
void completeWhite(std::vector<WavelengthSample>& comb, int channel, double middle, double offset) {
    double missing = d65White()[channel];
    for (const WavelengthSample& sample : comb) missing -= sample.weightXyz[channel];
    const double last = static_cast<double>(comb.size() - 1);
    const double place = std::clamp(middle * static_cast<double>(comb.size()) - offset, 0.0, last);
    const auto below = static_cast<std::size_t>(std::min(place, last - 1.0));
    const double fraction = place - static_cast<double>(below);
    comb[below].weightXyz[channel] += missing * (1.0 - fraction);
    comb[below + 1].weightXyz[channel] += missing * fraction;
}

} // namespace

WavelengthSampling::WavelengthSampling() : cumulative_{0.0} {
    for (std::size_t i = 0; i < kSteps; ++i)
        cumulative_.push_back(cumulative_.back() + 0.5 * (density(nodeWavelength(i)) + density(nodeWavelength(i + 1))));
    for (double& c : cumulative_) c /= cumulative_.back();
    cumulative_.back() = 1.0;

    glm::dvec3 weights(0.0);
    for (std::size_t i = 0; i <= kSteps; ++i) {
        const glm::dvec3 xyz = xyzBar(nodeWavelength(i)) * d65(nodeWavelength(i));
        middles_ += cumulative_[i] * xyz;
        weights += xyz;
    }
    middles_ /= weights;
}

double WavelengthSampling::wavelengthAt(double u) const {
    const auto above = std::upper_bound(cumulative_.begin() + 1, cumulative_.end() - 1, u);
    const auto node = static_cast<std::size_t>(above - cumulative_.begin()) - 1;
    const double start = nodeWavelength(node);
    // Within a nanometre the density is taken as linear: solve a t + (b - a) t^2 / 2 = fraction (a + b) / 2 for t in
    // the form that does not cancel.
    const double a = density(start), b = density(start + 1.0);
    const double fraction = std::clamp((u - cumulative_[node]) / (cumulative_[node + 1] - cumulative_[node]), 0.0, 1.0);
    return start + fraction * (a + b) / (a + std::sqrt(a * a + fraction * (b * b - a * a)));
}

glm::dvec3 WavelengthSampling::weightAt(double u) const {
    // xyzBar D65 over a density of (x + y + z) D65 / total: D65 cancels.
    const glm::dvec3 bar = xyzBar(wavelengthAt(u));
    return bar * (sum(d65White()) / sum(bar));
}

std::vector<WavelengthSample> WavelengthSampling::comb(int n, double offset) const {
    assert(n >= 1 && offset >= 0.0 && offset < 1.0);
    std::vector<WavelengthSample> samples;
    for (int i = 0; i < n; ++i) {
        const double u = (i + offset) / n;
        samples.push_back({.wavelength_nm = wavelengthAt(u), .weightXyz = weightAt(u) / static_cast<double>(n)});
    }
    if (n >= kWhiteExactFrom)
        for (int channel = 0; channel < 3; ++channel) completeWhite(samples, channel, middles_[channel], offset);
    return samples;
}

} // namespace vitrine::optics
