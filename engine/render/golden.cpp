#include "base/error.h"
#include "render/compare.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

constexpr int kBlock = 8;

struct Block {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    double pixels() const { return static_cast<double>(x1 - x0) * (y1 - y0); }
};

std::vector<Block> blocksOf(const FloatImage& image) {
    std::vector<Block> blocks;
    for (int y = 0; y < image.height; y += kBlock)
        for (int x = 0; x < image.width; x += kBlock)
            blocks.push_back({x, y, std::min(x + kBlock, image.width), std::min(y + kBlock, image.height)});
    return blocks;
}

double sumOver(const FloatImage& image, const Block& block, int channel) {
    double sum = 0.0;
    for (int y = block.y0; y < block.y1; ++y)
        for (int x = block.x0; x < block.x1; ++x) sum += image.pixel(x, y)[channel];
    return sum;
}

struct ChannelPair {
    int light, variance;
};

std::vector<ChannelPair> judgedChannels(const NoisyPicture& picture) {
    if (picture.variance.channels == 1) return {{std::min(1, picture.light.channels - 1), 0}};
    std::vector<ChannelPair> pairs;
    for (int c = 0; c < std::min(3, picture.variance.channels); ++c) pairs.push_back({c, c});
    return pairs;
}

// The z of a block, or 0 where neither picture has any noise nor difference (a background).
double blockZ(const NoisyPicture& a, const NoisyPicture& b, const Block& block, ChannelPair channel,
              double relativeFloor) {
    const double n = block.pixels();
    const double meanA = sumOver(a.light, block, channel.light) / n;
    const double meanB = sumOver(b.light, block, channel.light) / n;
    const double noise =
        (sumOver(a.variance, block, channel.variance) + sumOver(b.variance, block, channel.variance)) / (n * n);
    const double floor = relativeFloor * 0.5 * (std::abs(meanA) + std::abs(meanB));
    const double deviation = std::sqrt(noise + floor * floor);
    return deviation == 0.0 ? 0.0 : (meanA - meanB) / deviation;
}

// A sum of n squared standard normals as a standard normal: Wilson and Hilferty 1931.
double normalFromChiSquared(double sum, double n) {
    const double v = 2.0 / (9.0 * n);
    return (std::cbrt(sum / n) - (1.0 - v)) / std::sqrt(v);
}

// The z that a standard normal exceeds with probability p, by bisection of the complementary error function.
double normalQuantile(double p) {
    double low = 0.0, high = 40.0;
    for (int i = 0; i < 80; ++i) {
        const double middle = 0.5 * (low + high);
        (0.5 * std::erfc(middle / std::sqrt(2.0)) > p ? low : high) = middle;
    }
    return low;
}

BlockFigures figuresOf(const NoisyPicture& a, const NoisyPicture& b, const std::vector<Block>& blocks,
                       ChannelPair channel, double relativeFloor) {
    BlockFigures figures;
    double sum = 0.0, squares = 0.0;
    for (const Block& block : blocks) {
        const double z = blockZ(a, b, block, channel, relativeFloor);
        sum += z;
        squares += z * z;
        if (std::abs(z) > std::abs(figures.worstZ)) {
            figures.worstZ = z;
            figures.worstX = block.x0;
            figures.worstY = block.y0;
        }
    }
    const auto n = static_cast<double>(blocks.size());
    figures.mean = sum / std::sqrt(n);
    figures.spread = normalFromChiSquared(squares, n);
    return figures;
}

// The standard error of a block's mean within the mask, as a part of the mask's mean light. Of colours, the sum: their
// noise is taken as fully correlated, which is the most it can be.
double stoneError(const NoisyPicture& picture, const FloatImage& mask) {
    double light = 0.0, deviation = 0.0;
    for (const ChannelPair channel : judgedChannels(picture)) {
        double variance = 0.0, pixels = 0.0;
        for (int y = 0; y < mask.height; ++y)
            for (int x = 0; x < mask.width; ++x) {
                if (!(mask.pixel(x, y)[0] > 0.0f)) continue;
                light += picture.light.pixel(x, y)[channel.light];
                variance += picture.variance.pixel(x, y)[channel.variance];
                pixels += 1.0;
            }
        deviation += std::sqrt(variance * pixels);
    }
    return light > 0.0 ? deviation / kBlock / light : 0.0;
}

void requireSameSize(const FloatImage& a, const FloatImage& b, const char* what) {
    if (a.width != b.width || a.height != b.height)
        throw Error(
            {.problem = fmt::format("{} are {} x {} and {} x {} pixels", what, a.width, a.height, b.width, b.height),
             .remedy = "two pictures of one size"});
}

} // namespace

GoldenVerdict compareGolden(const NoisyPicture& a, const NoisyPicture& b, const FloatImage& stoneMask,
                            const GoldenLimits& limits) {
    requireSameSize(a.light, b.light, "the pictures");
    requireSameSize(a.light, a.variance, "a picture and its variance");
    requireSameSize(b.light, b.variance, "a picture and its variance");
    if (!stoneMask.data.empty()) requireSameSize(a.light, stoneMask, "the pictures and the stone mask");
    if (a.variance.channels != b.variance.channels || a.light.channels < std::min(3, a.variance.channels) ||
        b.light.channels < std::min(3, b.variance.channels))
        throw Error("the variances have different channels");

    const std::vector<Block> blocks = blocksOf(a.light);
    const std::vector<ChannelPair> channels = judgedChannels(a);
    GoldenVerdict verdict{.blocks = static_cast<int>(blocks.size())};
    // Three ways to fail a channel: a mean too low, too high, a spread too wide; the chance of noise is shared by all.
    verdict.limit = normalQuantile((1.0 - limits.confidence) / (3.0 * static_cast<double>(channels.size())));
    for (const ChannelPair channel : channels) {
        verdict.channels.push_back(figuresOf(a, b, blocks, channel, limits.relativeFloor));
        const BlockFigures& figures = verdict.channels.back();
        verdict.excess =
            std::max({verdict.excess, std::abs(figures.mean) / verdict.limit, figures.spread / verdict.limit});
        if (!std::isfinite(figures.mean) || !std::isfinite(figures.spread)) verdict.excess = HUGE_VAL;
    }
    verdict.stoneStandardError =
        stoneMask.data.empty() ? 0.0 : std::max(stoneError(a, stoneMask), stoneError(b, stoneMask));
    verdict.sameMean = verdict.excess <= 1.0;
    verdict.quietEnough = verdict.stoneStandardError < limits.stoneError;
    return verdict;
}

std::string GoldenVerdict::summary() const {
    std::string line = fmt::format("{}: {} blocks, {:.2f} of the limit {:.2f}, standard error in the stone {:.2f} %",
                                   passes() ? "same" : "different", blocks, excess, limit, 100.0 * stoneStandardError);
    for (std::size_t c = 0; c < channels.size(); ++c)
        line += fmt::format("; channel {}: mean {:.2f}, spread {:.2f}, worst {:.1f} at {},{}", c, channels[c].mean,
                            channels[c].spread, channels[c].worstZ, channels[c].worstX, channels[c].worstY);
    return line;
}

} // namespace vitrine::render
