#include "difference.h"

#include "optics/colour.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

const glm::dmat3& rgbFromXyz() {
    static const glm::dmat3 matrix = glm::inverse(optics::xyzFromRgb(optics::kRec709));
    return matrix;
}

glm::dvec3 xyzAt(const FloatImage& image, std::size_t pixel) {
    return {image.data[3 * pixel], image.data[3 * pixel + 1], image.data[3 * pixel + 2]};
}

double meanOf(const glm::dvec3& v) {
    return (v.x + v.y + v.z) / 3.0;
}

} // namespace

Mask maskWithin(const std::vector<int>& identities, int width, const std::function<bool(int)>& chosen) {
    const int height = static_cast<int>(identities.size()) / width;
    const auto at = [&](int x, int y) {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    };
    Mask mask(identities.size(), false);
    for (int y = 1; y + 1 < height; ++y)
        for (int x = 1; x + 1 < width; ++x) {
            bool all = true;
            for (int j = -1; j <= 1; ++j)
                for (int i = -1; i <= 1; ++i) all = all && chosen(identities[at(x + i, y + j)]);
            mask[at(x, y)] = all;
        }
    return mask;
}

Cells cellsOf(const FloatImage& xyz, const Mask& mask, int cell) {
    Cells cells;
    for (int cy = 0; cy * cell < xyz.height; ++cy)
        for (int cx = 0; cx * cell < xyz.width; ++cx) {
            glm::dvec3 sum(0.0);
            int count = 0;
            for (int y = cy * cell; y < std::min((cy + 1) * cell, xyz.height); ++y)
                for (int x = cx * cell; x < std::min((cx + 1) * cell, xyz.width); ++x) {
                    const std::size_t i =
                        static_cast<std::size_t>(y) * static_cast<std::size_t>(xyz.width) + static_cast<std::size_t>(x);
                    if (!mask[i]) continue;
                    sum += xyzAt(xyz, i);
                    ++count;
                }
            if (2 * count < cell * cell) continue;
            cells.light.push_back(rgbFromXyz() * (sum / static_cast<double>(count)));
            cells.at.emplace_back(cx, cy);
        }
    return cells;
}

std::string Difference::summary() const {
    return fmt::format("{} cells: mean {:.2f} %, 99th percentile {:.2f} %, luminance {:+.2f} %, chromaticity {:.2f} %, "
                       "red {:+.2f} %, green {:+.2f} %, blue {:+.2f} %",
                       cells, 100 * mean, 100 * worstPercent, 100 * luminance, 100 * chromaticity, 100 * channels.x,
                       100 * channels.y, 100 * channels.z);
}

Difference differenceOf(const FloatImage& a, const FloatImage& b, const Mask& mask, int cell) {
    const Cells ours = cellsOf(a, mask, cell), theirs = cellsOf(b, mask, cell);
    Difference difference{.cells = ours.light.size()};
    if (difference.cells == 0) return difference;
    glm::dvec3 meanA(0.0), meanB(0.0);
    for (std::size_t i = 0; i < ours.light.size(); ++i) {
        meanA += ours.light[i] / static_cast<double>(ours.light.size());
        meanB += theirs.light[i] / static_cast<double>(ours.light.size());
    }
    std::vector<double> parts;
    for (std::size_t i = 0; i < ours.light.size(); ++i) {
        parts.push_back(meanOf(glm::abs(ours.light[i] - theirs.light[i])) /
                        std::max(meanOf(theirs.light[i]), meanOf(meanB)));
        difference.mean += parts.back() / static_cast<double>(ours.light.size());
    }
    difference.worstPercent = quantile(parts, 0.99);
    difference.channels = meanA / meanB - 1.0;
    const glm::dvec3 xyzA = glm::inverse(rgbFromXyz()) * meanA, xyzB = glm::inverse(rgbFromXyz()) * meanB;
    difference.luminance = xyzA.y / xyzB.y - 1.0;
    const glm::dvec3 ratio = (xyzA / (3.0 * meanOf(xyzA))) / (xyzB / (3.0 * meanOf(xyzB)));
    difference.chromaticity = std::max(std::abs(ratio.x - 1.0), std::abs(ratio.y - 1.0));
    return difference;
}

Step largestStep(const FloatImage& a, const FloatImage& b, int grid) {
    std::vector<double> step(static_cast<std::size_t>(grid) * static_cast<std::size_t>(grid));
    std::vector<int> count(step.size());
    double whole = 0.0;
    for (int y = 0; y < a.height; ++y)
        for (int x = 0; x < a.width; ++x) {
            const auto region = static_cast<std::size_t>(y * grid / a.height * grid + x * grid / a.width);
            step[region] += a.pixel(x, y)[1] - b.pixel(x, y)[1];
            ++count[region];
            whole += b.pixel(x, y)[1] / static_cast<double>(a.width * a.height);
        }
    Step largest;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const double part = std::abs(step[i]) / count[i] / whole;
        if (part > largest.part)
            largest = {.part = part, .column = static_cast<int>(i) % grid, .row = static_cast<int>(i) / grid};
    }
    return largest;
}

double quantile(std::vector<double> values, double p) {
    if (values.empty()) return 0.0;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace vitrine::render
