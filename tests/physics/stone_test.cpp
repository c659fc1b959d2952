#include "catalogue.h"
#include "gem/trace.h"
#include "optics/cie.h"
#include "optics/colour.h"
#include "optics/wavelengths.h"
#include "reference/stone.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vitrine::physics {
namespace {

constexpr double kWidth_mm = 6.5;

const gem::Solid& brilliant() {
    static const gem::Solid solid = cut("round-brilliant").body.solid.scaled(kWidth_mm);
    return solid;
}

// Rays from a sphere about the stone towards points near its middle, from every side.
std::vector<gem::Ray> randomRays(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const auto vector = [&] { return glm::dvec3(normal(random), normal(random), normal(random)); };
    std::vector<gem::Ray> rays;
    for (int i = 0; i < count; ++i) {
        const glm::dvec3 origin = 30.0 * glm::normalize(vector());
        rays.push_back({origin, glm::normalize(vector() - origin)});
    }
    return rays;
}

// Smooth, bright above, with a lamp; never the same in two directions.
double sky(const glm::dvec3& d) {
    return 1.0 + 0.5 * d.y + 0.3 * d.x * d.z + 4.0 * std::exp(-20.0 * (1.0 - glm::dot(d, glm::dvec3(0.48, 0.8, 0.36))));
}

gem::Surroundings uniform() {
    return {.radiance = [](const gem::Ray&) { return 1.0; }, .meanRadiance = 1.0};
}

TEST(Stone, ReturnsUniformLightUnchangedWhenLosslessWhateverTheHitLimit) {
    const gem::Medium diamond = gem::mediumAt(species("diamond"), 550.0);
    for (const int hits : {3, 8, 24}) {
        double sum = 0.0;
        const auto rays = randomRays(500, 3);
        for (const gem::Ray& ray : rays)
            sum += gem::traceStone(brilliant(), diamond, ray, uniform(), {.hits = hits}).radiance;
        EXPECT_NEAR(sum / static_cast<double>(rays.size()), 1.0, 0.005) << hits << " hits";
    }
}

TEST(Stone, LeavesWhiteWhiteWhenLossless) {
    // Wavelengths part inside, and none may be lost more than another: eight of them, as the renderer carries them.
    const gem::Species diamond = species("diamond");
    const auto rays = randomRays(20, 9);
    for (const double offset : {0.1, 0.6}) {
        glm::dvec3 xyz(0.0);
        for (const optics::WavelengthSample& sample : optics::WavelengthSampling().comb(8, offset))
            for (const gem::Ray& ray : rays)
                xyz += sample.weightXyz / static_cast<double>(rays.size()) *
                       gem::traceStone(brilliant(), gem::mediumAt(diamond, sample.wavelength_nm), ray, uniform(),
                                       {.hits = 8})
                           .radiance;
        const glm::dvec3 white = optics::d65White();
        EXPECT_LT(optics::deltaE76(optics::labFromXyz(xyz, white), optics::labFromXyz(white, white)), 0.1);
    }
}

TEST(Stone, ConservesTheEnergyOfEveryRay) {
    for (const char* id : {"diamond", "ruby", "emerald"}) {
        const gem::Medium medium = gem::mediumAt(species(id), 560.0);
        for (const gem::Ray& ray : randomRays(300, 4)) {
            const gem::Shares shares = gem::traceStone(brilliant(), medium, ray, uniform(), {.hits = 12}).shares;
            for (const double share : {shares.missed, shares.reflected, shares.escaped, shares.absorbed, shares.tail})
                EXPECT_GE(share, 0.0);
            EXPECT_NEAR(shares.missed + shares.reflected + shares.escaped + shares.absorbed + shares.tail, 1.0, 1e-12);
        }
    }
}

// The share of light falling straight down on the face that leaves upwards again from inside, without the tail.
double faceUpReturn(int hits) {
    const gem::Medium diamond = gem::mediumAt(species("diamond"), 550.0);
    const gem::Surroundings above{.radiance = [](const gem::Ray& ray) { return ray.direction.y > 0.0 ? 1.0 : 0.0; }};
    double sum = 0.0;
    int met = 0;
    constexpr int kGrid = 60;
    for (int i = 0; i < kGrid; ++i)
        for (int j = 0; j < kGrid; ++j) {
            // Off the stone's planes of symmetry, where rays would run along edges.
            const glm::dvec3 origin(kWidth_mm * ((i + 0.43) / kGrid - 0.5), 20.0,
                                    kWidth_mm * ((j + 0.59) / kGrid - 0.5));
            const gem::StoneLight light =
                gem::traceStone(brilliant(), diamond, {origin, {0, -1, 0}}, above, {.hits = hits});
            if (light.shares.missed > 0.0) continue;
            sum += light.radiance - light.shares.reflected;
            ++met;
        }
    return sum / met;
}

TEST(Stone, FaceUpReturnsTheMeasuredShareOfLight) {
    // Computed by another program when Vitrine was designed: 0.641 at 3 hits, 0.724 at 8, 0.741 unlimited.
    EXPECT_NEAR(faceUpReturn(3), 0.641, 0.005);
    EXPECT_NEAR(faceUpReturn(8), 0.724, 0.005);
    EXPECT_NEAR(faceUpReturn(256), 0.741, 0.005);
}

TEST(Stone, LetsAllLightOutInTheEnd) {
    // What is left after 256 facets is what the hard cap of the renderer gives to the tail.
    const gem::Medium diamond = gem::mediumAt(species("diamond"), 550.0);
    double tail = 0.0;
    for (const gem::Ray& ray : randomRays(300, 5))
        tail += gem::traceStone(brilliant(), diamond, ray, uniform(), {.hits = 256}).shares.tail;
    EXPECT_LT(tail / 300.0, 0.005);
}

reference::Stone referenceStone(const gem::Solid& solid, const gem::Medium& medium) {
    reference::Stone stone{.index = medium.index, .absorption = medium.absorption_mm, .meanChord = solid.meanChord()};
    for (const gem::Facet& facet : solid.facets()) {
        const glm::dvec3& n = facet.plane.normal;
        stone.planes.push_back({{n.x, n.y, n.z}, facet.plane.distance});
    }
    return stone;
}

TEST(Stone, AgreesWithTheIndependentReference) {
    const gem::Surroundings surroundings{.radiance = [](const gem::Ray& ray) { return sky(ray.direction); },
                                         .meanRadiance = 1.2};
    const reference::World world{.radiance =
                                     [](const reference::Vec& d) {
                                         return sky({d.x, d.y, d.z});
                                     },
                                 .meanRadiance = 1.2};
    for (const char* id : {"diamond", "ruby"})
        for (const double wavelength_nm : {430.0, 550.0, 680.0}) {
            const gem::Medium medium = gem::mediumAt(species(id), wavelength_nm);
            const reference::Stone stone = referenceStone(brilliant(), medium);
            for (const gem::Ray& ray : randomRays(150, 6)) {
                const gem::StoneLight light =
                    gem::traceStone(brilliant(), medium, ray, surroundings, {.hits = 16, .leastWeight = 0.0});
                const reference::Outcome expected =
                    reference::look(stone, world, {ray.origin.x, ray.origin.y, ray.origin.z},
                                    {ray.direction.x, ray.direction.y, ray.direction.z}, 16);
                EXPECT_EQ(light.sequence, expected.planes);
                EXPECT_NEAR(light.radiance, expected.radiance, 1e-8);
            }
        }
}

TEST(Stone, MeanChordIsFourVolumesOverArea) { // Cauchy; isotropic chords by random lines through the ball around it
    std::mt19937 random(8);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    const double reach = 4.0;
    double sum = 0.0;
    int met = 0;
    for (int i = 0; i < 20000; ++i) {
        const glm::dvec3 direction = glm::normalize(glm::dvec3(normal(random), normal(random), normal(random)));
        const glm::dvec3 u = glm::normalize(glm::cross(direction, glm::dvec3(0.3, 0.5, 0.8)));
        const glm::dvec3 origin =
            reach * (unit(random) * u + unit(random) * glm::cross(u, direction)) - 10.0 * direction;
        const auto entry = gem::findEntry(brilliant(), {origin, direction});
        if (!entry) continue;
        const glm::dvec3 point = origin + entry->distance_mm * direction;
        sum += gem::findExit(brilliant(), {point, direction}, entry->facet).distance_mm;
        ++met;
    }
    EXPECT_NEAR(sum / met, brilliant().meanChord(), 0.02 * brilliant().meanChord());
}

// The elevation in degrees at which light seen through the table's middle leaves after one reflection in a main and one
// in the main opposite: what an ASET shows as the table's reflection.
double tableReflectionElevation_deg(double pavilion_deg, double index) {
    const gem::Solid solid = gem::roundBrilliant({.pavilion_deg = pavilion_deg});
    double elevation = 0.0, weight = 0.0;
    const gem::Surroundings surroundings{.radiance = [&](const gem::Ray& ray) {
        if (++weight == 2.0) elevation = degrees(std::asin(ray.direction.y)); // after the glare, the first to leave
        return 0.0;
    }};
    const auto light = gem::traceStone(solid, {.index = index}, {{0, 5, 0.03}, {0, -1, 0}}, surroundings, {.hits = 3});
    const auto kind = [&](std::size_t i) {
        return solid.facets()[static_cast<std::size_t>(light.sequence.at(i))].kind;
    };
    EXPECT_EQ(kind(0), gem::FacetKind::table);
    EXPECT_EQ(kind(1), gem::FacetKind::pavilionMain);
    EXPECT_EQ(kind(2), gem::FacetKind::pavilionMain);
    EXPECT_EQ(kind(3), gem::FacetKind::table);
    return elevation;
}

TEST(TableReflection, TurnsFromGreenToRedAtAPavilionOf40p748Degrees) {
    // 90 - asin(n sin(180 - 4P)) = 45 at P = 40.748 for the sodium index, 40.758 at 550 nm; ASET practice: 40.76.
    const optics::Dispersion diamond = species("diamond").ordinary;
    EXPECT_LT(tableReflectionElevation_deg(40.747, diamond.index(589.3)), 45.0);
    EXPECT_GT(tableReflectionElevation_deg(40.749, diamond.index(589.3)), 45.0);
    EXPECT_LT(tableReflectionElevation_deg(40.757, diamond.index(550.0)), 45.0);
    EXPECT_GT(tableReflectionElevation_deg(40.759, diamond.index(550.0)), 45.0);
}

} // namespace
} // namespace vitrine::physics
