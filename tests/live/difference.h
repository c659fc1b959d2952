#pragma once
// How far two pictures of the same thing are apart, over a mask: figures in linear light.
#include "base/image.h"
#include "base/math.h"

#include <functional>
#include <string>
#include <vector>

namespace vitrine::render {

/// 1 where a pixel counts.
using Mask = std::vector<bool>;

/// Pixels of which `chosen` is true together with all their eight neighbours, so that no picture's outline counts.
Mask maskWithin(const std::vector<int>& identities, int width, const std::function<bool(int)>& chosen);

/// Linear Rec.709 of XYZ, and of it the mean over the masked pixels of cells of `cell` by `cell` pixels, where at least
/// half of a cell's pixels count. Cells that hold fewer are left out.
struct Cells {
    std::vector<glm::dvec3> light;
    std::vector<glm::ivec2> at; ///< of a cell, in cells
};
Cells cellsOf(const FloatImage& xyz, const Mask& mask, int cell);

struct Difference {
    double mean = 0.0;         ///< of |a - b| over the channels, as a part of b there or of b's mean, whichever is more
    double worstPercent = 0.0; ///< the 99th percentile of the same
    glm::dvec3 channels{0.0};  ///< mean of a over mean of b, minus 1: signed, red, green, blue
    double luminance = 0.0;    ///< the same of Y
    double chromaticity = 0.0; ///< the larger of the relative differences of the mean's x and y
    std::size_t cells = 0;
    std::string summary() const;
};
Difference differenceOf(const FloatImage& a, const FloatImage& b, const Mask& mask, int cell);

/// The largest difference of mean luminance between two pictures in a grid of regions, and where it is.
struct Step {
    double part = 0.0; ///< of the mean luminance of the whole picture
    int column = 0, row = 0;
};
Step largestStep(const FloatImage& a, const FloatImage& b, int grid);

/// The p-quantile, 0 to 1.
double quantile(std::vector<double> values, double p);

} // namespace vitrine::render
