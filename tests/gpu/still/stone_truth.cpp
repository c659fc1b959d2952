#include "stone_truth.h"

#include "gem/crystal.h"
#include "gem/dome.h"
#include "optics/upsampling.h"
#include "optics/wavelengths.h"

#include <cmath>
#include <random>

namespace vitrine::render {
namespace {

template <class PerRay>
void forEachRay(const scene::Camera& camera, int width, int height, const PerRay& perRay) {
    const scene::CameraFrame frame = scene::frameOf(camera);
    const double halfHeight = std::tan(0.5 * camera.verticalField), halfWidth = halfHeight * width / height;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double across = (2.0 * (x + 0.5) / width - 1.0) * halfWidth;
            const double upwards = (1.0 - 2.0 * (y + 0.5) / height) * halfHeight;
            perRay(x, y,
                   gem::Ray{frame.eye, glm::normalize(frame.forward + frame.right * across + frame.up * upwards)});
        }
}

// visit(body) with the stone as light meets it: its facets, or its curves.
auto visitBody(const scene::Stone& stone, const auto& visit) {
    return stone.cabochon ? visit(gem::Dome(*stone.cabochon, stone.solid->width())) : visit(*stone.solid);
}

std::optional<gem::FacetHit> entryOf(const gem::Solid& solid, const gem::Ray& ray) {
    return gem::findEntry(solid, ray);
}
std::optional<gem::FacetHit> entryOf(const gem::Dome& dome, const gem::Ray& ray) {
    return dome.findEntry(ray);
}

// Of a doubly refracting stone the mean over a few of the ways that light takes.
double radianceThrough(const auto& body, const scene::Stone& stone, double nm, const gem::Ray& ray,
                       const gem::Surroundings& around, const gem::Dice& dice) {
    constexpr gem::TraceLimits limits{.hits = 64, .leastWeight = 1e-4};
    constexpr int ways = 12;
    if (stone.species->isotropic())
        return gem::traceStone(body, gem::mediumAt(*stone.species, nm), ray, around, limits).radiance;
    const gem::CrystalMedium medium = gem::crystalMediumAt(*stone.species, nm);
    double sum = 0.0;
    for (int i = 0; i < ways; ++i) sum += gem::traceCrystal(body, medium, ray, around, dice, limits).radiance;
    return sum / ways;
}

} // namespace

FloatImage stoneTruth(const scene::Piece& piece, const scene::Camera& camera, const Surroundings& surroundings,
                      int width, int height, int wavelengths) {
    const scene::Stone& stone = piece.stones.at(0);
    const auto comb = optics::WavelengthSampling().comb(wavelengths, 0.5);
    const glm::dvec3 mean = meanRadiance(surroundings, glm::dvec3(0.0));
    std::mt19937 random(23);
    std::uniform_real_distribution<double> unit;
    const gem::Dice dice = [&] { return unit(random); };
    FloatImage truth(width, height, 3);
    const auto look = [&](const auto& body, int x, int y, const gem::Ray& ray) {
        if (!entryOf(body, ray)) return;
        glm::dvec3 xyz(0.0);
        for (const optics::WavelengthSample& sample : comb) {
            const double nm = sample.wavelength_nm;
            const gem::Surroundings around{.radiance =
                                               [&](const gem::Ray& out) {
                                                   return optics::rec709Spectrum(
                                                       lookFrom(surroundings, out.origin, out.direction), nm);
                                               },
                                           .meanRadiance = optics::rec709Spectrum(mean, nm)};
            xyz += radianceThrough(body, stone, nm, ray, around, dice) * sample.weightXyz;
        }
        for (int c = 0; c < 3; ++c) truth.pixel(x, y)[c] = static_cast<float>(xyz[c]);
    };
    visitBody(stone, [&](const auto& body) {
        forEachRay(camera, width, height, [&](int x, int y, const gem::Ray& ray) { look(body, x, y, ray); });
    });
    return truth;
}

FloatImage entryTruth(const scene::Piece& piece, const scene::Camera& camera, int width, int height) {
    FloatImage facets(width, height, 1);
    visitBody(piece.stones.at(0), [&](const auto& body) {
        forEachRay(camera, width, height, [&](int x, int y, const gem::Ray& ray) {
            if (const auto entry = entryOf(body, ray)) *facets.pixel(x, y) = static_cast<float>(entry->facet + 1);
        });
    });
    return facets;
}

} // namespace vitrine::render
