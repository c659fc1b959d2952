#include "render/bloom.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <vector>

namespace vitrine::render {
namespace {

struct Gaussian {
    double deviation; ///< standard deviation, parts of the picture's height
    float weight;
};

constexpr int kColours = 3;
constexpr Gaussian kSpread[] = {{0.002, 0.5f}, {0.008, 0.3f}, {0.03, 0.2f}};

// Half-sample reflection: ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... The average over a mirrored window keeps the sum.
int mirrored(int i, int n) {
    const int period = 2 * n;
    const int turn = ((i % period) + period) % period;
    return turn < n ? turn : period - 1 - turn;
}

// Every pixel of a row becomes the mean of the 2 radius + 1 about it. Running sums in double precision: a highlight
// that has left the window leaves nothing behind.
template <int channels>
void boxRows(const FloatImage& from, FloatImage& to, int radius) {
    const double scale = 1.0 / (2 * radius + 1);
    const std::size_t span = channels * (2 * static_cast<std::size_t>(radius) + 1);
    std::vector<float> padded(channels * static_cast<std::size_t>(from.width) + span);
    for (int y = 0; y < from.height; ++y) {
        for (int x = -radius; x <= from.width + radius; ++x)
            std::copy_n(from.pixel(mirrored(x, from.width), y), channels,
                        padded.begin() + channels * static_cast<std::ptrdiff_t>(x + radius));
        std::array<double, channels> sums{};
        for (std::size_t i = 0; i < span; ++i) sums[i % channels] += padded[i];
        float* out = to.pixel(0, y);
        const float* leaving = padded.data();
        for (int x = 0; x < from.width; ++x, out += channels, leaving += channels)
            for (std::size_t c = 0; c < channels; ++c) {
                out[c] = static_cast<float>(sums[c] * scale);
                sums[c] += static_cast<double>(leaving[span + c]) - static_cast<double>(leaving[c]);
            }
    }
}

// The same down the columns, all columns at once so that memory is walked along rows.
void boxColumns(const FloatImage& from, FloatImage& to, int radius) {
    const std::size_t stride = static_cast<std::size_t>(from.width) * static_cast<std::size_t>(from.channels);
    const double scale = 1.0 / (2 * radius + 1);
    const auto row = [&](int y) { return from.pixel(0, mirrored(y, from.height)); };
    std::vector<double> sums(stride, 0.0);
    for (int y = -radius; y <= radius; ++y) {
        const float* entering = row(y);
        for (std::size_t i = 0; i < stride; ++i) sums[i] += entering[i];
    }
    for (int y = 0; y < from.height; ++y) {
        float* out = to.pixel(0, y);
        const float* entering = row(y + radius + 1);
        const float* leaving = row(y - radius);
        for (std::size_t i = 0; i < stride; ++i) {
            out[i] = static_cast<float>(sums[i] * scale);
            sums[i] += static_cast<double>(entering[i]) - static_cast<double>(leaving[i]);
        }
    }
}

// Three box averages are a Gaussian to within 3 % of its peak; each of width w has the variance (w^2 - 1) / 12.
FloatImage blurred(FloatImage light, double deviation_px) {
    const int radius =
        std::max(1, static_cast<int>(std::lround((std::sqrt(4.0 * deviation_px * deviation_px + 1.0) - 1.0) / 2.0)));
    FloatImage other = light;
    for (int pass = 0; pass < 3; ++pass) {
        boxRows<kColours>(light, other, radius);
        boxColumns(other, light, radius);
    }
    return light;
}

} // namespace

FloatImage bloomed(const FloatImage& light, double strength) {
    assert(light.channels == kColours);
    const auto spread = static_cast<float>(std::clamp(strength, 0.0, 1.0));
    FloatImage sum = light;
    for (float& value : sum.data) value *= 1.0f - spread;
    FloatImage stage = light;
    double variance = 0.0;
    for (const Gaussian& gaussian : kSpread) {
        // Variances add: each wider Gaussian is made from the one before.
        const double wanted = gaussian.deviation * light.height;
        stage = blurred(std::move(stage), std::sqrt(std::max(wanted * wanted - variance, 0.0)));
        variance = wanted * wanted;
        for (std::size_t i = 0; i < sum.data.size(); ++i) sum.data[i] += spread * gaussian.weight * stage.data[i];
    }
    return sum;
}

} // namespace vitrine::render
