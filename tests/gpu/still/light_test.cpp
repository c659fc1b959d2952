#include "still_fixture.h"

#include <cmath>

namespace vitrine::render {
namespace {

class LightStill : public StillTest {};

template <class Radiance>
FloatImage equirectangular(int width, const Radiance& radiance) {
    FloatImage image(width, width / 2, 3);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const double longitude = ((x + 0.5) / image.width - 0.5) * 2.0 * kPi;
            const double polar = (y + 0.5) / image.height * kPi;
            const glm::dvec3 rgb = radiance(glm::dvec3(std::sin(polar) * std::cos(longitude), std::cos(polar),
                                                       std::sin(polar) * std::sin(longitude)));
            for (int c = 0; c < 3; ++c) image.pixel(x, y)[c] = static_cast<float>(rgb[c]);
        }
    return image;
}

scene::Piece roughSphere(double roughness) {
    scene::Piece piece;
    addMetal(piece, sphere(5.0, 32), catalogueAlloy("18k-yellow"), roughness);
    return piece;
}

TEST_F(LightStill, MapOfADomeShowsWhatTheDomeShows) {
    Surroundings dome = smallStudio();
    dome.studio.lights.clear();
    dome.ground = true;
    dome.groundHeight_mm = -5.0;
    Surroundings map = dome;
    map.map = octahedralFrom(equirectangular(256, [&](const glm::dvec3& d) { return farRadiance(dome, d); }));
    const scene::Camera camera = cameraOnto({0, 0, 0}, 14.0, 30.0);
    const StillSettings settings{.width = 64, .height = 48, .samples = 96};
    const Rendered byDome = render(roughSphere(0.5), camera, dome, settings);
    const Rendered byMap = render(roughSphere(0.5), camera, map, settings);
    const GoldenVerdict verdict =
        compareGolden(noisy(byMap.picture), noisy(byDome.picture), {}, {.relativeFloor = 3e-3});
    EXPECT_TRUE(verdict.passes()) << verdict.summary();
}

// A sun in a map and a far disc of the same irradiance are drawn by different tables and must light rough metal alike.
TEST_F(LightStill, SunInAMapLightsLikeADiscOfTheSameIrradiance) {
    const glm::dvec3 towards = glm::normalize(glm::dvec3(0.5, 0.7, 0.4));
    const double cosine = std::cos(radians(4.0));
    Surroundings map = uniformLight(0.05);
    const FloatImage sky = equirectangular(
        512, [&](const glm::dvec3& d) { return glm::dvec3(glm::dot(d, towards) > cosine ? 60.0 : 0.05); });
    map.map = octahedralFrom(sky);
    double light = 0.0, irradiance = 0.0;
    for (int y = 0; y < sky.height; ++y)
        for (int x = 0; x < sky.width; ++x) {
            const double solid = 2.0 * kPi / sky.width * kPi / sky.height * std::sin((y + 0.5) / sky.height * kPi);
            light += sky.pixel(x, y)[1] > 1.0f ? solid : 0.0;
        }
    irradiance = light * 60.0;

    Surroundings disc = uniformLight(0.05);
    scene::StudioLight lamp;
    lamp.shape = scene::StudioLight::Shape::disc;
    lamp.centre = 20000.0 * towards;
    lamp.axisU = glm::normalize(glm::cross(glm::dvec3(0, 1, 0), towards));
    lamp.axisV = glm::cross(lamp.axisU, towards);
    lamp.halfU = lamp.halfV = 20000.0 * std::tan(radians(4.0));
    lamp.radiance = glm::dvec3(irradiance / (kPi * std::pow(std::sin(radians(4.0)), 2.0)));
    disc.studio.lights = {lamp};

    const scene::Camera camera = cameraOnto({0, 0, 0}, 11.0, 30.0);
    const StillSettings settings{.width = 48, .height = 48, .samples = 256};
    const Rendered bySun = render(roughSphere(0.6), camera, map, settings);
    const Rendered byDisc = render(roughSphere(0.6), camera, disc, settings);
    const GoldenVerdict verdict =
        compareGolden(noisy(bySun.picture), noisy(byDisc.picture), {}, {.relativeFloor = 1e-2});
    EXPECT_TRUE(verdict.passes()) << verdict.summary();
}

} // namespace
} // namespace vitrine::render
