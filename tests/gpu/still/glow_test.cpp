// Fluorescing stones in the still, against the same walk in double precision.
#include "still_fixture.h"
#include "stone_truth.h"

#include "gem/trace.h"
#include "optics/cie.h"
#include "render/glow.h"
#include "shared/cpp.h"

#include <cmath>

namespace vitrine::render {
namespace {

class GlowStill : public StillTest {};

const scene::Camera kFaceUp = cameraOnto({0, 0, 0}, 7.2);
constexpr int kSize = 48;
constexpr double kUltraviolet = 40.0;
// Light that is caught for longer goes ways that single precision does not repeat; what is then left out is held by
// tests/physics.
constexpr int kHits = 24;

std::shared_ptr<const gem::Species> fluorescing(const std::string& id, const std::string& grade = {}) {
    const auto stone = catalogueSpecies(id);
    return grade.empty() ? stone : gem::fluorescenceGrades(stone).at(grade);
}

// A dome, dim but for the ultraviolet that it sends.
Surroundings dome(double ultraviolet) {
    Surroundings surroundings = uniformLight(0.05);
    surroundings.studio.ultraviolet = ultraviolet;
    return surroundings;
}

FloatImage stoneMask(const scene::Piece& piece) {
    FloatImage mask = entryTruth(piece, kFaceUp, kSize, kSize);
    for (float& value : mask.data) value = value > 0.0f ? 1.0f : 0.0f;
    return mask;
}

StillSettings through(int samples) {
    return {.width = kSize, .height = kSize, .samples = samples, .hitLimit = kHits, .filterRadius = 0.0};
}

// Some light is caught inside for hundreds of facets: a mean over few rays is noisy.
struct Gathered {
    double mean = 0.0, standardError = 0.0; ///< mm of ray inside
};

// What the mean pixel of the stone gathers.
Gathered gathered(const scene::Stone& stone, const StoneGlow& glow) {
    const scene::CameraFrame frame = scene::frameOf(kFaceUp);
    const double half = std::tan(0.5 * kFaceUp.verticalField);
    constexpr int kFiner = 8 * kSize; // as the still's samples fall anywhere in a pixel
    double sum = 0.0, squares = 0.0;
    int count = 0;
    for (int i = 0; i < kFiner * kFiner; ++i) {
        const double across = (2.0 * (i % kFiner + 0.5) / kFiner - 1.0) * half;
        const double up = (1.0 - 2.0 * (static_cast<double>(i / kFiner) + 0.5) / kFiner) * half;
        gem::Ray ray{frame.eye, glm::normalize(frame.forward + frame.right * across + frame.up * up)};
        const auto entry = gem::findEntry(*stone.solid, ray);
        if (!entry) continue;
        ++count;
        glm::dvec3 n = stone.solid->facets()[static_cast<std::size_t>(entry->facet)].plane.normal;
        shared64::GlowWalk walk{0.0, 1.0 - shared64::fresnelDielectric(-glm::dot(ray.direction, n), glow.index)};
        ray = {ray.origin + ray.direction * entry->distance_mm,
               shared64::refractDirection(ray.direction, n, 1.0 / glow.index)};
        int facet = entry->facet;
        for (int hit = 0; hit < kHits && walk.kept > 1e-6; ++hit) {
            const gem::FacetHit next = gem::findExit(*stone.solid, ray, facet);
            facet = next.facet;
            n = stone.solid->facets()[static_cast<std::size_t>(facet)].plane.normal;
            const double along = glm::dot(ray.direction, n);
            walk = shared64::glowOfLeg(walk, next.distance_mm, glow.absorption,
                                       shared64::fresnelDielectric(std::min(along, 1.0), 1.0 / glow.index));
            ray = {ray.origin + ray.direction * next.distance_mm, glm::normalize(ray.direction - 2.0 * along * n)};
        }
        const double all = shared64::gatheredInAll(walk, glow.index, glow.absorption, stone.solid->meanChord());
        sum += all;
        squares += all * all;
    }
    const double mean = sum / count;
    return {.mean = mean, .standardError = std::sqrt((squares / count - mean * mean) / count)};
}

TEST_F(GlowStill, AddsWhatTheDoublePrecisionWalkGathers) {
    for (const auto& species : {fluorescing("diamond", "very-strong"), fluorescing("ruby")}) {
        const scene::Piece stone = bareStone(species);
        const FloatImage mask = stoneMask(stone);
        const glm::dvec3 lit = meanWithin(render(stone, kFaceUp, dome(kUltraviolet), through(64)).picture, mask).xyz;
        const glm::dvec3 dark = meanWithin(render(stone, kFaceUp, dome(0.0), through(64)).picture, mask).xyz;
        const StoneGlow glow = glowOf(stone.stones[0]);
        const double irradiance =
            ultravioletIrradiance(dome(kUltraviolet).studio, unitsUnder(scene::Illuminant::d65), {}, {0, 1, 0});
        const Gathered truth = gathered(stone.stones[0], glow);
        const glm::dvec3 expected = glow.xyz * (irradiance * truth.mean);
        // The still takes as many rays in all.
        const double tolerance = 0.005 + 3.0 * std::sqrt(2.0) * truth.standardError / truth.mean;
        EXPECT_LT(tolerance, 0.05) << species->id;
        const int strongest = species->id == "ruby" ? 0 : 2;
        EXPECT_NEAR((lit - dark)[strongest] / expected[strongest], 1.0, tolerance) << species->id;
        EXPECT_NEAR((lit - dark).y, expected.y, tolerance * expected[strongest]) << species->id;
        EXPECT_GT(expected[strongest], 0.1 * dark[strongest]) << "is seen at all: " << species->id;
    }
}

TEST_F(GlowStill, IsNothingWithoutUltravioletOrFluorescence) {
    const auto pixels = [&](const char* grade, double ultraviolet) {
        return render(bareStone(fluorescing("diamond", grade)), kFaceUp, dome(ultraviolet), through(4))
            .picture.xyz.data;
    };
    const auto plain = pixels("none", 0.0);
    EXPECT_EQ(pixels("very-strong", 0.0), plain);
    EXPECT_EQ(pixels("none", kUltraviolet), plain);
    EXPECT_NE(pixels("faint", kUltraviolet), plain);
}

// Lamp light's red is another spectrum, but a stone's own light keeps its colour in it.
TEST_F(GlowStill, KeepsItsColourUnderAnotherIlluminant) {
    const scene::Piece stone = bareStone(fluorescing("diamond", "very-strong"));
    const FloatImage mask = stoneMask(stone);
    Surroundings lamp = dome(kUltraviolet);
    lamp.studio.illuminant = scene::Illuminant::a;
    Surroundings without = lamp;
    without.studio.ultraviolet = 0.0;
    const glm::dvec3 added = meanWithin(render(stone, kFaceUp, lamp, through(64)).picture, mask).xyz -
                             meanWithin(render(stone, kFaceUp, without, through(64)).picture, mask).xyz;
    const glm::dvec3 own = glowOf(stone.stones[0]).xyz;
    EXPECT_NEAR(added.x / added.z, own.x / own.z, 0.01);
    EXPECT_NEAR(added.y / added.z, own.y / own.z, 0.01);
}

} // namespace
} // namespace vitrine::render
