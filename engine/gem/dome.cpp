#include "gem/dome.h"

#include <cmath>
#include <limits>

namespace vitrine::gem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-12; // of a square near 1

Cabochon scaled(const Cabochon& c, double factor) {
    return {.length = c.length * factor, .dome = c.dome * factor, .girdle = c.girdle * factor, .base = c.base * factor};
}

// Half an ellipsoid's area. A unit sphere's element grows by the product of the axes over the height of its tangent
// plane; midpoint rule, uniform in the sphere's own height.
double halfEllipsoidArea(const glm::dvec3& axes) {
    constexpr int kSteps = 128;
    double sum = 0.0;
    for (int i = 0; i < kSteps; ++i)
        for (int j = 0; j < kSteps; ++j) {
            const double y = (i + 0.5) / kSteps, azimuth = 2.0 * kPi * (j + 0.5) / kSteps, r = std::sqrt(1.0 - y * y);
            sum += glm::length(glm::dvec3(r * std::sin(azimuth), y, r * std::cos(azimuth)) / axes);
        }
    return axes.x * axes.y * axes.z * sum * 2.0 * kPi / (kSteps * kSteps);
}

double ellipseLength(double a, double b) {
    constexpr int kSteps = 256;
    double sum = 0.0;
    for (int i = 0; i < kSteps; ++i) {
        const double angle = 2.0 * kPi * (i + 0.5) / kSteps;
        sum += std::hypot(a * std::sin(angle), b * std::cos(angle));
    }
    return sum * 2.0 * kPi / kSteps;
}

} // namespace

Dome::Dome(const Cabochon& cabochon, double width_mm)
    : size_(scaled(cabochon, width_mm)), width_mm_(width_mm), meanChord_(0.0) {
    checkProportions(cabochon);
    meanChord_ = 4.0 * volume(cabochon) * std::pow(width_mm, 3.0) / area();
}

glm::dvec3 Dome::axes(int facet) const {
    const double height = facet == top ? size_.dome : facet == base ? size_.base : kInfinity;
    return {0.5 * width_mm_, height, 0.5 * size_.length};
}

double Dome::middle(int facet) const {
    return facet == top ? 0.5 * size_.girdle : facet == base ? -0.5 * size_.girdle : 0.0;
}

int Dome::surfaceAt(double y) const {
    return y > middle(top) ? top : y < middle(base) ? base : band;
}

// The ray meets the whole ellipsoid, cylinder or plane: the nearer point for side -1, the farther for +1. Where it
// meets nothing, facet is -1. Divided by its axes an ellipsoid is the unit sphere; a division by infinity leaves a
// cylinder.
FacetHit Dome::meet(int facet, const Ray& ray, double side) const {
    const glm::dvec3 half = axes(facet), origin = ray.origin - glm::dvec3(0.0, middle(facet), 0.0);
    if (half.y == 0.0) return {.facet = facet, .distance_mm = -origin.y / ray.direction.y};
    const glm::dvec3 from = origin / half, along = ray.direction / half;
    const double a = glm::dot(along, along), b = glm::dot(from, along);
    const glm::dvec3 aside = from - along * (b / a);
    const double root = (1.0 - glm::dot(aside, aside)) / a;
    if (!(root >= 0.0)) return {};
    return {.facet = facet, .distance_mm = -b / a + side * std::sqrt(root)};
}

// The cylinder holds the stone, and between the planes of the band it is the stone: the height at which a line crosses
// the cylinder says which surface bounds it there.
std::optional<FacetHit> Dome::findEntry(const Ray& ray) const {
    FacetHit entry{.facet = band, .distance_mm = -kInfinity};
    if (ray.direction.x != 0.0 || ray.direction.z != 0.0) {
        entry = meet(band, ray, -1.0);
        if (entry.facet < 0) return std::nullopt;
    } else if (const glm::dvec3 from = ray.origin / axes(band); glm::dot(from, from) >= 1.0) {
        return std::nullopt;
    }
    const int surface = surfaceAt(ray.origin.y + entry.distance_mm * ray.direction.y);
    if (surface != band) {
        entry = meet(surface, ray, -1.0);
        // The ellipsoids lie within the cylinder; a flat base goes on beyond it.
        const glm::dvec3 at = (ray.origin + entry.distance_mm * ray.direction) / axes(band);
        if (entry.facet < 0 || glm::dot(at, at) > 1.0 + kRounding) return std::nullopt;
    }
    if (entry.distance_mm <= 0.0) return std::nullopt;
    return entry;
}

FacetHit Dome::findExit(const Ray& ray) const {
    int surface = ray.direction.y > 0.0 ? top : base;
    FacetHit exit{.facet = surface, .distance_mm = kInfinity};
    if (ray.direction.x != 0.0 || ray.direction.z != 0.0) {
        exit = meet(band, ray, 1.0);
        surface = exit.facet < 0 ? band : surfaceAt(ray.origin.y + exit.distance_mm * ray.direction.y);
    }
    if (surface != band) exit = meet(surface, ray, 1.0);
    // Only rounding lets a ray along the surface miss it.
    if (exit.facet < 0 || !(exit.distance_mm > 0.0)) return {.facet = surface, .distance_mm = 0.0};
    return exit;
}

glm::dvec3 Dome::outwardAt(int facet, const glm::dvec3& point) const {
    const glm::dvec3 half = axes(facet);
    if (half.y == 0.0) return {0.0, -1.0, 0.0};
    return glm::normalize((point - glm::dvec3(0.0, middle(facet), 0.0)) / (half * half));
}

double Dome::area() const {
    const glm::dvec3 half = axes(band);
    const double below = size_.base > 0.0 ? halfEllipsoidArea(axes(base)) : kPi * half.x * half.z;
    return halfEllipsoidArea(axes(top)) + size_.girdle * ellipseLength(half.x, half.z) + below;
}

} // namespace vitrine::gem
