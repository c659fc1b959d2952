#include "base/error.h"
#include "base/exr.h"
#include "base/png.h"
#include "render/compare.h"
#include "shared/cpp.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace vitrine::render {
namespace {

constexpr int kColours = 3;

double meanOf(const FloatImage& image) {
    double sum = 0.0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            for (int c = 0; c < kColours; ++c) sum += image.pixel(x, y)[c];
    return sum / (static_cast<double>(kColours) * image.width * image.height);
}

// One even colour, within a thousandth of the mean light.
bool isBlank(const FloatImage& image) {
    const double tolerance = 1e-3 * std::abs(meanOf(image)) + 1e-9;
    const float* first = image.pixel(0, 0);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            for (int c = 0; c < kColours; ++c)
                if (std::abs(image.pixel(x, y)[c] - first[c]) > tolerance) return false;
    return true;
}

FloatImage linearFromPng(const FloatImage& codes) {
    FloatImage linear(codes.width, codes.height, kColours);
    for (int y = 0; y < codes.height; ++y)
        for (int x = 0; x < codes.width; ++x)
            for (int c = 0; c < kColours; ++c) linear.pixel(x, y)[c] = shared32::linearFromSrgb(codes.pixel(x, y)[c]);
    return linear;
}

} // namespace

ReferenceVerdict compareReference(const FloatImage& picture, const FloatImage& reference,
                                  const ReferenceLimits& limits) {
    if (picture.width != reference.width || picture.height != reference.height)
        throw Error({.problem = fmt::format("the picture is {} x {} pixels, the reference {} x {}", picture.width,
                                            picture.height, reference.width, reference.height),
                     .remedy = "render at the reference's --size"});
    if (picture.channels < kColours || reference.channels < kColours)
        throw Error({.problem = "a picture without colour cannot be compared", .remedy = "three channels"});
    std::vector<double> differences;
    differences.reserve(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
    double sum = 0.0;
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            double difference = 0.0;
            for (int c = 0; c < kColours; ++c)
                difference += std::abs(picture.pixel(x, y)[c] - reference.pixel(x, y)[c]) / kColours;
            differences.push_back(difference);
            sum += difference;
        }
    const auto at = static_cast<std::ptrdiff_t>(0.99 * static_cast<double>(differences.size() - 1));
    std::nth_element(differences.begin(), differences.begin() + at, differences.end());
    const double scale = std::max(meanOf(reference), 1e-9);
    ReferenceVerdict verdict{.mean = sum / static_cast<double>(differences.size()) / scale,
                             .percentile99 = differences[static_cast<std::size_t>(at)] / scale,
                             .blank = isBlank(picture)};
    // Written so that a figure which is no number fails.
    verdict.within = verdict.mean <= limits.mean && verdict.percentile99 <= limits.percentile99;
    return verdict;
}

std::string ReferenceVerdict::summary() const {
    return fmt::format("{}: mean difference {:.3f} %, 99th percentile {:.3f} % of the reference's light{}",
                       passes() ? "same" : "different", 100.0 * mean, 100.0 * percentile99,
                       blank ? "; the picture is blank" : "");
}

FloatImage readReference(const std::filesystem::path& path) {
    const std::string type = path.extension().string();
    if (type == ".exr") return readExr(path).colour(path.string());
    if (type == ".png") return linearFromPng(readPng(path));
    throw Error({.file = path.string(), .problem = "is no reference picture", .remedy = "a .png or an .exr"});
}

std::optional<GoldenPicture> readGolden(const std::filesystem::path& path) {
    if (path.extension() != ".exr") return std::nullopt;
    const ExrPlanes planes = readExr(path);
    for (const char* layer : {"variance.R", "variance.G", "variance.B", "stone-id"})
        if (!planes.channels.contains(layer)) return std::nullopt;
    GoldenPicture golden{.picture = {planes.colour(path.string()), FloatImage(planes.width, planes.height, kColours)},
                         .stoneMask = FloatImage(planes.width, planes.height, 1)};
    golden.stoneMask.data = planes.channels.at("stone-id");
    int channel = 0;
    for (const char* layer : {"variance.R", "variance.G", "variance.B"}) {
        const std::vector<float>& plane = planes.channels.at(layer);
        for (std::size_t i = 0; i < plane.size(); ++i)
            golden.picture.variance.data[kColours * i + static_cast<std::size_t>(channel)] = plane[i];
        ++channel;
    }
    return golden;
}

FloatImage linearFromCodes(const ByteImage& codes) {
    FloatImage values(codes.width, codes.height, codes.channels);
    std::transform(codes.data.begin(), codes.data.end(), values.data.begin(),
                   [](std::uint8_t code) { return static_cast<float>(code) / 255.0f; });
    return linearFromPng(values);
}

} // namespace vitrine::render
