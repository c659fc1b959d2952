// Cabochons that light goes through, in the still, against the double-precision tracer of engine/gem.
#include "still_fixture.h"
#include "stone_truth.h"

#include "optics/cie.h"

#include <cmath>

namespace vitrine::render {
namespace {

class DomeStill : public StillTest {};

const scene::Camera kAbove = cameraOnto({0, 0, 0}, 8.0, 48.0), kBelow = cameraOnto({0, 0, 0}, 8.0, -40.0);
constexpr gem::Cabochon kFlat{.length = 1.25, .dome = 0.4, .girdle = 0.06, .base = 0.0};
constexpr gem::Cabochon kDouble{.length = 1.0, .dome = 0.36, .girdle = 0.08, .base = 0.2};
constexpr gem::Cabochon kSphere{.length = 1.0, .dome = 0.5, .girdle = 0.0, .base = 0.5};

StillSettings through(int size, int samples) {
    return {.width = size, .height = size, .samples = samples, .filterRadius = 0.0};
}

FloatImage maskOf(const scene::Piece& piece, const scene::Camera& camera, int size) {
    FloatImage mask = entryTruth(piece, camera, size, size);
    for (float& value : mask.data) value = value > 0.0f ? 1.0f : 0.0f;
    return mask;
}

std::shared_ptr<const gem::Species> lossless(const char* id) {
    gem::Species species = *catalogueSpecies(id);
    species.absorptionOrdinary = species.absorptionExtraordinary = optics::Spectrum::constant(0.0);
    return std::make_shared<const gem::Species>(species);
}

TEST_F(DomeStill, LosslessInUniformLightReturnsItAtEveryHitLimit) {
    for (const char* species : {"pyrope", "moissanite"})
        for (const gem::Cabochon& cut : {kFlat, kDouble, kSphere})
            for (const int hits : {3, 64}) {
                StillSettings settings = through(48, 160);
                settings.hitLimit = hits;
                const Rendered rendered =
                    render(bareCabochon(lossless(species), cut), kAbove, uniformLight(), settings);
                const Mean mean = meanWithin(rendered.picture, whollyCovered(rendered.picture));
                ASSERT_GT(mean.pixels, 700);
                EXPECT_NEAR(mean.xyz.y, 1.0, 0.005 + 3.0 * mean.standardError) << species << ", " << hits;
                EXPECT_NEAR(mean.xyz.x / optics::d65White().x, 1.0, 0.01) << species << ", " << hits;
                EXPECT_NEAR(mean.xyz.z / optics::d65White().z, 1.0, 0.015) << species << ", " << hits;
            }
}

// Every pixel's ray enters by the surface that the exact shape has there.
TEST_F(DomeStill, IsMetWhereItsExactSurfacesAre) {
    for (const scene::Camera& camera : {kAbove, kBelow})
        for (const gem::Cabochon& cut : {kFlat, kDouble, kSphere}) {
            const scene::Piece piece = bareCabochon(catalogueSpecies("pyrope"), cut);
            StillSettings settings = through(64, 1);
            settings.instruments = true;
            const StillPicture picture = render(piece, camera, uniformLight(), settings).picture;
            const FloatImage expected = entryTruth(piece, camera, 64, 64), &found = picture.instruments.at("facet-id");
            int met = 0, differ = 0;
            for (std::size_t i = 0; i < expected.data.size(); ++i) {
                met += expected.data[i] > 0.0f;
                const bool hit = *picture.coverage.pixel(static_cast<int>(i) % 64, static_cast<int>(i) / 64) > 0.0f;
                differ += hit != (expected.data[i] > 0.0f) || (hit && found.data[i] != expected.data[i] - 1.0f);
            }
            EXPECT_GT(met, 700);
            EXPECT_LE(differ, 1) << "a ray on an edge between surfaces may round to either";
        }
}

TEST_F(DomeStill, IsWhatTheDoublePrecisionTracerFinds) {
    constexpr int size = 48;
    for (const char* species : {"rhodolite", "calcite-like"})
        for (const gem::Cabochon& cut : {kFlat, kDouble}) {
            gem::Species stone = *catalogueSpecies("rhodolite");
            if (std::string(species) != "rhodolite") {
                stone.character = gem::OpticCharacter::uniaxial;
                stone.ordinary = optics::Dispersion::cauchy(1.640, 0.0064);
                stone.extraordinary = optics::Dispersion::cauchy(1.479, 0.0026);
                stone.absorptionOrdinary = optics::Spectrum::constant(0.02);
                stone.absorptionExtraordinary = optics::Spectrum::constant(0.15);
                stone.opticAxis = glm::normalize(glm::dvec3(0.5, 0.6, -0.4));
            }
            const scene::Piece piece = bareCabochon(std::make_shared<const gem::Species>(stone), cut);
            const FloatImage mask = maskOf(piece, kAbove, size);
            const Rendered rendered = render(piece, kAbove, smallStudio(), through(size, 384));
            const Mean mean = meanWithin(rendered.picture, mask);
            StillPicture truth = rendered.picture;
            truth.xyz = stoneTruth(piece, kAbove, smallStudio(), size, size, 16);
            const Mean expected = meanWithin(truth, mask);
            const double error = 0.01 + 3.0 * mean.standardError / mean.xyz.y;
            EXPECT_LT(mean.standardError / mean.xyz.y, 0.01) << species;
            EXPECT_NEAR(mean.xyz.y / expected.xyz.y, 1.0, error) << species;
            EXPECT_NEAR(mean.xyz.x / expected.xyz.x, 1.0, error) << species;
            EXPECT_NEAR(mean.xyz.z / expected.xyz.z, 1.0, 1.5 * error) << species;
        }
}

} // namespace
} // namespace vitrine::render
