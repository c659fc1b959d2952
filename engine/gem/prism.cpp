#include "gem/prism.h"

#include "base/error.h"

#include <cmath>
#include <fmt/core.h>

namespace vitrine::gem {

Solid solidOf(const Prism& prism) {
    const double half = 0.5 * radians(prism.apex_deg), height = prism.side_mm * std::cos(half);
    const double toFaces = 2.0 / 3.0 * height * std::sin(half), end = 0.5 * prism.length_mm;
    const auto facet = [](const glm::dvec3& normal, double distance) {
        return Facet{.plane = {.normal = normal, .distance = distance}};
    };
    return Solid({facet({-std::cos(half), std::sin(half), 0.0}, toFaces),
                  facet({std::cos(half), std::sin(half), 0.0}, toFaces), facet({0.0, -1.0, 0.0}, height / 3.0),
                  facet({0.0, 0.0, 1.0}, end), facet({0.0, 0.0, -1.0}, end)});
}

// Inside it goes along +x, by half the apex from the normal of the first face.
glm::dvec3 leastDeviatedFrom(const Prism& prism, double index) {
    const double half = 0.5 * radians(prism.apex_deg), sine = index * std::sin(half);
    if (!(sine < 1.0))
        throw Error({.problem = fmt::format("no light of index {:.4f} goes through an apex of {:g} degrees", index,
                                            prism.apex_deg),
                     .remedy = fmt::format("an apex under {:.2f} degrees", 2.0 * degrees(std::asin(1.0 / index)))});
    const double slope = std::asin(sine) - half;
    return {std::cos(slope), std::sin(slope), 0.0};
}

std::optional<Refracted> refractedTwice(const Solid& solid, const Medium& medium, const Ray& ray) {
    Refracted light;
    int leaving = 0; // rays: first what is reflected outside, then what gets out at the next face
    const Surroundings surroundings{.radiance = [&](const Ray& seen) {
        (leaving++ == 0 ? light.in : light.out) = seen.origin;
        light.direction = seen.direction;
        return 0.0;
    }};
    light.share = traceStone(solid, medium, ray, surroundings, {.hits = 1}).shares.escaped;
    if (leaving < 2) return std::nullopt;
    return light;
}

double deviation_deg(const Ray& ray, const Refracted& light) {
    return degrees(
        std::atan2(glm::length(glm::cross(ray.direction, light.direction)), glm::dot(ray.direction, light.direction)));
}

} // namespace vitrine::gem
