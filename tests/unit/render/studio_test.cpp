#include "base/json.h"
#include "render/surroundings.h"

#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>

namespace vitrine::render {
namespace {

using scene::StudioLight;

// Over the origin, shining down.
StudioLight cardAbove(double height_mm, double halfU, double halfV, double radiance = 1.0) {
    StudioLight light;
    light.centre = {0, height_mm, 0};
    light.axisU = {1, 0, 0};
    light.axisV = {0, 0, 1};
    light.halfU = halfU;
    light.halfV = halfV;
    light.radiance = glm::dvec3(radiance);
    return light;
}

Surroundings under(std::vector<StudioLight> lights, double dome = 0.0) {
    Surroundings surroundings;
    surroundings.studio.lights = std::move(lights);
    surroundings.studio.zenith = surroundings.studio.horizon = surroundings.studio.nadir = glm::dvec3(dome);
    return surroundings;
}

double seen(const Surroundings& surroundings, const glm::dvec3& o, const glm::dvec3& towards) {
    return lookFrom(surroundings, o, glm::normalize(towards - o)).y;
}

// The upper side of a card that shines down: axisU x axisV = X x Z = -Y.
TEST(Card, ShinesToItsFrontHidesWithItsBackAndEndsAtItsRim) {
    const Surroundings s = under({cardAbove(100, 20, 10, 5.0)}, 0.25);
    EXPECT_EQ(seen(s, {0, 0, 0}, {0, 100, 0}), 5.0);
    EXPECT_EQ(seen(s, {0, 0, 0}, {19.9, 100, 9.9}), 5.0);
    EXPECT_EQ(seen(s, {0, 0, 0}, {20.1, 100, 0}), 0.25);
    EXPECT_EQ(seen(s, {0, 0, 0}, {0, 100, 10.1}), 0.25);
    EXPECT_EQ(seen(s, {0, 200, 0}, {0, 100, 0}), 0.0);
    EXPECT_EQ(seen(s, {0, 200, 0}, {0, 300, 0}), 0.25);
}

TEST(Card, FallsOffTowardsItsRim) {
    StudioLight light = cardAbove(100, 20, 20, 4.0);
    light.falloff = 0.5;
    const Surroundings s = under({light});
    EXPECT_NEAR(seen(s, {0, 0, 0}, {0, 100, 0}), 4.0, 1e-12);
    EXPECT_NEAR(seen(s, {0, 0, 0}, {10, 100, 0}), 4.0 * (1.0 - 0.5 * 0.25), 1e-9);
    EXPECT_NEAR(seen(s, {0, 0, 0}, {19.999, 100, 5}), 2.0, 1e-2);
}

TEST(Card, NearestHides) {
    const Surroundings s = under({cardAbove(100, 50, 50, 3.0), cardAbove(60, 5, 5, 0.0)}, 0.1);
    EXPECT_EQ(seen(s, {0, 0, 0}, {0, 100, 0}), 0.0); // a flag
    EXPECT_EQ(seen(s, {0, 0, 0}, {30, 100, 0}), 3.0);
}

TEST(Card, RingIsSeenThrough) {
    StudioLight ring = cardAbove(100, 30, 30, 2.0);
    ring.shape = StudioLight::Shape::ring;
    ring.innerRadius = 0.6;
    const Surroundings s = under({ring}, 0.5);
    EXPECT_EQ(seen(s, {0, 0, 0}, {0, 100, 17}), 0.5);
    EXPECT_EQ(seen(s, {0, 0, 0}, {0, 100, 19}), 2.0);
    EXPECT_EQ(seen(s, {0, 0, 0}, {0, 100, 31}), 0.5);
}

// The middle of an odd grid: below the light.
double irradianceBelow(const Surroundings& surroundings) {
    return groundIrradiance(surroundings, 3, 50.0)[4].y;
}

TEST(GroundIrradiance, OfAUniformDomeIsPiTimesItsRadiance) {
    for (const glm::dvec3& e : groundIrradiance(under({}, 0.7), 4, 300.0)) EXPECT_NEAR(e.y, 0.7 * kPi, 1e-3);
}

// Under the middle of a rectangle of half sides a, b at height h: 4 x the configuration factor of a differential
// element to a parallel rectangle with a corner above it (Howell, A Catalog of Radiation Heat Transfer Configuration
// Factors, B-4), times pi.
TEST(GroundIrradiance, OfARectangleIsItsConfigurationFactor) {
    const double a = 40.0, b = 25.0, h = 100.0, A = a / h, B = b / h;
    const double ra = std::sqrt(1.0 + A * A), rb = std::sqrt(1.0 + B * B);
    const double factor = 4.0 / (2.0 * kPi) * (A / ra * std::atan(B / ra) + B / rb * std::atan(A / rb));
    EXPECT_NEAR(irradianceBelow(under({cardAbove(h, a, b, 6.0)})) / (6.0 * kPi * factor), 1.0, 2e-3);
}

// Howell B-12: a disc of radius r at height h over the element.
TEST(GroundIrradiance, OfADiscIsItsConfigurationFactor) {
    StudioLight disc = cardAbove(100, 30, 30, 6.0);
    disc.shape = StudioLight::Shape::disc;
    const double factor = 30.0 * 30.0 / (30.0 * 30.0 + 100.0 * 100.0);
    EXPECT_NEAR(irradianceBelow(under({disc})) / (6.0 * kPi * factor), 1.0, 0.02);
}

TEST(GroundIrradiance, LosesWhatAFlagHidesOfTheDome) {
    const double h = 100.0, r = 30.0;
    StudioLight flag = cardAbove(h, r, r, 0.0);
    flag.shape = StudioLight::Shape::disc;
    const double hidden = r * r / (r * r + h * h);
    EXPECT_NEAR(irradianceBelow(under({flag}, 0.5)), 0.5 * kPi * (1.0 - hidden), 0.01);
}

TEST(MeanRadiance, OfAUniformDomeIsItsOwn) {
    Surroundings uniform = under({}, 0.6);
    uniform.ground = false;
    EXPECT_NEAR(meanRadiance(uniform, {1, 2, 3}).y, 0.6, 1e-9);
}

// RENDERING.md of the project's design: a white diffuse card at the origin that faces the key reads 1 at EV 0.
TEST(Studio, WhiteCardFacingTheKeyReadsOne) {
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(VITRINE_SOURCE_DIR) / "assets/studios")) {
        const Json document = readJson(entry.path());
        Surroundings surroundings;
        surroundings.studio = scene::readStudio(JsonPlace(document, entry.path().filename().string()));
        glm::dvec3 n(0.0);
        for (const StudioLight& light : surroundings.studio.lights)
            if (light.name == "key") n = glm::normalize(light.centre);
        double sum = 0.0;
        constexpr int kCount = 400000; // a spherical Fibonacci lattice
        for (int i = 0; i < kCount; ++i) {
            const double y = 1.0 - (2.0 * i + 1.0) / kCount, r = std::sqrt(1.0 - y * y), phi = 2.399963229728653 * i;
            const glm::dvec3 d(r * std::cos(phi), y, r * std::sin(phi));
            const double cosine = glm::dot(d, n);
            if (cosine > 0.0)
                sum += glm::dot(lookFrom(surroundings, glm::dvec3(0.0), d), glm::dvec3(0.2126, 0.7152, 0.0722)) *
                       cosine * 4.0 / kCount;
        }
        EXPECT_NEAR(sum, 1.0, 0.02) << entry.path();
    }
}

TEST(Studio, TurnsWithTheCameraThatItIsAnchoredTo) {
    scene::Studio studio;
    StudioLight light = cardAbove(0, 10, 10);
    light.centre = {0, 0, 100};
    studio.lights = {light};
    studio.anchor = scene::Studio::Anchor::camera;
    EXPECT_NEAR(glm::distance(scene::placed(studio, radians(90.0), {}, 10.0).lights[0].centre, {100, 0, 0}), 0.0, 1e-9);
    studio.anchor = scene::Studio::Anchor::world;
    EXPECT_NEAR(glm::distance(scene::placed(studio, radians(90.0), {}, 10.0).lights[0].centre, {0, 0, 100}), 0.0, 1e-9);
}

} // namespace
} // namespace vitrine::render
