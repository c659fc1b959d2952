#include "chi_square.h"
#include "hemisphere.h"
#include "light_samples.h"
#include "render/surroundings.h"

#include <gtest/gtest.h>

// Light samples of the still's kernels, against the density by which they are weighed.

namespace vitrine::physics {
namespace {

constexpr double kLeast = 1e-3; // of chance alone, in one test of a thousand

const std::vector<glm::dvec3> kPlaces{{0.0, 0.0, 0.0}, {25.0, -40.0, 15.0}}; // mm; before every card

double probability(const LightSamples& drawn, const LightSamples& stated, const glm::dvec3& o, double scale = 1.0) {
    return chiSquareProbabilityOverSphere([&](const Dice& dice) { return drawn.draw(o, dice.way, dice.place); },
                                          [&](const glm::dvec3& w) { return scale * stated.pdf(o, w); });
}

TEST(LightSamples, TowardsCardsAndDomeAreDrawnWithTheirDensity) {
    const LightSamples lights = cardsOfEveryShape();
    for (const glm::dvec3& o : kPlaces) EXPECT_GT(probability(lights, lights, o), kLeast) << o.x;
}

TEST(LightSamples, OfEachShapeOfCardAreDrawnWithTheirDensity) {
    const LightSamples all = cardsOfEveryShape();
    for (shared64::Light card : all.cards) {
        card.chance = 1.0;
        const LightSamples one{{card}, 0.3};
        for (const glm::dvec3& o : kPlaces) EXPECT_GT(probability(one, one, o), kLeast) << card.halfU << ", " << o.x;
    }
}

TEST(LightSamples, WithAnotherDensityThanTheirOwnAreFound) {
    const LightSamples lights = cardsOfEveryShape();
    LightSamples otherChances = lights, otherShare = lights, larger = lights, wider = lights;
    otherChances.cards[0].chance -= 0.05;
    otherChances.cards[1].chance += 0.05;
    otherShare.farShare += 0.05;
    larger.cards[0].halfV *= 1.05;
    wider.cards[2].packed -= 50.0; // the ring's inner radius
    for (const glm::dvec3& o : kPlaces) {
        EXPECT_LT(probability(lights, lights, o, 1.05), 1e-6);
        for (const LightSamples& stated : {otherChances, otherShare, larger, wider})
            EXPECT_LT(probability(lights, stated, o), 1e-6) << o.x;
    }
}

TEST(LightSamples, HaveADensityThatIntegratesToOne) {
    const LightSamples lights = cardsOfEveryShape();
    for (const glm::dvec3& o : kPlaces)
        EXPECT_NEAR(integrateSphere([&](const glm::dvec3& d) { return lights.pdf(o, d); }), 1.0, 1e-3) << o.x;
}

// A map's table as the kernels read it, turned about +Y (sampleFar and farProbability).
struct MapSamples {
    render::OctahedralMap map;
    double cosine = 1.0, sine = 0.0;

    glm::dvec3 draw(const glm::dvec2& u) const {
        const double cells = static_cast<double>(map.alias.size()), at = u.x * cells;
        const auto cell = static_cast<std::uint32_t>(std::min(at, cells - 1.0));
        const glm::vec4& entry = map.alias[cell];
        const shared64::AliasDraw drawn =
            shared64::aliasDraw(cell, at - std::floor(at), entry.x, static_cast<std::uint32_t>(entry.y));
        const auto size = static_cast<std::uint32_t>(map.aliasSize);
        return shared64::fromTurned(shared64::directionInCell(drawn, size, u.y), cosine, sine);
    }

    double pdf(const glm::dvec3& d) const {
        const glm::dvec3 m = shared64::intoTurned(d, cosine, sine);
        const double size = map.aliasSize;
        const glm::ivec2 cell(glm::min(shared64::octahedralOf(m) * size, glm::dvec2(size - 1.0)));
        const std::size_t entry = static_cast<std::size_t>(cell.y) * static_cast<std::size_t>(map.aliasSize) +
                                  static_cast<std::size_t>(cell.x);
        return shared64::cellPdf(map.alias[entry].z, size, m);
    }
};

// A room with a window and a lamp beneath: luminances from 0.1 to 5, over every fold of the octahedron.
MapSamples roomTurnedBy(double angle) {
    FloatImage image;
    image.width = 128;
    image.height = 64;
    image.channels = 3;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const double azimuth = 2.0 * kPi * ((x + 0.5) / image.width - 0.5);
            const glm::dvec3 d = towards(std::cos(kPi * (y + 0.5) / image.height), azimuth);
            const double window = std::exp(6.0 * (glm::dot(d, glm::normalize(glm::dvec3(0.8, -0.5, 0.4))) - 1.0));
            const double lamp = std::exp(9.0 * (glm::dot(d, glm::normalize(glm::dvec3(-0.4, 0.7, -0.7))) - 1.0));
            const double level = 0.1 + 3.0 * window + 5.0 * lamp;
            for (const double part : {1.0, 0.9, 0.7}) image.data.push_back(static_cast<float>(part * level));
        }
    return {render::octahedralFrom(image), std::cos(angle), std::sin(angle)};
}

double probability(const MapSamples& drawn, const MapSamples& stated, double scale = 1.0) {
    return chiSquareProbabilityOverSphere([&](const Dice& dice) { return drawn.draw(dice.place); },
                                          [&](const glm::dvec3& w) { return scale * stated.pdf(w); });
}

TEST(LightSamples, OfAnEnvironmentMapAreDrawnWithTheirDensity) {
    const MapSamples straight = roomTurnedBy(0.0), turned = roomTurnedBy(0.7);
    EXPECT_GT(probability(straight, straight), kLeast);
    EXPECT_GT(probability(turned, turned), kLeast);
    EXPECT_LT(probability(straight, straight, 1.05), 1e-6);
    EXPECT_LT(probability(straight, roomTurnedBy(0.05)), 1e-6);
    EXPECT_LT(probability(turned, roomTurnedBy(-0.7)), 1e-6);
}

// A table whose cells keep more than their share of the draws.
TEST(LightSamples, OfAWrongAliasTableAreFound) {
    const MapSamples stated = roomTurnedBy(0.0);
    MapSamples drawn = stated;
    for (glm::vec4& entry : drawn.map.alias) entry.x = std::min(1.2f * entry.x, 1.0f);
    EXPECT_LT(probability(drawn, stated), 1e-6);
}

TEST(LightSamples, OfAnEnvironmentMapHaveADensityThatIntegratesToOne) {
    const MapSamples turned = roomTurnedBy(0.7);
    EXPECT_NEAR(integrateSphere([&](const glm::dvec3& d) { return turned.pdf(d); }), 1.0, 1e-3);
}

// Draws go where the light is: of each cell, 0.95 of its share of the luminance and 0.05 of its share of the cells.
TEST(LightSamples, OfAnEnvironmentMapFollowItsLuminance) {
    const MapSamples room = roomTurnedBy(0.0);
    const double size = room.map.aliasSize;
    const auto luminance = [&](const glm::dvec3& d) {
        return glm::dot(room.map.at(d), glm::dvec3(0.2126, 0.7152, 0.0722));
    };
    const double whole = integrateSphere(luminance);
    // Cells off the folds of the octahedron, where the solid angle has a kink.
    for (const glm::dvec2& cell : {glm::dvec2(32, 30), glm::dvec2(50, 20), glm::dvec2(10, 44), glm::dvec2(5, 3)}) {
        const glm::dvec3 d = shared64::directionOf((cell + 0.5) / size);
        const double even = shared64::cellPdf(1.0 / (size * size), size, d);
        EXPECT_NEAR(room.pdf(d) / (0.95 * luminance(d) / whole + 0.05 * even), 1.0, 0.01) << cell.x << ", " << cell.y;
    }
}

} // namespace
} // namespace vitrine::physics
