#include "render/picture.h"

#include "optics/colour.h"
#include "render/bloom.h"

#include <array>
#include <cassert>
#include <cmath>

namespace vitrine::render {
namespace {

const optics::RgbSpace& spaceOf(Gamut gamut) {
    static constexpr std::array<const optics::RgbSpace*, 3> spaces = {&optics::kRec709, &optics::kDisplayP3,
                                                                      &optics::kRec2020};
    return *spaces[static_cast<std::size_t>(gamut)];
}

int toneNumber(Tone tone) {
    constexpr std::array<int, 3> numbers = {shared64::kToneNeutral, shared64::kToneAgx, shared64::kToneLinear};
    return numbers[static_cast<std::size_t>(tone)];
}

// AgX works in primaries a quarter further from white than the display's, so that strong colours have room to fade.
optics::RgbSpace widened(const optics::RgbSpace& space) {
    const glm::dvec2 white = optics::chromaticity(optics::d65White());
    const auto further = [&](glm::dvec2 xy) { return white + 1.25 * (xy - white); };
    return {further(space.red_xy), further(space.green_xy), further(space.blue_xy)};
}

glm::dvec3 row(const glm::dmat3& m, int i) {
    return {m[0][i], m[1][i], m[2][i]};
}

glm::dmat3 rgbFromSceneXyz(const PictureSettings& settings, const optics::RgbSpace& space) {
    const glm::dvec3 white = settings.white / settings.white.y;
    return std::exp2(settings.exposure_ev) * optics::rgbFromXyz(space) * optics::adaptation(white, optics::d65White());
}

std::uint8_t coverageCode(float alpha) {
    return static_cast<std::uint8_t>(shared32::quantised(alpha, 0.0f));
}

} // namespace

shared64::PictureTransform pictureTransform(const PictureSettings& settings) {
    const optics::RgbSpace& space = spaceOf(settings.gamut);
    const glm::dmat3 display = rgbFromSceneXyz(settings, space);
    const glm::dmat3 inset = optics::rgbFromXyz(widened(space)) * optics::xyzFromRgb(space);
    return {.displayRed = row(display, 0),
            .displayGreen = row(display, 1),
            .displayBlue = row(display, 2),
            .luminance = row(optics::xyzFromRgb(space), 1),
            .insetRed = row(inset, 0),
            .insetGreen = row(inset, 1),
            .insetBlue = row(inset, 2),
            .tone = toneNumber(settings.tone)};
}

shared32::PictureTransform singlePrecision(const shared64::PictureTransform& t) {
    return {.displayRed = t.displayRed,
            .displayGreen = t.displayGreen,
            .displayBlue = t.displayBlue,
            .luminance = t.luminance,
            .insetRed = t.insetRed,
            .insetGreen = t.insetGreen,
            .insetBlue = t.insetBlue,
            .tone = t.tone};
}

ByteImage develop(const FloatImage& xyz, const PictureSettings& settings) {
    assert(xyz.channels == 3 || xyz.channels == 4);
    const bool hasCoverage = xyz.channels == 4;
    const shared32::PictureTransform transform = singlePrecision(pictureTransform(settings));
    const FloatImage spread = hasCoverage || settings.bloom <= 0.0 ? FloatImage() : bloomed(xyz, settings.bloom);
    const FloatImage& light = spread.data.empty() ? xyz : spread;

    ByteImage picture(xyz.width, xyz.height, xyz.channels);
    for (int y = 0; y < xyz.height; ++y)
        for (int x = 0; x < xyz.width; ++x) {
            const float* in = light.pixel(x, y);
            std::uint8_t* out = picture.pixel(x, y);
            const float coverage = hasCoverage ? in[3] : 1.0f;
            if (hasCoverage) out[3] = coverageCode(coverage);
            if (!(coverage > 0.0f)) continue;
            const glm::vec3 code = shared32::codeFromXyz(glm::vec3(in[0], in[1], in[2]) / coverage, transform);
            const float dither = shared32::ditherAt(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y));
            for (int c = 0; c < 3; ++c) out[c] = static_cast<std::uint8_t>(shared32::quantised(code[c], dither));
        }
    return picture;
}

FloatImage linearRec709(const FloatImage& xyz, const PictureSettings& settings) {
    const glm::mat3 rgb(rgbFromSceneXyz(settings, optics::kRec709));
    FloatImage linear = xyz;
    for (int y = 0; y < xyz.height; ++y)
        for (int x = 0; x < xyz.width; ++x) {
            float* pixel = linear.pixel(x, y);
            const glm::vec3 colour = rgb * glm::vec3(pixel[0], pixel[1], pixel[2]);
            for (int c = 0; c < 3; ++c) pixel[c] = colour[c];
        }
    return linear;
}

std::optional<PngColour> pngColour(Gamut gamut) {
    if (gamut == Gamut::rec709) return std::nullopt;
    const optics::RgbSpace& space = spaceOf(gamut);
    const glm::dvec2 white = optics::chromaticity(optics::d65White());
    return PngColour{.chromaticities_xy = {space.red_xy.x, space.red_xy.y, space.green_xy.x, space.green_xy.y,
                                           space.blue_xy.x, space.blue_xy.y, white.x, white.y}};
}

} // namespace vitrine::render
