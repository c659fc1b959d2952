#include "render/still_picture.h"

#include "shared/still_layout_cpp.h"

#include <algorithm>

namespace vitrine::render {
namespace {

void readColourVariance(std::span<const glm::vec4> film, StillPicture& picture) {
    const glm::dvec3 rows[] = {{REC709_RED}, {REC709_GREEN}, {REC709_BLUE}};
    picture.colourVariance = FloatImage(picture.xyz.width, picture.xyz.height, 3);
    for (std::size_t i = 0; i < picture.xyz.data.size() / 3; ++i) {
        const glm::vec4* texels = &film[FILM_TEXELS_INSTRUMENTED * i];
        const double n = texels[1].y;
        if (n < 2.0) continue;
        for (int c = 0; c < 3; ++c) {
            const double mean = glm::dot(rows[c], glm::dvec3(texels[0])) / n;
            const double ofSquares = texels[FILM_SQUARES][c] / n;
            picture.colourVariance.data[3 * i + static_cast<std::size_t>(c)] =
                static_cast<float>(std::max(ofSquares - mean * mean, 0.0) / (n - 1.0));
        }
    }
}

void readInstruments(std::span<const glm::vec4> film, StillPicture& picture) {
    const auto layer = [&](const char* name, std::size_t texel, int component) {
        FloatImage image(picture.xyz.width, picture.xyz.height, 1);
        for (std::size_t i = 0; i < picture.xyz.data.size() / 3; ++i)
            image.data[i] = film[FILM_TEXELS_INSTRUMENTED * i + FILM_TEXELS + texel][component];
        picture.instruments[name] = std::move(image);
    };
    layer("stone-id", 0, 0);
    layer("facet-id", 0, 1);
    layer("sequence", 0, 2);
    layer("hits", 0, 3);
    layer("residue", 1, 0);
    layer("left-sequence", 1, 1);
    readColourVariance(film, picture);
}

} // namespace

StillPicture pictureOf(std::span<const glm::vec4> film, const StillSettings& settings) {
    const std::size_t stride = settings.instruments ? FILM_TEXELS_INSTRUMENTED : FILM_TEXELS;
    StillPicture picture;
    const int w = settings.width, h = settings.height;
    picture.xyz = FloatImage(w, h, 3);
    picture.coverage = FloatImage(w, h, 1);
    picture.shadow = FloatImage(w, h, 1);
    picture.variance = FloatImage(w, h, 1);
    picture.samples = FloatImage(w, h, 1);
    const std::size_t pixels = picture.samples.data.size();
    for (std::size_t i = 0; i < pixels; ++i) {
        const glm::dvec4 sum = film[stride * i];
        const double squares = film[stride * i + 1].x, n = film[stride * i + 1].y;
        const double perSample = n > 0.0 ? 1.0 / n : 0.0;
        for (std::size_t c = 0; c < 3; ++c)
            picture.xyz.data[3 * i + c] = static_cast<float>(sum[static_cast<int>(c)] * perSample);
        picture.coverage.data[i] = static_cast<float>(sum.w * perSample);
        picture.shadow.data[i] = static_cast<float>(-film[stride * i + 1].z * perSample);
        const double mean = sum.y * perSample;
        picture.variance.data[i] =
            n > 1.0 ? static_cast<float>(std::max(squares * perSample - mean * mean, 0.0) / (n - 1.0)) : 0.0f;
        picture.samples.data[i] = static_cast<float>(n);
    }
    if (settings.instruments) readInstruments(film, picture);
    return picture;
}

} // namespace vitrine::render
