#include "render/compose.h"

#include <algorithm>

namespace vitrine::render {
namespace {

// Piece and shadow as premultiplied light that covers: a shadow adds nothing and hides what is behind it.
FloatImage withCoverage(const StillPicture& still) {
    FloatImage result(still.xyz.width, still.xyz.height, 4);
    for (std::size_t i = 0; i < still.coverage.data.size(); ++i) {
        for (std::size_t c = 0; c < 3; ++c) result.data[4 * i + c] = still.xyz.data[3 * i + c];
        result.data[4 * i + 3] = std::clamp(still.coverage.data[i] + still.shadow.data[i], 0.0f, 1.0f);
    }
    return result;
}

ByteImage overColour(const StillPicture& still, const ComposeSettings& settings) {
    const shared32::PictureTransform transform = singlePrecision(pictureTransform(settings.picture));
    const glm::vec3 behind(*settings.behind);
    ByteImage picture(still.xyz.width, still.xyz.height, 3);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            const float* xyz = still.xyz.pixel(x, y);
            const float coverage = std::clamp(*still.coverage.pixel(x, y), 0.0f, 1.0f);
            // Shadow may be negative: the piece reflects light onto the ground, which then outshines the colour.
            const float seen = std::max(1.0f - coverage - *still.shadow.pixel(x, y), 0.0f);
            glm::vec3 colour = seen * behind;
            if (coverage > 0.0f) {
                const glm::vec3 code = shared32::codeFromXyz(glm::vec3(xyz[0], xyz[1], xyz[2]) / coverage, transform);
                for (int c = 0; c < 3; ++c) colour[c] += coverage * shared32::linearFromSrgb(code[c]);
            }
            const float dither =
                seen >= 1.0f ? 0.0f : shared32::ditherAt(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y));
            for (int c = 0; c < 3; ++c)
                picture.pixel(x, y)[c] = static_cast<std::uint8_t>(
                    shared32::quantised(shared32::srgbFromLinear(std::clamp(colour[c], 0.0f, 1.0f)), dither));
        }
    return picture;
}

} // namespace

ByteImage composed(const StillPicture& still, const ComposeSettings& settings) {
    if (settings.behind) return overColour(still, settings);
    return develop(settings.transparent ? withCoverage(still) : still.xyz, settings.picture);
}

FloatImage linearLight(const StillPicture& still, const ComposeSettings& settings) {
    FloatImage light = linearRec709(withCoverage(still), settings.picture);
    if (!settings.behind && settings.transparent) return light;
    for (std::size_t i = 0; i < still.coverage.data.size(); ++i) {
        float* pixel = &light.data[4 * i];
        if (settings.behind)
            for (std::size_t c = 0; c < 3; ++c)
                pixel[c] += std::max(1.0f - still.coverage.data[i] - still.shadow.data[i], 0.0f) *
                            static_cast<float>((*settings.behind)[static_cast<glm::length_t>(c)]);
        pixel[3] = 1.0f;
    }
    return light;
}

} // namespace vitrine::render
