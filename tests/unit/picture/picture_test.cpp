#include "optics/colour.h"
#include "optics/upsampling.h"
#include "render/picture.h"

#include <cmath>
#include <gtest/gtest.h>

namespace vitrine::render {
namespace {

constexpr PictureSettings withoutBloom(PictureSettings settings) {
    settings.bloom = 0.0;
    return settings;
}

glm::dvec3 codes(const glm::dvec3& xyz, const PictureSettings& settings) {
    return shared64::codeFromXyz(xyz, pictureTransform(settings));
}

double hue_deg(const glm::dvec3& xyz) {
    const glm::dvec3 lab = optics::labFromXyz(xyz, optics::d65White());
    return degrees(std::atan2(lab.z, lab.y));
}

// 18k yellow gold (3N): CIELAB (91.4, 3.9, 24.2), computed from n and k of gold, silver and copper (Johnson and Christy
// 1972) mixed by atoms.
glm::dvec3 goldXyz() {
    const double fy = (91.4 + 16.0) / 116.0, fx = fy + 3.9 / 500.0, fz = fy - 24.2 / 200.0;
    return glm::dvec3(fx * fx * fx, fy * fy * fy, fz * fz * fz) * optics::d65White();
}

TEST(Picture, KeepsANeutralNeutralUnderEveryWhite) {
    for (const double kelvin : {1900.0, 2856.0, 4000.0, 5000.0, 6504.0, 9000.0}) {
        const glm::dvec3 white = optics::whiteOfKelvin(kelvin);
        for (const Tone tone : {Tone::neutral, Tone::agx, Tone::linear})
            for (const Gamut gamut : {Gamut::rec709, Gamut::displayP3, Gamut::rec2020})
                for (const double level : {0.01, 0.18, 0.8, 3.0}) {
                    const glm::dvec3 code = codes(level * white, {.white = white, .tone = tone, .gamut = gamut});
                    EXPECT_NEAR(code.x, code.y, 1e-9);
                    EXPECT_NEAR(code.z, code.y, 1e-9);
                }
    }
}

TEST(Picture, DevelopsGreysIntoEqualBytes) {
    const glm::dvec3 white = optics::whiteOfKelvin(3000.0);
    FloatImage xyz(256, 16, 3);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 256; ++x)
            for (int c = 0; c < 3; ++c) xyz.pixel(x, y)[c] = static_cast<float>(white[c] * (x + 0.5) / 256.0);
    const ByteImage picture = develop(xyz, withoutBloom({.white = white}));
    for (int x = 0; x < 256; ++x)
        for (int y = 0; y < 16; ++y) {
            EXPECT_NEAR(picture.pixel(x, y)[0], picture.pixel(x, y)[1], 1);
            EXPECT_NEAR(picture.pixel(x, y)[2], picture.pixel(x, y)[1], 1);
        }
}

TEST(Picture, KeepsTheHueOfGold) {
    for (const Gamut gamut : {Gamut::rec709, Gamut::displayP3, Gamut::rec2020})
        for (const double ev : {-2.0, -1.0, 0.0}) {
            const PictureSettings settings{.exposure_ev = ev, .gamut = gamut};
            const glm::dvec3 code = codes(goldXyz(), settings);
            const glm::dvec3 linear(shared64::linearFromSrgb(code.x), shared64::linearFromSrgb(code.y),
                                    shared64::linearFromSrgb(code.z));
            const optics::RgbSpace& space = gamut == Gamut::rec709      ? optics::kRec709
                                            : gamut == Gamut::displayP3 ? optics::kDisplayP3
                                                                        : optics::kRec2020;
            EXPECT_NEAR(hue_deg(optics::xyzFromRgb(space) * linear), hue_deg(goldXyz()), 2.0) << ev;
        }
}

TEST(Picture, DithersARampWithoutFlatRuns) {
    // A ramp of 12 levels over 1200 pixels: rounding alone would leave runs of a hundred.
    FloatImage xyz(1200, 60, 3);
    const glm::dvec3 white = optics::d65White();
    for (int y = 0; y < xyz.height; ++y)
        for (int x = 0; x < xyz.width; ++x) {
            const double linear = shared64::linearFromSrgb((100.0 + 12.0 * x / 1200.0) / 255.0);
            for (int c = 0; c < 3; ++c) xyz.pixel(x, y)[c] = static_cast<float>(white[c] * linear);
        }
    const ByteImage picture = develop(xyz, withoutBloom({.tone = Tone::linear}));
    int longest = 0;
    for (int y = 0; y < xyz.height; ++y)
        for (int x = 1, run = 1; x < xyz.width; ++x) {
            run = picture.pixel(x, y)[1] == picture.pixel(x - 1, y)[1] ? run + 1 : 1;
            longest = std::max(longest, run);
        }
    for (int x = 0; x < xyz.width; ++x)
        for (int y = 1, run = 1; y < xyz.height; ++y) {
            run = picture.pixel(x, y)[1] == picture.pixel(x, y - 1)[1] ? run + 1 : 1;
            longest = std::max(longest, run);
        }
    EXPECT_LE(longest, 4);
}

TEST(Picture, DithersWithoutShiftingTheMean) {
    double sum = 0.0, squares = 0.0;
    constexpr int n = 256;
    for (shared64::uint y = 0; y < n; ++y)
        for (shared64::uint x = 0; x < n; ++x) {
            const double d = shared64::ditherAt(x, y);
            EXPECT_LE(std::abs(d), 1.0);
            sum += d;
            squares += d * d;
        }
    EXPECT_NEAR(sum / (n * n), 0.0, 1e-3);
    EXPECT_NEAR(squares / (n * n), 1.0 / 6.0, 1e-3); // variance of a triangle from -1 to 1
}

TEST(GamutMap, LeavesNoChannelNegativeAndKeepsLuminance) {
    const glm::dvec3 luminance = pictureTransform({}).luminance;
    for (double nm = 400.0; nm <= 700.0; nm += 5.0) {
        const glm::dvec3 rgb = optics::rgbFromXyz(optics::kRec709) * optics::xyzBar(nm);
        const glm::dvec3 mapped = shared64::gamutMap(rgb, luminance);
        EXPECT_GE(shared64::least(mapped), 0.0) << nm;
        EXPECT_NEAR(glm::dot(luminance, mapped), glm::dot(luminance, rgb), 1e-9) << nm;
    }
    EXPECT_EQ(shared64::gamutMap(glm::dvec3(-1.0), luminance), glm::dvec3(0.0));
}

TEST(GamutMap, LeavesModerateColoursAlone) {
    const glm::dvec3 luminance = pictureTransform({}).luminance;
    const glm::dvec3 gold(1.0, 0.73, 0.36);
    EXPECT_NEAR(glm::length(shared64::gamutMap(gold, luminance) - gold), 0.0, 1e-12);
}

TEST(ToneCurves, RiseAndStayWithinTheDisplay) {
    for (const Tone tone : {Tone::neutral, Tone::agx, Tone::linear}) {
        double last = -1.0;
        for (double level = 0.0; level < 60.0; level = level * 1.1 + 1e-4) {
            const double code = codes(level * optics::d65White(), {.tone = tone}).y;
            EXPECT_GE(code, last - 1e-9);
            EXPECT_LE(code, 1.0);
            last = code;
        }
        EXPECT_GT(last, 0.97);
    }
}

TEST(ToneCurves, HitTheirPublishedPoints) {
    // Khronos PBR Neutral: below its start a grey loses the glare's 4 %. AgX: middle grey becomes 0.18^(1/2.2).
    EXPECT_NEAR(shared64::toneNeutral(glm::dvec3(0.5)).y, 0.46, 1e-12);
    EXPECT_NEAR(std::pow(shared64::agxCurve(0.18), 1.0 / 2.2), std::pow(0.18, 1.0 / 2.2), 1e-9);
    EXPECT_NEAR(shared64::agxCurve(0.18 * std::exp2(6.5)), 1.0, 1e-9);
    EXPECT_NEAR(shared64::agxCurve(0.0), 0.0, 1e-9);
}

TEST(Picture, UndoesCoverageBeforeTheToneCurve) {
    FloatImage xyz(2, 1, 4);
    const glm::dvec3 white = optics::d65White();
    for (int c = 0; c < 3; ++c) xyz.pixel(0, 0)[c] = static_cast<float>(0.25 * 0.5 * white[c]);
    xyz.pixel(0, 0)[3] = 0.25f;
    const ByteImage picture = develop(xyz, {.tone = Tone::linear});
    EXPECT_EQ(picture.pixel(0, 0)[3], 64);
    EXPECT_NEAR(picture.pixel(0, 0)[1], 255.0 * shared64::srgbFromLinear(0.5), 1.6);
    EXPECT_EQ(picture.pixel(1, 0)[3], 0);
    EXPECT_EQ(picture.pixel(1, 0)[0], 0);
}

TEST(Picture, LeavesExrNegativesAndTakesExposure) {
    FloatImage xyz(1, 1, 3);
    const glm::dvec3 green = optics::xyzBar(520.0);
    for (int c = 0; c < 3; ++c) xyz.data[static_cast<std::size_t>(c)] = static_cast<float>(green[c]);
    const FloatImage once = linearRec709(xyz, {}), twice = linearRec709(xyz, {.exposure_ev = 1.0});
    EXPECT_LT(once.data[0], 0.0f);
    for (std::size_t c = 0; c < 3; ++c) EXPECT_NEAR(twice.data[c], 2.0f * once.data[c], 1e-6f);
}

TEST(Picture, IsBlackWhereAValueIsNoNumber) {
    FloatImage xyz(1, 1, 3);
    for (float& value : xyz.data) value = std::numeric_limits<float>::quiet_NaN();
    const ByteImage picture = develop(xyz, withoutBloom({}));
    for (const std::uint8_t code : picture.data) EXPECT_EQ(code, 0);
}

} // namespace
} // namespace vitrine::render
