#include "still_fixture.h"
#include "stone_truth.h"

#include "base/error.h"
#include "optics/cie.h"
#include "optics/colour.h"

#include <cmath>

namespace vitrine::render {
namespace {

class StoneStill : public StillTest {};

const scene::Camera kFaceUp = cameraOnto({0, 0, 0}, 7.2);

// Middles of pixels, so that the tracer on the CPU can be given the same rays.
StillSettings through(int size, int samples) {
    return {.width = size, .height = size, .samples = samples, .filterRadius = 0.0};
}

FloatImage stoneMask(const FloatImage& facets) {
    FloatImage mask = facets;
    for (float& value : mask.data) value = value > 0.0f ? 1.0f : 0.0f;
    return mask;
}

// The picture on the stone alone: what lies behind it has no noise and nothing to judge.
NoisyPicture onStone(const Rendered& rendered, const FloatImage& mask) {
    NoisyPicture result = noisy(rendered.picture);
    for (std::size_t i = 0; i < mask.data.size(); ++i)
        if (mask.data[i] == 0.0f) {
            for (std::size_t c = 0; c < 3; ++c) result.light.data[3 * i + c] = 0.0f;
            result.variance.data[i] = 0.0f;
        }
    return result;
}

TEST_F(StoneStill, LosslessInUniformLightReturnsItAtEveryHitLimit) {
    const scene::Piece diamond = bareStone(catalogueSpecies("diamond"));
    for (const int hits : {3, 8, 24, 256}) {
        StillSettings settings = through(48, 192);
        settings.hitLimit = hits;
        const Rendered rendered = render(diamond, kFaceUp, uniformLight(), settings);
        const Mean mean = meanWithin(rendered.picture, whollyCovered(rendered.picture));
        ASSERT_GT(mean.pixels, 1000);
        EXPECT_LT(mean.standardError, 0.0015) << hits;
        EXPECT_NEAR(mean.xyz.y, 1.0, 0.005) << hits;
        EXPECT_NEAR(mean.xyz.x / optics::d65White().x, 1.0, 0.005) << hits;
        EXPECT_NEAR(mean.xyz.z / optics::d65White().z, 1.0, 0.005) << hits;
        const double capped =
            static_cast<double>(rendered.statistics.capped) / static_cast<double>(rendered.statistics.stonePaths);
        EXPECT_GT(capped, hits == 3 ? 0.2 : -1.0);
        EXPECT_LT(capped, hits == 256 ? 1e-3 : 1.0);
        EXPECT_LE(rendered.statistics.stoneHits, rendered.statistics.stonePaths * static_cast<std::uint64_t>(hits));
    }
}

// The twin that no option can make: six hits and nothing for what is left. It must fail by three times the limit.
TEST_F(StoneStill, CappedAtSixHitsWithoutTailIsTakenForAnotherPicture) {
    const scene::Piece diamond = bareStone(catalogueSpecies("diamond"));
    StillSettings settings = through(48, 128);
    const Rendered whole = render(diamond, kFaceUp, smallStudio(), settings);
    settings.hitLimit = 6;
    settings.tailShare = 0.0;
    settings.seed = 2;
    const Rendered capped = render(diamond, kFaceUp, smallStudio(), settings);
    const GoldenVerdict verdict = compareGolden(noisy(capped.picture), noisy(whole.picture), {});
    EXPECT_GT(verdict.excess, 3.0) << verdict.summary();
}

TEST_F(StoneStill, RubyInUniformLightIsWhatTheDoublePrecisionTracerFinds) {
    const scene::Piece ruby = bareStone(catalogueSpecies("ruby"));
    const StillSettings settings = through(48, 256);
    const Rendered rendered = render(ruby, kFaceUp, uniformLight(), settings);
    const FloatImage mask = stoneMask(entryTruth(ruby, kFaceUp, 48, 48));
    const Mean mean = meanWithin(rendered.picture, mask);
    StillPicture truth = rendered.picture;
    truth.xyz = stoneTruth(ruby, kFaceUp, uniformLight(), 48, 48, 48);
    const Mean expected = meanWithin(truth, mask);
    EXPECT_LT(mean.standardError, 0.003 * expected.xyz.y);
    EXPECT_NEAR(mean.xyz.y, expected.xyz.y, 3.0 * mean.standardError);
    // X and Z have no variance of their own: a ruby's noise in them is of the size of that in Y.
    const double relative = 3.0 * mean.standardError / mean.xyz.y + 0.002;
    EXPECT_NEAR(mean.xyz.x / expected.xyz.x, 1.0, relative);
    EXPECT_NEAR(mean.xyz.z / expected.xyz.z, 1.0, 2.0 * relative);
}

TEST_F(StoneStill, DiamondInTheStudioIsWhatTheDoublePrecisionTracerFinds) {
    const scene::Piece diamond = bareStone(catalogueSpecies("diamond"));
    const Rendered rendered = render(diamond, kFaceUp, smallStudio(), through(64, 384));
    const FloatImage mask = stoneMask(entryTruth(diamond, kFaceUp, 64, 64));
    NoisyPicture truth{stoneTruth(diamond, kFaceUp, smallStudio(), 64, 64, 24), FloatImage(64, 64, 1)};
    const GoldenVerdict verdict = compareGolden(onStone(rendered, mask), truth, mask, {.stoneError = 0.02});
    EXPECT_TRUE(verdict.passes()) << verdict.summary();
    EXPECT_LT(std::abs(verdict.channels[0].worstZ), 4.0) << verdict.summary();
}

TEST_F(StoneStill, SharedWavelengthsGiveThePictureOfOneAtATime) {
    const scene::Piece diamond = bareStone(catalogueSpecies("diamond"));
    StillSettings settings = through(64, 768);
    settings.wavelengths = 1;
    const Rendered one = render(diamond, kFaceUp, smallStudio(), settings);
    for (const int wavelengths : {8, 16}) {
        settings.wavelengths = wavelengths;
        settings.samples = 256;
        const Rendered many = render(diamond, kFaceUp, smallStudio(), settings);
        const GoldenVerdict verdict = compareGolden(noisy(many.picture), noisy(one.picture), {});
        EXPECT_TRUE(verdict.sameMean) << wavelengths << ": " << verdict.summary();
        // Colour too: what a wavelength that left the sequence misses must not tint the stone.
        const Mean a = meanWithin(many.picture, whollyCovered(many.picture));
        const Mean b = meanWithin(one.picture, whollyCovered(one.picture));
        EXPECT_NEAR(a.xyz.x / b.xyz.x, 1.0, 0.01);
        EXPECT_NEAR(a.xyz.z / b.xyz.z, 1.0, 0.015);
    }
}

TEST_F(StoneStill, WhiteStaysWhiteThroughALosslessStone) {
    const scene::Piece diamond = bareStone(catalogueSpecies("diamond"));
    const Rendered rendered = render(diamond, kFaceUp, uniformLight(), through(64, 384));
    const Mean mean = meanWithin(rendered.picture, whollyCovered(rendered.picture));
    const glm::dvec3 white = optics::d65White();
    EXPECT_LT(optics::deltaE76(optics::labFromXyz(mean.xyz, white), optics::labFromXyz(white, white)), 0.1);
}

TEST_F(StoneStill, RefusesAnotherNumberOfWavelengths) {
    StillSettings settings = through(8, 1);
    settings.wavelengths = 7;
    EXPECT_THROW(render(bareStone(catalogueSpecies("diamond")), kFaceUp, uniformLight(), settings), Error);
}

} // namespace
} // namespace vitrine::render
