// Doubly refracting stones in the still, against the double-precision tracer of engine/gem.
#include "still_fixture.h"
#include "stone_truth.h"

#include "optics/cie.h"

#include <cmath>

namespace vitrine::render {
namespace {

class CrystalStill : public StillTest {};

const scene::Camera kFaceUp = cameraOnto({0, 0, 0}, 7.2);

StillSettings through(int size, int samples) {
    return {.width = size, .height = size, .samples = samples, .filterRadius = 0.0};
}

FloatImage stoneMask(const scene::Piece& piece, int size) {
    FloatImage mask = entryTruth(piece, kFaceUp, size, size);
    for (float& value : mask.data) value = value > 0.0f ? 1.0f : 0.0f;
    return mask;
}

// Calcite, twice as strong as anything that is worn, its axis askew, and absorbed along the axis only.
std::shared_ptr<const gem::Species> strongCrystal(bool absorbing) {
    gem::Species species = *catalogueSpecies("moissanite");
    species.character = gem::OpticCharacter::uniaxial;
    species.ordinary = optics::Dispersion::cauchy(1.640, 0.0064);
    species.extraordinary = optics::Dispersion::cauchy(1.479, 0.0026);
    species.absorptionOrdinary = optics::Spectrum::constant(0.0);
    species.absorptionExtraordinary = optics::Spectrum::constant(absorbing ? 0.15 : 0.0);
    species.opticAxis = glm::normalize(glm::dvec3(0.5, 0.6, -0.4));
    return std::make_shared<const gem::Species>(species);
}

TEST_F(CrystalStill, LosslessInUniformLightReturnsItAtEveryHitLimit) {
    for (const auto& species : {catalogueSpecies("moissanite"), strongCrystal(false)}) {
        const scene::Piece stone = bareStone(species);
        for (const int hits : {3, 24, 256}) {
            StillSettings settings = through(48, 192);
            settings.hitLimit = hits;
            const Rendered rendered = render(stone, kFaceUp, uniformLight(), settings);
            const Mean mean = meanWithin(rendered.picture, whollyCovered(rendered.picture));
            ASSERT_GT(mean.pixels, 1000);
            EXPECT_NEAR(mean.xyz.y, 1.0, 0.005 + 3.0 * mean.standardError) << species->id << ", " << hits << " hits";
            EXPECT_NEAR(mean.xyz.x / optics::d65White().x, 1.0, 0.01) << species->id << ", " << hits << " hits";
            EXPECT_NEAR(mean.xyz.z / optics::d65White().z, 1.0, 0.015) << species->id << ", " << hits << " hits";
        }
    }
}

TEST_F(CrystalStill, IsWhatTheDoublePrecisionTracerFinds) {
    constexpr int size = 48;
    const scene::Piece stone = bareStone(strongCrystal(true));
    const FloatImage mask = stoneMask(stone, size);
    for (const Surroundings& surroundings : {uniformLight(), smallStudio()}) {
        const Rendered rendered = render(stone, kFaceUp, surroundings, through(size, 384));
        const Mean mean = meanWithin(rendered.picture, mask);
        StillPicture truth = rendered.picture;
        truth.xyz = stoneTruth(stone, kFaceUp, surroundings, size, size, 16);
        const Mean expected = meanWithin(truth, mask);
        // The truth draws its ways too: a percent of the mean over two thousand pixels.
        EXPECT_NEAR(mean.xyz.y / expected.xyz.y, 1.0, 0.01 + 3.0 * mean.standardError / mean.xyz.y);
    }
}

TEST_F(CrystalStill, SharedWavelengthsGiveThePictureOfOneAtATime) {
    const scene::Piece stone = bareStone(catalogueSpecies("moissanite"));
    StillSettings settings = through(48, 1024);
    settings.wavelengths = 1;
    const Rendered one = render(stone, kFaceUp, smallStudio(), settings);
    settings.wavelengths = 8;
    settings.samples = 256;
    const Rendered many = render(stone, kFaceUp, smallStudio(), settings);
    const Mean a = meanWithin(many.picture, whollyCovered(many.picture));
    const Mean b = meanWithin(one.picture, whollyCovered(one.picture));
    const double error = 3.0 * std::hypot(a.standardError / a.xyz.y, b.standardError / b.xyz.y);
    EXPECT_NEAR(a.xyz.y / b.xyz.y, 1.0, 0.005 + error);
    EXPECT_NEAR(a.xyz.x / b.xyz.x, 1.0, 0.01 + error);
    EXPECT_NEAR(a.xyz.z / b.xyz.z, 1.0, 0.015 + error);
}

} // namespace
} // namespace vitrine::render
