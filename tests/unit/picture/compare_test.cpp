#include "base/error.h"
#include "base/exr.h"
#include "base/files.h"
#include "base/png.h"
#include "base/temporary_folder.h"
#include "render/compare.h"

#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>

namespace vitrine::render {
namespace {

constexpr int kWidth = 192, kHeight = 108;

// Light with structure, seen through noise whose variance is known: what a still with its variance is.
struct Scene {
    double gain = 1.0;
    double patchGain = 1.0; ///< of the 24 x 24 pixels about the middle
    double relativeNoise = 0.05;
};

NoisyPicture seen(const Scene& scene, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    NoisyPicture picture{FloatImage(kWidth, kHeight, 3), FloatImage(kWidth, kHeight, 3)};
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            for (int c = 0; c < 3; ++c) {
                const bool inPatch = std::abs(x - kWidth / 2) < 12 && std::abs(y - kHeight / 2) < 12;
                const double light =
                    scene.gain * (inPatch ? scene.patchGain : 1.0) * (1.0 + 0.8 * std::sin(0.2 * x + 0.3 * y + c));
                const double deviation = scene.relativeNoise * light;
                picture.light.pixel(x, y)[c] = static_cast<float>(light + deviation * normal(random));
                picture.variance.pixel(x, y)[c] = static_cast<float>(deviation * deviation);
            }
    return picture;
}

FloatImage mask() {
    FloatImage image(kWidth, kHeight, 1);
    for (int y = 40; y < 70; ++y)
        for (int x = 80; x < 120; ++x) image.pixel(x, y)[0] = 1.0f;
    return image;
}

TEST(Golden, PassesEverySeedOfTheSameScene) {
    const NoisyPicture golden = seen({}, 1);
    for (unsigned seed = 2; seed < 42; ++seed) {
        const GoldenVerdict verdict = compareGolden(seen({}, seed), golden, mask());
        EXPECT_TRUE(verdict.passes()) << verdict.summary();
    }
}

TEST(Golden, JudgesNoiseAsNoiseWhateverTheNumberOfSamples) {
    for (const double noise : {0.005, 0.02, 0.06}) {
        const GoldenVerdict verdict =
            compareGolden(seen({.relativeNoise = noise}, 5), seen({.relativeNoise = 0.01}, 6), mask());
        EXPECT_TRUE(verdict.passes()) << verdict.summary();
    }
}

TEST(Golden, FailsAPictureOnePercentBrighter) {
    const GoldenVerdict verdict = compareGolden(seen({.gain = 1.01}, 2), seen({}, 1), mask());
    EXPECT_FALSE(verdict.sameMean);
    EXPECT_GT(verdict.excess, 3.0) << verdict.summary();
}

TEST(Golden, FailsALocalChangeThatLeavesTheMean) {
    const GoldenVerdict verdict = compareGolden(seen({.patchGain = 1.08}, 2), seen({}, 1), mask());
    EXPECT_GT(verdict.excess, 3.0) << verdict.summary();
    EXPECT_NEAR(verdict.channels[1].worstX, kWidth / 2, 16);
    EXPECT_NEAR(verdict.channels[1].worstY, kHeight / 2, 16);
}

TEST(Golden, FailsANoisyStoneAsProvingNothing) {
    const GoldenVerdict verdict =
        compareGolden(seen({.relativeNoise = 0.3}, 2), seen({.relativeNoise = 0.3}, 1), mask());
    EXPECT_TRUE(verdict.sameMean) << verdict.summary();
    EXPECT_FALSE(verdict.quietEnough);
    EXPECT_FALSE(verdict.passes());
}

TEST(Golden, ToleratesTheLastBitsOfAnotherDriver) {
    const NoisyPicture still = seen({.relativeNoise = 0.0}, 1);
    NoisyPicture other = still;
    for (std::size_t i = 0; i < other.light.data.size(); ++i) other.light.data[i] *= i % 2 == 0 ? 1.00002f : 0.99998f;
    EXPECT_TRUE(compareGolden(other, still, mask()).passes());
}

TEST(Golden, FailsWhatIsNoNumber) {
    NoisyPicture broken = seen({}, 2);
    broken.light.data[77] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(compareGolden(broken, seen({}, 1), mask()).passes());
}

TEST(Golden, RefusesPicturesOfDifferentSizes) {
    NoisyPicture small{FloatImage(8, 8, 3), FloatImage(8, 8, 3)};
    EXPECT_THROW(compareGolden(small, seen({}, 1), {}), Error);
}

TEST(Reference, PassesItselfAndFailsAChange) {
    const FloatImage picture = seen({.relativeNoise = 0.0}, 1).light;
    EXPECT_TRUE(compareReference(picture, picture).passes());
    const ReferenceVerdict brighter = compareReference(seen({.gain = 1.02, .relativeNoise = 0.0}, 1).light, picture);
    EXPECT_NEAR(brighter.mean, 0.02, 1e-3);
    EXPECT_FALSE(brighter.passes());
    const ReferenceVerdict patch = compareReference(seen({.patchGain = 1.4, .relativeNoise = 0.0}, 1).light, picture);
    EXPECT_GT(patch.percentile99, 0.1) << patch.summary();
    EXPECT_FALSE(patch.passes());
}

TEST(Reference, FailsABlankPictureEvenAgainstItself) {
    FloatImage grey(16, 16, 3);
    std::fill(grey.data.begin(), grey.data.end(), 0.4f);
    EXPECT_FALSE(compareReference(grey, grey).passes());
}

TEST(Reference, ReadsPngAndExrToTheSameLight) {
    const TemporaryFolder folder;
    ByteImage codes(2, 1, 3);
    codes.data = {0, 128, 255, 10, 20, 30};
    writeFileAtomically(folder / "a.png", encodePng(codes));
    writeFileAtomically(
        folder / "a.exr",
        encodeExr({{.channels = "RGB", .image = linearFromCodes(codes), .precision = ExrLayer::Precision::single}}));
    const FloatImage png = readReference(folder / "a.png"), exr = readReference(folder / "a.exr");
    for (std::size_t i = 0; i < png.data.size(); ++i) EXPECT_NEAR(png.data[i], exr.data[i], 1e-6f);
    EXPECT_NEAR(png.data[1], 0.2158605f, 1e-5f); // IEC 61966-2-1 of 128
    EXPECT_THROW(readReference(folder / "a.tif"), Error);
}

} // namespace
} // namespace vitrine::render
